package io.freeflow.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.health.DayStatus;
import io.freeflow.core.health.Suspicion;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.Quality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What aggregate says of the sensors themselves. A is healthy; B is what a test makes of it. */
class A10_HealthTest {

    private static final Instant FOUR = Instant.parse("2026-03-03T12:00:00Z"); // 04:00 in Los Angeles
    private static final Duration HALF = Duration.ofSeconds(30);

    private final List<Message> outputs = new ArrayList<>();
    private AggregateStage stage = fresh();
    private Instant now = FOUR;

    private static AggregateStage fresh() {
        return new AggregateStage(Drawing.CONFIG, Drawing.NETWORK, 0, 1, 1);
    }

    /** What becomes of B's reading. */
    private interface Fault {
        Stream<Reading> of(Reading reading);
    }

    private static final Fault NONE = Stream::of;
    private static final Fault STUCK = reading -> Stream.of(with(reading, new Measurement(33, 4800, 15.2)));
    private static final Fault SILENT = reading -> Stream.empty();

    private static Reading with(Reading reading, Measurement measurement) {
        return new Reading(
                reading.feed(), reading.sensorId(), reading.interval(), measurement, reading.knownAt(), List.of());
    }

    private void run(Duration time, Fault fault) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            take(reading("A"));
            fault.of(reading("B")).forEach(this::take);
            now = now.plus(HALF);
            take(new Mark("loops", 0, now));
        }
    }

    private Reading reading(String sensorId) {
        long tick = now.getEpochSecond() / 30;
        double vph = 4 * (600 + 120 * (tick * 7 % 11));
        double mph = 55 + tick * 13 % 100 / 10.0;
        var interval = Interval.startingAt(now, HALF);
        return new Reading(
                "loops",
                sensorId,
                interval,
                new Measurement(mph, vph, 100 * 22.0 / 5280 * vph / 4 / mph),
                interval.end(),
                List.of());
    }

    private void take(Message message) {
        stage.accept(message, outputs::add);
    }

    private void restart() {
        var before = stage;
        stage = fresh();
        before.save((granule, bytes) -> {
            if (bytes != null) {
                stage.restore(granule, bytes);
            }
        });
    }

    private List<SensorHealth> told() {
        return outputs.stream()
                .filter(SensorHealth.class::isInstance)
                .map(SensorHealth.class::cast)
                .toList();
    }

    /** The qualities of B's windows as they closed, O, S or - where there was none. */
    private String qualities() {
        var qualities = new StringBuilder();
        for (Message message : outputs) {
            if (message instanceof WindowPart part && part.region().equals("north") && part.revision() == 0) {
                qualities.append(part.states().stream()
                        .filter(state -> state.sensorId().equals("B"))
                        .map(state -> state.quality().name().substring(0, 1))
                        .findFirst()
                        .orElse("-"));
            }
        }
        return qualities.toString();
    }

    @Test
    void ofHealthySensorsNothingIsSaid() {
        run(Duration.ofHours(24), NONE);

        assertThat(told()).isEmpty();
        assertThat(qualities()).matches("O{288}");
    }

    @Test
    void aSensorThatIsStuckIsToldOnceAndItsWindowsAreSuspectUntilItHasBeenGoodForAnHour() {
        run(Duration.ofMinutes(15), NONE);
        run(Duration.ofMinutes(30), STUCK);
        run(Duration.ofMinutes(75), NONE);

        assertThat(told())
                .extracting(SensorHealth::sensorId, SensorHealth::suspicion, SensorHealth::since)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "B", Optional.of(Suspicion.CONSTANT), FOUR.plus(Duration.ofMinutes(15))),
                        org.assertj.core.groups.Tuple.tuple("B", Optional.empty(), FOUR.plus(Duration.ofMinutes(100))));
        assertThat(told().getFirst().evidence()).isEqualTo("the same reading 20 times");
        assertThat(told().getFirst().region()).isEqualTo("north");
        assertThat(told().getFirst().knownAt()).isEqualTo(FOUR.plus(Duration.ofMinutes(25)));
        assertThat(qualities()).isEqualTo("OOOO" + "S".repeat(16) + "OOOO");
        assertThat(stage.books().counts()).containsEntry("health", 2L);
    }

    @Test
    void theValuesOfASuspectSensorAreStillThere() {
        run(Duration.ofMinutes(20), STUCK);

        var last = (WindowPart) outputs.stream()
                .filter(message ->
                        message instanceof WindowPart part && part.region().equals("north"))
                .reduce((one, next) -> next)
                .orElseThrow();
        assertThat(last.states()).satisfiesExactly(a -> assertThat(a.quality()).isEqualTo(Quality.OBSERVED), b -> {
            assertThat(b.quality()).isEqualTo(Quality.SUSPECT);
            assertThat(b.measurement().speedMph()).isEqualTo(33);
        });
    }

    @Test
    void aSilentSensorIsToldAndItsLateReadingsAreBelieved() {
        run(Duration.ofMinutes(10), NONE);
        var late = reading("B");
        run(Duration.ofMinutes(10), SILENT);
        run(Duration.ofMinutes(10), NONE);
        outputs.clear();
        take(late);

        assertThat(outputs)
                .singleElement()
                .satisfies(message -> assertThat(((WindowPart) message).states())
                        .allSatisfy(state -> assertThat(state.quality()).isEqualTo(Quality.OBSERVED)));
    }

    @Test
    void silenceIsOverWithTheFirstReading() {
        run(Duration.ofMinutes(10), NONE);
        run(Duration.ofMinutes(10), SILENT);
        run(Duration.ofMinutes(10), NONE);

        assertThat(told())
                .extracting(SensorHealth::suspicion, SensorHealth::since)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Optional.of(Suspicion.SILENT), FOUR.plus(Duration.ofMinutes(10))),
                        org.assertj.core.groups.Tuple.tuple(Optional.empty(), FOUR.plus(Duration.ofMinutes(20))));
    }

    @Test
    void howReadingsComeIsJudgedToo() {
        run(Duration.ofMinutes(10), reading -> Stream.of(reading, reading));
        assertThat(told()).extracting(SensorHealth::suspicion).containsExactly(Optional.of(Suspicion.DUPLICATED));
        assertThat(qualities()).as("what comes twice is right").isEqualTo("OO");

        outputs.clear();
        stage = fresh();
        run(
                Duration.ofMinutes(10),
                reading -> Stream.of(new Reading(
                        reading.feed(),
                        reading.sensorId(),
                        reading.interval(),
                        reading.measurement(),
                        reading.interval().end().plusSeconds(60),
                        List.of())));
        assertThat(told()).extracting(SensorHealth::suspicion).containsExactly(Optional.of(Suspicion.LATE));

        outputs.clear();
        stage = fresh();
        var held = new ArrayList<Reading>();
        run(Duration.ofMinutes(10), reading -> {
            held.add(reading);
            return held.size() < 2 ? Stream.empty() : Stream.of(held.removeLast(), held.removeLast());
        });
        assertThat(told()).extracting(SensorHealth::suspicion).containsExactly(Optional.of(Suspicion.OUT_OF_ORDER));
    }

    @Test
    void aRestartForgetsNothing() {
        run(Duration.ofMinutes(18), STUCK);
        restart();
        run(Duration.ofMinutes(12), STUCK);
        restart();
        run(Duration.ofMinutes(75), NONE);

        assertThat(told()).hasSize(2);
        assertThat(qualities()).isEqualTo("O" + "S".repeat(16) + "OOOO");
    }

    @Test
    void aSuspectWindowStaysSuspectWhenItIsRevised() {
        run(Duration.ofMinutes(30), STUCK);
        run(Duration.ofHours(3), NONE);
        outputs.clear();
        var interval = Interval.startingAt(FOUR.plus(Duration.ofMinutes(20)), HALF);
        take(new Reading("loops", "A", interval, Measurement.ofSpeed(20), interval.end(), List.of()));

        assertThat(outputs)
                .singleElement()
                .satisfies(message -> assertThat(((WindowPart) message).states())
                        .extracting(state -> state.quality())
                        .containsExactly(Quality.OBSERVED, Quality.SUSPECT));
    }

    @Test
    void aSingleLoopHasASpeedThatSaysItWasNotMeasured() {
        Fault single = reading -> Stream.of(with(
                reading,
                new Measurement(
                        Double.NaN,
                        reading.measurement().flowVph(),
                        reading.measurement().occupancyPercent())));
        run(Duration.ofMinutes(58), single);
        restart();
        run(Duration.ofMinutes(2), single);

        var last = (WindowPart) outputs.stream()
                .filter(message ->
                        message instanceof WindowPart part && part.region().equals("north"))
                .reduce((one, next) -> next)
                .orElseThrow();
        assertThat(last.states()).satisfiesExactly(a -> assertThat(a.quality()).isEqualTo(Quality.OBSERVED), b -> {
            assertThat(b.quality()).isEqualTo(Quality.IMPUTED);
            assertThat(b.measurement().speedMph()).isBetween(55.0, 72.0);
            assertThat(b.measurement().flowVph()).isPositive();
        });
    }

    @Test
    void aLengthThatStaysOddIsTheNewUsualAfterADay() {
        run(Duration.ofHours(12), NONE);
        run(
                Duration.ofHours(27),
                reading -> Stream.of(with(
                        reading,
                        new Measurement(
                                reading.measurement().speedMph(),
                                reading.measurement().flowVph(),
                                reading.measurement().occupancyPercent() * 1.8))));

        assertThat(told())
                .extracting(SensorHealth::suspicion)
                .startsWith(Optional.of(Suspicion.VEHICLE_LENGTH))
                .endsWith(Optional.empty())
                .hasSize(2);
    }

    @Test
    void aDayIsDiagnosedAtItsEndIfItWasNotGoodAndOnceMoreWhenItIsGoodAgain() {
        run(Duration.ofHours(1), NONE);
        run(Duration.ofHours(11), reading -> Stream.of(with(reading, new Measurement(Double.NaN, 0, 0))));
        run(Duration.ofHours(60), NONE);

        var days = told().stream()
                .filter(health -> health.lastDay().isPresent())
                .map(health -> health.lastDay().get().date() + " "
                        + health.lastDay().get().status())
                .toList();
        assertThat(days).containsExactly("2026-03-03 " + DayStatus.CARD_OFF, "2026-03-04 " + DayStatus.GOOD);
    }
}
