package io.freeflow.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.store.ReadingQuery;
import io.freeflow.core.window.Quality;
import io.freeflow.core.window.TrafficState;
import io.freeflow.pipeline.aggregate.AggregateStage;
import io.freeflow.pipeline.health.HealthConfig;
import io.freeflow.testkit.EverySeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Nothing lost and nothing twice, whatever is late, twice or wrong, and whoever crashes when. {@code -Dseed=N} replays one. */
class RoadSimulationTest {

    private static final int MOST_STEPS = 50_000;

    @EverySeed
    void nothingIsLostAndNothingCountsTwice(long seed) {
        var road = new SimulatedRoad(seed);

        int steps = 0;
        do {
            assertNoHopGaveOutMoreThanItTookIn(road, seed);
            steps++;
        } while (road.step() && steps < MOST_STEPS);

        assertThat(road.isDone()).as("the road comes to rest").isTrue();
        assertThat(road.ledger().difference()).as("%s", road.ledger().hops()).isZero();
        assertEachReadingIsStoredOnceAtItsLastValue(road);
        assertWindowsAreABatchRecomputation(road);
        assertLettersAreWhatWasRejected(road);
        assertForecastsFollowEachOther(road);
        assertAlertsLiveOnce(road);
        assertCrashesChangeNoVerdictOnASensor(road);
    }

    private static void assertNoHopGaveOutMoreThanItTookIn(SimulatedRoad road, long seed) {
        for (var hop : road.ledger().hops()) {
            if (hop.difference() < 0) {
                throw new AssertionError("seed " + seed + ": " + hop);
            }
        }
    }

    private record Key(String sensorId, Instant start) {}

    private static Map<Key, Measurement> lastValues(SimulatedRoad road) {
        var last = new HashMap<Key, Measurement>();
        for (Reading reading : road.feed().valid()) {
            last.put(new Key(reading.sensorId(), reading.interval().start()), reading.measurement());
        }
        return last;
    }

    private static void assertEachReadingIsStoredOnceAtItsLastValue(SimulatedRoad road) {
        var query = new ReadingQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1000);
        var stored = road.store().listReadings(query).stream()
                .collect(Collectors.toMap(
                        row -> new Key(
                                row.reading().sensorId(),
                                row.reading().interval().start()),
                        row -> row.reading().measurement()));

        assertThat(stored).isEqualTo(lastValues(road));
    }

    private static void assertWindowsAreABatchRecomputation(SimulatedRoad road) {
        var batch = new AggregateStage(SimulatedRoad.AGGREGATE, HealthConfig.OFF, SimulatedRoad.NETWORK, 0, 1, 1);
        var expected = new TreeMap<String, TrafficState>();
        for (Reading reading : road.feed().valid()) {
            batch.accept(reading, output -> {});
        }
        batch.accept(
                new Mark(SimulatedFeed.NAME, 0, SimulatedFeed.START.plus(Duration.ofHours(2))),
                output -> put(expected, (WindowPart) output));
        var found = new TreeMap<String, TrafficState>();
        var revisions = new HashMap<String, Integer>();
        for (Message message : road.log().all(SimulatedRoad.AGGREGATES)) {
            var part = (WindowPart) message;
            var key = part.region() + part.interval() + part.part();
            int before = revisions.getOrDefault(key, -1);
            assertThat(part.revision()).as("revisions of %s", key).isEqualTo(before + 1);
            revisions.put(key, part.revision());
            put(found, part);
        }

        found.replaceAll((key, state) -> believed(state));
        assertThat(found).isEqualTo(expected);
        SimulatedRoad.NETWORK
                .sensors()
                .forEach(sensor -> road.store()
                        .listWindows(sensor.id(), SimulatedFeed.START.minus(Duration.ofHours(1)), Instant.MAX)
                        .forEach(window -> assertThat(believed(window.state()))
                                .isEqualTo(expected.get(
                                        sensor.id() + " " + window.interval().start()))));
    }

    /** Whether a sensor was believed depends on when its readings came, which a batch does not know. */
    private static TrafficState believed(TrafficState state) {
        return state.quality() == Quality.SUSPECT
                ? TrafficState.observed(state.sensorId(), state.measurement(), state.readings())
                : state;
    }

    private static void assertCrashesChangeNoVerdictOnASensor(SimulatedRoad road) {
        var told = new TreeMap<String, List<SensorHealth>>();
        for (Message message : road.log().all(SimulatedRoad.HEALTH)) {
            var health = (SensorHealth) message;
            told.computeIfAbsent(health.sensorId(), id -> new ArrayList<>()).add(health);
        }
        var expected = new TreeMap<String, List<SensorHealth>>();
        for (int part = 0; part < SimulatedRoad.LANES; part++) {
            for (Message message : road.aggregateAgain(part)) {
                if (message instanceof SensorHealth health) {
                    expected.computeIfAbsent(health.sensorId(), id -> new ArrayList<>())
                            .add(health);
                }
            }
        }

        assertThat(told).isNotEmpty().isEqualTo(expected);
        assertThat(road.store().listHealth())
                .isEqualTo(expected.values().stream().map(List::getLast).toList());
    }

    private static void put(Map<String, TrafficState> states, WindowPart part) {
        part.states()
                .forEach(state ->
                        states.put(state.sensorId() + " " + part.interval().start(), state));
    }

    private static void assertLettersAreWhatWasRejected(SimulatedRoad road) {
        long letters = road.log().all(SimulatedRoad.LETTERS).stream()
                .filter(DeadLetter.class::isInstance)
                .count();
        long sent = road.feed().books().counts().getOrDefault("sent", 0L);

        assertThat(letters).isEqualTo(sent - road.feed().valid().size()).isPositive();
    }

    private static void assertForecastsFollowEachOther(SimulatedRoad road) {
        var newest = new HashMap<String, Instant>();
        for (Message message : road.log().all(SimulatedRoad.PREDICTIONS)) {
            var forecast = (Forecast) message;
            assertThat(forecast.issuedAt()).isAfter(newest.getOrDefault(forecast.region(), Instant.MIN));
            assertThat(forecast.dataCutoff()).isBeforeOrEqualTo(forecast.knownAt());
            newest.put(forecast.region(), forecast.issuedAt());
        }
        assertThat(newest).hasSize(2);
    }

    private static void assertAlertsLiveOnce(SimulatedRoad road) {
        var newest = new HashMap<String, Alert>();
        for (Message message : road.log().all(SimulatedRoad.ALERTS)) {
            var alert = (Alert) message;
            var before = newest.put(alert.id(), alert);
            if (before == null) {
                assertThat(alert.log()).as("the first word of %s", alert.id()).hasSize(1);
            } else {
                assertThat(before.status()).isNotEqualTo(AlertStatus.RESOLVED);
                assertThat(alert.log()).startsWith(before.log().toArray(new io.freeflow.core.alert.AlertEntry[0]));
            }
        }
    }
}
