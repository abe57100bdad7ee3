package io.freeflow.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Edge;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Correction;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.reading.Remark;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.ScoreSheet;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.store.Advance;
import io.freeflow.core.store.LetterQuery;
import io.freeflow.core.store.LetterState;
import io.freeflow.core.store.ReadingQuery;
import io.freeflow.core.store.SensorWindow;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.SourcePartition;
import io.freeflow.core.store.SourceState;
import io.freeflow.core.store.StoredLetter;
import io.freeflow.core.store.StoredReading;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.Quality;
import io.freeflow.core.window.RegionWindow;
import io.freeflow.core.window.TrafficState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every store promises. The network of these tests:
 *
 * <pre>
 * region east:  A ── B ── C      region west:  D
 * </pre>
 */
public abstract class TrafficStoreContract
        implements AlertStoreContract, HealthStoreContract, ImputationStoreContract, IncidentStoreContract {

    protected static final Network NETWORK = Network.of(
            ZoneId.of("America/Los_Angeles"),
            List.of(
                    new Sensor(
                            "A",
                            "Sepulveda",
                            new Position(34.15497, -118.31829),
                            "east",
                            new Placement.OnFreeway("I-405", Direction.N, 12.75, 4),
                            OptionalDouble.of(66.4)),
                    station("B", "east"),
                    station("C", "east"),
                    station("D", "west")),
            List.of(new Edge("B", "C", 0.123456789012), new Edge("A", "B", 1)));

    protected static final SourcePartition EVENTS_0 = new SourcePartition("traffic-events", 0);
    protected static final SourcePartition EVENTS_1 = new SourcePartition("traffic-events", 1);

    protected abstract void save(Network network);

    @Override
    public void saveNetwork() {
        save(NETWORK);
    }

    // Readings

    @Test
    void anEmptyStoreHasNothing() {
        assertThat(store().findNetwork()).isEmpty();
        assertThat(store().listFeeds()).isEmpty();
        assertThat(store().listNewestReadings()).isEmpty();
        assertThat(store().listReadings(newest(10))).isEmpty();
        assertThat(store().listNewestWindows()).isEmpty();
        assertThat(store().listWindows("A", at("00:00"), at("23:55"))).isEmpty();
        assertThat(store().listWindows(Set.of("A", "B"), at("00:00"), at("23:55")))
                .isEmpty();
        assertThat(store().listImputed(Set.of("A", "B"), at("00:00"), at("23:55")))
                .isEmpty();
        assertThat(store().listNewestForecasts()).isEmpty();
        assertThat(store().listLedger()).isEmpty();
        assertThat(store().listScores()).isEmpty();
        assertThat(sink().positions()).isEmpty();
        assertThatCode(store()::check).doesNotThrowAnyException();
    }

    @Test
    void aReadingComesBackAsItWasWritten() {
        var reading = new Reading(
                "loops",
                "A",
                Interval.startingAt(at("08:00"), Duration.ofSeconds(30)),
                new Measurement(64.375, 1234.5, 12.25),
                at("08:01"),
                List.of(
                        new Correction("speed_mph", "\"103.6 km/h\"\n", "64.375"),
                        new Correction("sensor_id", " a", "A \\ é")),
                List.of(Remark.OLD, Remark.STANDING_WITH_FLOW));

        write(reading);

        assertThat(store().listReadings(newest(10))).containsExactly(new StoredReading(reading, 0));
        assertThat(store().listNewestReadings()).containsExactly(new StoredReading(reading, 0));
    }

    @Test
    void speedsKeepEveryDigit() {
        write(reading("A", "08:00", 67.123456789), reading("B", "08:00", 0.1 + 0.2));

        assertThat(speeds(newest(10))).containsExactly(67.123456789, 0.1 + 0.2);
    }

    @Test
    void missingStaysMissingAndZeroStaysZero() {
        var stopped = reading("A", "08:00", new Measurement(0, 0, Double.NaN));
        var occupied = reading("B", "08:00", new Measurement(Double.NaN, Double.NaN, 100));

        write(stopped, occupied);

        assertThat(store().listReadings(newest(10)))
                .extracting(stored -> stored.reading().measurement())
                .containsExactly(stopped.measurement(), occupied.measurement());
    }

    @Test
    void theSameReadingAgainIsADuplicate() {
        write(reading("A", "08:00", 50));
        write(reading("A", "08:00", 50));

        assertThat(store().listReadings(newest(10))).containsExactly(new StoredReading(reading("A", "08:00", 50), 0));
        assertThat(books()).isEqualTo(Map.of(Counters.STORED, 1L, Counters.DUPLICATE, 1L));
    }

    @Test
    void missingIsTheSameAsMissing() {
        var reading = reading("A", "08:00", new Measurement(Double.NaN, 600, Double.NaN));
        write(reading);
        write(reading);

        assertThat(books()).isEqualTo(Map.of(Counters.STORED, 1L, Counters.DUPLICATE, 1L));
    }

    @Test
    void anotherValueReplacesAndIsARevision() {
        write(reading("A", "08:00", 50));
        write(reading("A", "08:00", 51));
        write(reading("A", "08:00", 52), reading("B", "08:00", 60));

        assertThat(store().listReadings(newest(10)))
                .containsExactly(
                        new StoredReading(reading("A", "08:00", 52), 2),
                        new StoredReading(reading("B", "08:00", 60), 0));
        assertThat(books()).isEqualTo(Map.of(Counters.STORED, 2L, Counters.REVISED, 2L));
    }

    @Test
    void repeatsInsideOneBatchCountAsIfTheyCameAlone() {
        write(
                reading("A", "08:00", 50),
                reading("A", "08:00", 50),
                reading("A", "08:00", 51),
                reading("A", "08:00", 50),
                reading("B", "08:00", 60));

        assertThat(store().listReadings(newest(10)))
                .containsExactly(
                        new StoredReading(reading("A", "08:00", 50), 2),
                        new StoredReading(reading("B", "08:00", 60), 0));
        assertThat(books()).isEqualTo(Map.of(Counters.STORED, 2L, Counters.DUPLICATE, 1L, Counters.REVISED, 2L));
    }

    @Test
    void oneBatchHoldsNewRepeatedAndRevisedReadings() {
        write(reading("A", "08:00", 50), reading("B", "08:00", 60));
        write(
                reading("A", "08:00", 50),
                reading("B", "08:00", 61),
                reading("C", "08:00", 70),
                reading("C", "08:00", 70),
                reading("B", "08:00", 62));

        assertThat(store().listNewestReadings())
                .containsExactly(
                        new StoredReading(reading("A", "08:00", 50), 0),
                        new StoredReading(reading("B", "08:00", 62), 2),
                        new StoredReading(reading("C", "08:00", 70), 0));
        assertThat(books()).isEqualTo(Map.of(Counters.STORED, 3L, Counters.DUPLICATE, 2L, Counters.REVISED, 2L));
    }

    @Test
    void twoFeedsMaySpeakOfOneSensor() {
        var other = new Reading(
                "radar", "A", FiveMinutes.windowOf(at("08:00")), Measurement.ofSpeed(55), at("08:05"), List.of());
        write(reading("A", "08:00", 50), other);

        assertThat(speeds(newest(10))).containsExactly(50.0, 55.0);
        assertThat(books()).isEqualTo(Map.of(Counters.STORED, 2L));
    }

    @Test
    void theNewestReadingOfEachSensorIsTheOneThatEndsLast() {
        write(reading("A", "08:00", 50), reading("A", "08:10", 52), reading("A", "08:05", 51));
        write(reading("A", "07:00", 40), reading("B", "08:00", 60));
        write(reading("A", "08:00", 49), reading("B", "08:00", 61));

        assertThat(store().listNewestReadings())
                .containsExactly(
                        new StoredReading(reading("A", "08:10", 52), 0),
                        new StoredReading(reading("B", "08:00", 61), 1));
    }

    @Test
    void readingsAreNewestFirstThenBySensor() {
        write(reading("B", "08:00", 1), reading("A", "08:05", 2), reading("A", "08:00", 3), reading("B", "08:05", 4));

        assertThat(speeds(newest(10))).containsExactly(2.0, 4.0, 3.0, 1.0);
    }

    @Test
    void readingsAreFoundBySensorAndTime() {
        write(reading("A", "08:00", 1), reading("A", "08:05", 2), reading("A", "08:10", 3), reading("B", "08:05", 4));

        var query = new ReadingQuery(
                Optional.of("A"), Optional.of(at("08:00")), Optional.of(at("08:10")), Optional.empty(), 10);

        assertThat(speeds(query)).containsExactly(2.0, 1.0);
    }

    @Test
    void pagesGoThroughAllReadingsOverManyDays() {
        var written = new ArrayList<Reading>();
        for (int day = 0; day < 10; day++) {
            for (String sensorId : List.of("A", "B", "C")) {
                written.add(
                        reading(sensorId, at("23:55").plus(Duration.ofDays(day)), Measurement.ofSpeed(10 * day + 1)));
            }
        }
        Collections.shuffle(written, new java.util.Random(7));
        sink().write(written, Map.of());

        var seen = new ArrayList<Reading>();
        Optional<ReadingQuery.Key> after = Optional.empty();
        while (true) {
            var page = store().listReadings(
                            new ReadingQuery(Optional.empty(), Optional.empty(), Optional.empty(), after, 4));
            assertThat(page).hasSizeLessThanOrEqualTo(4);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(stored -> seen.add(stored.reading()));
            var last = seen.getLast();
            after = Optional.of(new ReadingQuery.Key(last.interval().start(), last.sensorId()));
        }

        written.sort(java.util.Comparator.comparing(
                        (Reading reading) -> reading.interval().start())
                .reversed()
                .thenComparing(Reading::sensorId));
        assertThat(seen).isEqualTo(written);
    }

    // Positions

    @Test
    void aBatchMovesItsSources() {
        sink().write(
                        List.of(reading("A", "08:00", 50)),
                        Map.of(EVENTS_0, new Advance(0, 7), EVENTS_1, new Advance(0, 3)));
        sink().write(List.of(), Map.of(EVENTS_0, new Advance(7, 9)));

        assertThat(sink().positions()).isEqualTo(Map.of(EVENTS_0, 9L, EVENTS_1, 3L));
    }

    @Test
    void aBatchWrittenAgainAfterALostAcknowledgementIsFencedOff() {
        var batch = List.of(reading("A", "08:00", 50), part("08:00", 0, 1, 0, observed("A", 50)));
        var advances = Map.of(EVENTS_0, new Advance(0, 2));
        sink().write(batch, advances);
        var before = store().listLedger();

        assertThatThrownBy(() -> sink().write(batch, advances)).isInstanceOf(Sink.FencedException.class);

        assertThat(store().listLedger()).isEqualTo(before);
        assertThat(sink().positions()).isEqualTo(Map.of(EVENTS_0, 2L));
    }

    @Test
    void aBatchWithOneWrongPositionLeavesNothing() {
        sink().write(List.of(), Map.of(EVENTS_1, new Advance(0, 5)));

        assertThatThrownBy(() -> sink().write(
                                List.of(reading("A", "08:00", 50)),
                                Map.of(EVENTS_0, new Advance(0, 1), EVENTS_1, new Advance(4, 6))))
                .isInstanceOf(Sink.FencedException.class);

        assertThat(store().listReadings(newest(10))).isEmpty();
        assertThat(store().listLedger()).isEmpty();
        assertThat(sink().positions()).isEqualTo(Map.of(EVENTS_1, 5L));
    }

    @Test
    void aPositionThatWasNeverStoredIsZero() {
        assertThatThrownBy(() -> sink().write(List.of(), Map.of(EVENTS_0, new Advance(3, 4))))
                .isInstanceOf(Sink.FencedException.class);
    }

    @Test
    void ofTwoWritersOneLoses() throws Exception {
        for (int round = 0; round < 10; round++) {
            var start = at("08:00").plus(Duration.ofMinutes(5L * round));
            var advance = Map.of(EVENTS_0, new Advance(round, round + 1));
            var barrier = new CyclicBarrier(2);
            Callable<Void> writer = () -> {
                barrier.await();
                sink().write(List.of(reading("A", start, Measurement.ofSpeed(50))), advance);
                return null;
            };
            try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
                var results = List.of(writers.submit(writer), writers.submit(writer));
                long lost = 0;
                for (Future<Void> result : results) {
                    lost += isFenced(result) ? 1 : 0;
                }
                assertThat(lost).isEqualTo(1);
            }
        }

        assertThat(books()).isEqualTo(Map.of(Counters.STORED, 10L));
    }

    @Test
    void aBatchThatFailsHalfwayLeavesNothing() {
        var broken = new AbstractList<Message>() {
            @Override
            public Message get(int index) {
                if (index == 2) {
                    throw new IllegalStateException("broken on purpose");
                }
                return index == 0 ? reading("A", "08:00", 50) : part("08:00", 0, 1, 0, observed("A", 50));
            }

            @Override
            public int size() {
                return 3;
            }
        };
        save(NETWORK);

        assertThatThrownBy(() -> sink().write(broken, Map.of(EVENTS_0, new Advance(0, 3))))
                .hasMessageContaining("broken on purpose");

        assertThat(store().listReadings(newest(10))).isEmpty();
        assertThat(store().listNewestReadings()).isEmpty();
        assertThat(store().listNewestWindows()).isEmpty();
        assertThat(store().listLedger()).isEmpty();
        assertThat(sink().positions()).isEmpty();
    }

    // Windows

    @Test
    void theNewestWindowNeedsAllItsParts() {
        save(NETWORK);
        write(
                part("08:00", 0, 2, 0, observed("A", 50), observed("B", 60)),
                part("08:00", 1, 2, 0, observed("C", 0)),
                part("08:05", 0, 2, 0, observed("A", 51)));

        assertThat(store().listNewestWindows()).containsExactly(window("08:00", 0, 50, 60, 0));

        write(part("08:05", 1, 2, 0));

        assertThat(store().listNewestWindows()).containsExactly(window("08:05", 0, 51, Double.NaN, Double.NaN));
    }

    @Test
    void aRevisedPartReplacesItsOldState() {
        save(NETWORK);
        write(part("08:00", 0, 2, 0, observed("A", 50), observed("B", 60)), part("08:00", 1, 2, 0, observed("C", 70)));
        write(part("08:00", 0, 2, 1, observed("A", 48), observed("B", 60)));

        assertThat(store().listNewestWindows()).containsExactly(window("08:00", 1, 48, 60, 70));
        assertThat(store().listWindows("A", at("08:00"), at("08:05")))
                .containsExactly(new SensorWindow(FiveMinutes.windowOf(at("08:00")), 1, observed("A", 48)));
        assertThat(store().listWindows("C", at("08:00"), at("08:05")))
                .containsExactly(new SensorWindow(FiveMinutes.windowOf(at("08:00")), 0, observed("C", 70)));
    }

    @Test
    void revisionsMayComeInAnyOrder() {
        save(NETWORK);
        write(part("08:00", 0, 1, 2, observed("A", 46)), part("08:00", 0, 1, 0, observed("A", 50)));
        write(part("08:00", 0, 1, 1, observed("A", 48)));

        assertThat(store().listNewestWindows()).containsExactly(window("08:00", 2, 46, Double.NaN, Double.NaN));
    }

    @Test
    void theSamePartAgainIsNotCounted() {
        var part = part("08:00", 0, 1, 0, observed("A", 50));
        write(part, part);
        write(part, part("08:00", 0, 1, 1, observed("A", 51)));

        assertThat(books()).isEqualTo(Map.of(Counters.STORED_PARTS, 2L));
    }

    @Test
    void eachRegionHasItsNewestWindow() {
        save(NETWORK);
        var west = new WindowPart(
                "west", FiveMinutes.windowOf(at("07:00")), 0, 1, 0, at("07:06"), List.of(observed("D", 33)));
        write(part("08:00", 0, 1, 0, observed("A", 50)), west);

        assertThat(store().listNewestWindows())
                .containsExactly(
                        window("08:00", 0, 50, Double.NaN, Double.NaN),
                        new RegionWindow("west", west.interval(), 0, at("07:06"), west.states()));
    }

    @Test
    void windowsOfASensorAreOldestFirstAndKeepWhatIsMissing() {
        save(NETWORK);
        var imputed = new TrafficState("A", new Measurement(44.4, Double.NaN, 7), 0, Quality.IMPUTED);
        write(
                part("08:10", 0, 1, 0, observed("A", 52)),
                part("08:00", 0, 1, 0, observed("A", 0), observed("B", 60)),
                part("08:05", 0, 1, 0, imputed, TrafficState.missing("B")),
                part("07:55", 0, 1, 0, observed("A", 49)));

        assertThat(store().listWindows("A", at("08:00"), at("08:10")))
                .containsExactly(
                        new SensorWindow(FiveMinutes.windowOf(at("08:00")), 0, observed("A", 0)),
                        new SensorWindow(FiveMinutes.windowOf(at("08:05")), 0, imputed));
        assertThat(store().listWindows("B", at("08:00"), at("09:00")))
                .extracting(SensorWindow::state)
                .containsExactly(observed("B", 60), TrafficState.missing("B"));
        assertThat(store().listWindows("nobody", at("08:00"), at("09:00"))).isEmpty();
    }

    @Test
    void windowsOfSeveralSensorsAreOldestFirstThenBySensorOverRegionsAndDays() {
        save(NETWORK);
        var imputed = new TrafficState("B", new Measurement(44.4, Double.NaN, 7), 0, Quality.IMPUTED);
        var midnight = at("00:00").plus(Duration.ofDays(1));
        var nextDay = new WindowPart(
                "east", FiveMinutes.windowOf(midnight), 0, 1, 0, midnight, List.of(imputed, observed("A", 0)));
        var west = new WindowPart(
                "west", FiveMinutes.windowOf(at("23:55")), 0, 1, 0, midnight, List.of(observed("D", 33)));
        write(
                nextDay,
                part("23:55", 0, 2, 0, TrafficState.missing("B"), observed("C", 70)),
                part("23:55", 1, 2, 0, observed("A", 50)),
                part("23:55", 1, 2, 1, observed("A", 48)),
                part("23:50", 0, 1, 0, observed("A", 49)),
                west);

        assertThat(store().listWindows(Set.of("B", "A", "D", "nobody"), at("23:55"), midnight.plus(FiveMinutes.LENGTH)))
                .containsExactly(
                        new SensorWindow(FiveMinutes.windowOf(at("23:55")), 1, observed("A", 48)),
                        new SensorWindow(FiveMinutes.windowOf(at("23:55")), 0, TrafficState.missing("B")),
                        new SensorWindow(FiveMinutes.windowOf(at("23:55")), 0, observed("D", 33)),
                        new SensorWindow(FiveMinutes.windowOf(midnight), 0, observed("A", 0)),
                        new SensorWindow(FiveMinutes.windowOf(midnight), 0, imputed));
        assertThat(store().listWindows(Set.of(), at("23:55"), midnight)).isEmpty();
        assertThat(store().listWindows(Set.of("A"), midnight, midnight)).isEmpty();
    }

    // Forecasts, scores, letters

    @Test
    void theNewestForecastOfEachRegionComesBackAsItWasWritten() {
        save(NETWORK);
        var newest = forecast("east", "08:05", 61.25);
        write(forecast("east", "08:00", 50), newest, forecast("west", "07:00", 40));
        write(newest);

        var found = store().listNewestForecasts();

        assertThat(found).extracting(Forecast::region).containsExactly("east", "west");
        assertThat(found.getFirst())
                .usingRecursiveComparison()
                .ignoringFields("speedsMph")
                .isEqualTo(newest);
        assertThat(found.getFirst().speedsMph().pack())
                .isEqualTo(newest.speedsMph().pack());
        assertThat(books()).isEqualTo(Map.of(Counters.STORED_FORECASTS, 3L));
    }

    @Test
    void theNewestScoreSheetOfADayReplacesTheOneBefore() {
        var day = LocalDate.of(2012, 3, 1);
        var first = new ScoreSheet("east", "model", day, Collections.nCopies(12, ScoreSums.ZERO));
        var second = new ScoreSheet(
                "east", "model", day, Collections.nCopies(12, new ScoreSums(3, 1.5, 2.25, 7, 2, -0.1, 3, 30)));
        var other = new ScoreSheet("east", "persistence", day, first.steps());

        write(first, second, other);
        write(first);
        write(second);

        assertThat(store().listScores()).containsExactlyInAnyOrder(second, other);
    }

    @Test
    void lettersAreCounted() {
        write(letter("0-1", Reason.UNREADABLE), letter("0-2", Reason.UNREADABLE));

        assertThat(books()).isEqualTo(Map.of(Counters.STORED_LETTERS, 2L));
    }

    @Test
    void aLetterIsFoundWithItsBytes() {
        var bytes = new byte[] {0, -1, 'x'};
        write(new DeadLetter(
                "2-17", Stages.VALIDATE, "loops", Optional.of("A"), Reason.BAD_TIMESTAMP, "not \0 text", bytes, false));

        var found = store().findLetters(List.of("2-17", "2-18", "2-17"));

        assertThat(found).singleElement().satisfies(whole -> {
            assertThat(whole.payload()).containsExactly(bytes);
            assertThat(whole.letter().sensorId()).contains("A");
            assertThat(whole.letter().reason()).isEqualTo(Reason.BAD_TIMESTAMP);
            assertThat(whole.letter().detail()).startsWith("not ");
            assertThat(whole.letter().bytes()).isEqualTo(3);
            assertThat(whole.letter().tries()).isEqualTo(1);
            assertThat(whole.letter().state()).isEqualTo(LetterState.WAITING);
        });
    }

    @Test
    void lettersAreFoundByWhatIsAskedNewestFirst() {
        write(clock("loops", at("08:00")), letter("0-1", Reason.UNREADABLE));
        write(clock("loops", at("09:00")), letter("0-2", Reason.UNREADABLE), letter("0-3", Reason.UNKNOWN_SENSOR));
        write(new LetterPassed("0-2", "loops"));
        var all = new LetterQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);

        assertThat(ids(all)).containsExactly("0-3", "0-2", "0-1");
        assertThat(ids(letters(Optional.of(LetterState.WAITING), Optional.empty(), Optional.empty())))
                .containsExactly("0-3", "0-1");
        assertThat(ids(letters(Optional.empty(), Optional.of(Reason.UNREADABLE), Optional.empty())))
                .containsExactly("0-2", "0-1");
        assertThat(ids(letters(Optional.empty(), Optional.empty(), Optional.of("others"))))
                .isEmpty();
        assertThat(ids(between(at("08:00"), at("09:00")))).containsExactly("0-1");
        assertThat(ids(between(at("09:00"), at("10:00")))).containsExactly("0-3", "0-2");
        assertThat(store().countLetters(all)).isEqualTo(Map.of(Reason.UNREADABLE, 2L, Reason.UNKNOWN_SENSOR, 1L));
        assertThat(ids(ofSensor("S0-3"))).containsExactly("0-3");
        var newest = store().listLetters(all).getFirst();
        assertThat(ids(new LetterQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(newest.number()),
                        1)))
                .containsExactly("0-2");
    }

    @Test
    void aLetterThatPassesIsCountedOnceHoweverOftenItIsReplayed() {
        write(letter("0-1", Reason.UNKNOWN_SENSOR));

        write(new LetterPassed("0-1", "loops"));
        write(new LetterPassed("0-1", "loops"), new LetterPassed("7-7", "loops"));

        assertThat(books())
                .isEqualTo(Map.of(
                        Counters.STORED_LETTERS, 1L,
                        Counters.LETTERS_PASSED, 1L,
                        Counters.LETTERS_PASSED_BEFORE, 2L));
        assertThat(store().findLetters(List.of("0-1")).getFirst().letter())
                .satisfies(letter -> assertThat(letter.state()).isEqualTo(LetterState.PASSED))
                .satisfies(letter -> assertThat(letter.tries()).isEqualTo(2));
    }

    @Test
    void aLetterThatFailsAgainIsTheSameLetterWithItsNewestReason() {
        write(letter("0-1", Reason.UNKNOWN_SENSOR));

        write(again("0-1", Reason.SPEED_OUT_OF_RANGE), again("5-5", Reason.NO_MEASUREMENT));

        assertThat(books()).isEqualTo(Map.of(Counters.STORED_LETTERS, 1L, Counters.LETTERS_FAILED_AGAIN, 2L));
        assertThat(store().findLetters(List.of("0-1", "5-5")))
                .extracting(whole -> whole.letter().reason())
                .containsExactly(Reason.SPEED_OUT_OF_RANGE, Reason.NO_MEASUREMENT);
        assertThat(store().findLetters(List.of("0-1")).getFirst().letter().tries())
                .isEqualTo(2);
        assertThat(store().findLetters(List.of("5-5")).getFirst().letter().tries())
                .as("no longer kept, so it begins anew")
                .isEqualTo(1);
    }

    @Test
    void aLetterThatHasPassedStaysPassed() {
        write(letter("0-1", Reason.UNKNOWN_SENSOR), new LetterPassed("0-1", "loops"));

        write(again("0-1", Reason.SPEED_OUT_OF_RANGE));

        assertThat(store().findLetters(List.of("0-1")).getFirst().letter())
                .satisfies(letter -> assertThat(letter.state()).isEqualTo(LetterState.PASSED))
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(Reason.UNKNOWN_SENSOR));
    }

    private static DeadLetter letter(String id, Reason reason) {
        return new DeadLetter(
                id, Stages.VALIDATE, "loops", Optional.of("S" + id), reason, "why", new byte[] {1}, false);
    }

    private static DeadLetter again(String id, Reason reason) {
        return new DeadLetter(id, Stages.VALIDATE, "loops", Optional.of("S" + id), reason, "why", new byte[] {1}, true);
    }

    private static FeedState clock(String feed, Instant until) {
        return new FeedState(
                new FeedInfo(feed, FeedInfo.Kind.REPLAY, feed),
                "",
                Optional.of(until),
                OptionalDouble.empty(),
                FeedState.Activity.RUNNING,
                Map.of());
    }

    private static LetterQuery letters(Optional<LetterState> state, Optional<Reason> reason, Optional<String> feed) {
        return new LetterQuery(
                state, reason, feed, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10);
    }

    private static LetterQuery ofSensor(String sensorId) {
        return new LetterQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(sensorId),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
    }

    private static LetterQuery between(Instant from, Instant to) {
        return new LetterQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of("loops"),
                Optional.empty(),
                Optional.of(from),
                Optional.of(to),
                Optional.empty(),
                10);
    }

    private List<String> ids(LetterQuery query) {
        return store().listLetters(query).stream().map(StoredLetter::letterId).toList();
    }

    @Test
    void whatOnlyStagesNeedIsNotStored() {
        write(new RawRecord("loops", new byte[] {1}), new Mark("loops", 0, at("08:00")));

        assertThat(store().listLedger()).isEmpty();
    }

    // Feeds, ledger, network

    @Test
    void theNewestStateOfAFeedReplacesTheOneBefore() {
        var info = new FeedInfo("metr-la", FeedInfo.Kind.REPLAY, "METR-LA");
        var first = new FeedState(
                info,
                "0",
                Optional.empty(),
                OptionalDouble.empty(),
                FeedState.Activity.RUNNING,
                Map.of(Counters.SLOTS, 1L));
        var second = new FeedState(
                info,
                "row 207",
                Optional.of(at("08:05")),
                OptionalDouble.of(600),
                FeedState.Activity.PAUSED,
                Map.of(Counters.SLOTS, 207L, Counters.SENT, 200L, Counters.MISSING + "zero", 7L));

        write(first);
        assertThat(store().listFeeds()).containsExactly(first);

        write(second);
        assertThat(store().listFeeds()).containsExactly(second);
        assertThat(store().listLedger()).containsExactly(new LedgerEntry(Stages.FEED, "metr-la", second.counts()));
    }

    @Test
    void aSourceIsHeardAsFarAsItsNewestReadingAndItsNewestMark() {
        write(reading("A", "08:05", 50));
        assertThat(store().listSources())
                .containsExactly(new SourceState("loops", Optional.of(at("08:10")), Optional.empty()));

        write(new Mark("loops", 0, at("08:10")));
        write(new Mark("loops", 1, at("08:05")), new Mark("probes", 0, at("08:00")), reading("A", "08:00", 50));

        assertThat(store().listSources())
                .containsExactly(
                        new SourceState("loops", Optional.of(at("08:10")), Optional.of(at("08:10"))),
                        new SourceState("probes", Optional.empty(), Optional.of(at("08:00"))));
    }

    @Test
    void theNewestBooksOfAPartReplaceTheOnesBefore() {
        write(
                new LedgerEntry(Stages.VALIDATE, "0", Map.of(Counters.RECEIVED, 1L, "gone", 1L)),
                new LedgerEntry(Stages.VALIDATE, "1", Map.of(Counters.RECEIVED, 5L)));
        write(
                new LedgerEntry(Stages.VALIDATE, "0", Map.of(Counters.RECEIVED, 2L)),
                new LedgerEntry(Stages.VALIDATE, "0", Map.of(Counters.RECEIVED, 3L)));

        assertThat(store().listLedger())
                .containsExactlyInAnyOrder(
                        new LedgerEntry(Stages.VALIDATE, "0", Map.of(Counters.RECEIVED, 3L)),
                        new LedgerEntry(Stages.VALIDATE, "1", Map.of(Counters.RECEIVED, 5L)));
    }

    @Test
    void theNetworkComesBackAsItWasSaved() {
        save(NETWORK);

        var found = store().findNetwork().orElseThrow();

        assertThat(found.version()).isEqualTo(NETWORK.version());
        assertThat(found.zone()).isEqualTo(NETWORK.zone());
        assertThat(found.sensors()).isEqualTo(NETWORK.sensors());
        assertThat(found.edges()).isEqualTo(NETWORK.edges());
    }

    @Test
    void theNewestSavedNetworkIsFound() {
        var smaller = Network.of(ZoneId.of("UTC"), List.of(station("A", "east")), List.of());
        save(NETWORK);
        save(smaller);
        assertThat(store().findNetwork().orElseThrow().version()).isEqualTo(smaller.version());

        save(NETWORK);
        save(NETWORK);
        assertThat(store().findNetwork().orElseThrow().version()).isEqualTo(NETWORK.version());
    }

    // Words of these tests

    protected static Instant at(String time) {
        return Instant.parse("2012-03-01T" + time + ":00Z");
    }

    protected static Reading reading(String sensorId, String time, double speedMph) {
        return reading(sensorId, time, Measurement.ofSpeed(speedMph));
    }

    protected static Reading reading(String sensorId, String time, Measurement measurement) {
        return reading(sensorId, at(time), measurement);
    }

    protected static Reading reading(String sensorId, Instant start, Measurement measurement) {
        var interval = Interval.startingAt(start, FiveMinutes.LENGTH);
        return new Reading("loops", sensorId, interval, measurement, interval.end(), List.of());
    }

    protected static TrafficState observed(String sensorId, double speedMph) {
        return TrafficState.observed(sensorId, Measurement.ofSpeed(speedMph), 1);
    }

    /** A part of region east. */
    protected static WindowPart part(String time, int part, int parts, int revision, TrafficState... states) {
        var interval = FiveMinutes.windowOf(at(time));
        var knownAt = interval.end().plusSeconds(60L + revision);
        return new WindowPart("east", interval, part, parts, revision, knownAt, List.of(states));
    }

    protected static Forecast forecast(String region, String time, double speedMph) {
        var sensorIds = NETWORK.sensorsOf(region).stream().map(Sensor::id).toList();
        var grid = QuantileGrid.missing(sensorIds.size());
        grid.set(0, 11, QuantileGrid.P50, speedMph);
        return new Forecast(region, at(time), at(time), at(time).plusSeconds(60), "graph", "2026-11", sensorIds, grid);
    }

    protected void write(Message... batch) {
        sink().write(List.of(batch), Map.of());
    }

    /** What the store itself has counted. */
    protected Map<String, Long> books() {
        var books = new java.util.TreeMap<String, Long>();
        store().listLedger().stream()
                .filter(entry -> entry.stage().equals(Stages.STORE))
                .forEach(entry -> entry.counts().forEach((counter, count) -> books.merge(counter, count, Long::sum)));
        books.values().removeIf(count -> count == 0);
        return books;
    }

    protected static ReadingQuery newest(int limit) {
        return new ReadingQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    private List<Double> speeds(ReadingQuery query) {
        return store().listReadings(query).stream()
                .map(stored -> stored.reading().measurement().speedMph())
                .toList();
    }

    /** Region east with the speeds of A, B and C; NaN is a missing state. */
    private static RegionWindow window(String time, int revision, double a, double b, double c) {
        var interval = FiveMinutes.windowOf(at(time));
        return new RegionWindow(
                "east",
                interval,
                revision,
                interval.end().plusSeconds(60L + revision),
                List.of(stateOf("A", a), stateOf("B", b), stateOf("C", c)));
    }

    private static TrafficState stateOf(String sensorId, double speedMph) {
        return Double.isNaN(speedMph) ? TrafficState.missing(sensorId) : observed(sensorId, speedMph);
    }

    private static Sensor station(String id, String region) {
        return new Sensor(
                id,
                "Station " + id,
                new Position(34, -118.5),
                region,
                new Placement.StationOnly(),
                OptionalDouble.empty());
    }

    private static boolean isFenced(Future<Void> result) throws InterruptedException {
        try {
            result.get();
            return false;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(Sink.FencedException.class);
            return true;
        }
    }
}
