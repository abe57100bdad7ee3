package io.freeflow.pipeline.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.health.Suspicion;
import io.freeflow.core.reading.Measurement;
import io.freeflow.pipeline.health.Loop.Fault;
import io.freeflow.pipeline.health.VehicleLength.Learning;
import io.freeflow.testkit.EverySeed;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that are broken in one way each, and one that is not. */
class A01_DetectorTestsTest {

    private static final Fault NONE = (measured, number) -> List.of(measured);
    private static final Fault SILENT = (measured, number) -> List.of();

    private int window;

    /** Shows so many windows and tells all tests that failed. */
    private Set<Suspicion> show(DetectorTests tests, Loop loop, int windows, Fault fault) {
        var failed = EnumSet.noneOf(Suspicion.class);
        for (int i = 0; i < windows; i++, window++) {
            long start = Loop.SIX.toEpochMilli() + window * 300_000L;
            failed.addAll(tests.look(start, loop.window(window, fault), Learning.YES));
        }
        return failed;
    }

    private static DetectorTests lane() {
        return new DetectorTests(HealthConfig.DEFAULT, 1);
    }

    @EverySeed
    void aHealthyLoopPassesAllTestsAllDay(long seed) {
        assertThat(show(lane(), new Loop(seed, 30), 288, NONE)).isEmpty();
        window = 0;
        assertThat(show(lane(), new Loop(seed, 300), 288, NONE)).isEmpty();
    }

    @EverySeed
    void nowAndThenAReadingMayBeMissing(long seed) {
        var random = new Random(seed);

        assertThat(show(
                        lane(),
                        new Loop(seed, 30),
                        288,
                        (measured, number) -> random.nextInt(50) == 0 ? List.of() : List.of(measured)))
                .isEmpty();
    }

    @Test
    void aLoopThatSaysNothingIsSilentAfterFiveMinutesAndNotBefore() {
        var tests = lane();
        show(tests, new Loop(1, 30), 3, NONE);

        assertThat(show(
                        tests,
                        new Loop(1, 30),
                        1,
                        (measured, number) -> number % 10 < 1 ? List.of(measured) : List.of()))
                .isEmpty();
        assertThat(show(tests, new Loop(1, 30), 1, SILENT)).containsExactly(Suspicion.SILENT);
        assertThat(tests.since(Suspicion.SILENT)).contains(Loop.SIX.toEpochMilli() + 3 * 300_000L + 30_000);
    }

    @Test
    void aSlowFeedIsSilentAfterThreeReadings() {
        var tests = lane();
        show(tests, new Loop(1, 300), 3, NONE);

        assertThat(show(tests, new Loop(1, 300), 2, SILENT)).isEmpty();
        assertThat(show(tests, new Loop(1, 300), 1, SILENT)).containsExactly(Suspicion.SILENT);
    }

    @Test
    void anOutageIsNoFlicker() {
        var tests = lane();
        show(tests, new Loop(1, 30), 6, NONE);
        show(tests, new Loop(1, 30), 3, SILENT);

        assertThat(show(tests, new Loop(1, 30), 6, NONE)).isEmpty();
    }

    @Test
    void aLoopThatReportsNowAndThenIsIntermittent() {
        assertThat(show(
                        lane(),
                        new Loop(1, 30),
                        6,
                        (measured, number) -> number % 3 == 0 ? List.of() : List.of(measured)))
                .containsExactly(Suspicion.INTERMITTENT);
    }

    @Test
    void aLoopThatSeesNoVehicleForAnHourIsNotBelieved() {
        var tests = lane();
        Fault dead = (measured, number) -> List.of(new Measurement(Double.NaN, 0, 0));

        assertThat(show(tests, new Loop(1, 30), 11, dead)).isEmpty();
        assertThat(show(tests, new Loop(1, 30), 1, dead)).containsExactly(Suspicion.NO_HITS);
    }

    @Test
    void aLoopThatIsCoveredForFiveMinutesIsLockedOn() {
        assertThat(show(
                        lane(),
                        new Loop(1, 30),
                        2,
                        (measured, number) ->
                                List.of(number >= 3 && number < 13 ? new Measurement(Double.NaN, 0, 100) : measured)))
                .contains(Suspicion.LOCKED_ON);
        window = 0;
        assertThat(show(
                        lane(),
                        new Loop(1, 30),
                        2,
                        (measured, number) ->
                                List.of(number >= 3 && number < 12 ? new Measurement(Double.NaN, 0, 100) : measured)))
                .doesNotContain(Suspicion.LOCKED_ON);
    }

    @Test
    void moreVehiclesThanALaneCarriesAreChatter() {
        Fault chatter = (measured, number) -> List.of(new Measurement(60, number == 4 ? 42 * 120 : 41 * 120, 20));

        assertThat(show(lane(), new Loop(1, 30), 1, chatter)).contains(Suspicion.CHATTER);
        window = 1;
        assertThat(show(lane(), new Loop(1, 30), 1, chatter)).doesNotContain(Suspicion.CHATTER);
        window = 0;
        assertThat(show(new DetectorTests(HealthConfig.DEFAULT, 4), new Loop(1, 30), 1, chatter))
                .as("of four lanes together it is no chatter")
                .doesNotContain(Suspicion.CHATTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 300})
    void theSameReadingTwelveTimesIsConstant(int seconds) {
        var same = new Measurement(61.5, 1200, 8.5);
        int each = 300 / seconds;
        Fault stuck = (measured, number) -> List.of(number >= 20 && number < 32 ? same : measured);
        Fault less = (measured, number) -> List.of(number >= 20 && number < 31 ? same : measured);

        assertThat(show(lane(), new Loop(1, seconds), 50 / each, stuck)).containsExactly(Suspicion.CONSTANT);
        window = 0;
        assertThat(show(lane(), new Loop(1, seconds), 50 / each, less)).isEmpty();
    }

    @Test
    void anEmptyRoadIsNotConstant() {
        assertThat(show(lane(), new Loop(1, 30), 6, (measured, number) -> List.of(new Measurement(Double.NaN, 0, 0))))
                .isEmpty();
    }

    @Test
    void vehiclesThatPassWithoutMovingAreNotBelieved() {
        assertThat(show(
                        lane(),
                        new Loop(1, 30),
                        2,
                        (measured, number) ->
                                List.of(new Measurement(0, measured.flowVph(), measured.occupancyPercent()))))
                .contains(Suspicion.ZERO_SPEED);
    }

    @Test
    void aStandingRoadIsBelieved() {
        assertThat(show(lane(), new Loop(1, 30), 6, (measured, number) -> List.of(new Measurement(0, 0, 80))))
                .isEmpty();
    }

    @Test
    void occupancyThatJumpsAgainAndAgainIsNotBelieved() {
        assertThat(show(
                        lane(),
                        new Loop(1, 30),
                        2,
                        (measured, number) -> List.of(new Measurement(60, measured.flowVph(), number % 2 * 30))))
                .contains(Suspicion.OCCUPANCY_SPIKES);
        window = 0;
        assertThat(show(
                        lane(),
                        new Loop(1, 30),
                        2,
                        (measured, number) ->
                                List.of(new Measurement(Double.NaN, measured.flowVph(), number % 2 * 30))))
                .contains(Suspicion.OCCUPANCY_SPIKES);
        window = 0;
        assertThat(show(
                        lane(),
                        new Loop(1, 30),
                        2,
                        (measured, number) -> List.of(
                                new Measurement(number % 2 == 0 ? 40 : 8, measured.flowVph(), number % 2 * 30))))
                .as("stop and go")
                .doesNotContain(Suspicion.OCCUPANCY_SPIKES);
    }

    @Test
    void vehiclesOfSixFeetAreNotBelieved() {
        Fault chattering = (measured, number) ->
                List.of(new Measurement(measured.speedMph(), measured.flowVph() * 2, measured.occupancyPercent() / 2));

        assertThat(show(lane(), new Loop(1, 30), 2, chattering)).containsExactly(Suspicion.VEHICLE_LENGTH);
    }

    @Test
    void vehiclesThatGrowByHalfAreNotBelieved() {
        var tests = lane();
        show(tests, new Loop(1, 30), 60, NONE);

        assertThat(show(
                        tests,
                        new Loop(1, 30),
                        6,
                        (measured, number) -> List.of(new Measurement(
                                measured.speedMph(),
                                measured.flowVph(),
                                Math.min(100, measured.occupancyPercent() * 1.5)))))
                .containsExactly(Suspicion.VEHICLE_LENGTH);
    }

    @Test
    void aLoopThatWasOddFromTheFirstAndComesRightIsBelievedAtOnceAndWatchedAnew() {
        var tests = lane();
        Fault counting = (measured, number) ->
                List.of(new Measurement(measured.speedMph(), measured.flowVph() * 1.9, measured.occupancyPercent()));

        assertThat(show(tests, new Loop(1, 30), 60, counting)).isEmpty();
        assertThat(show(tests, new Loop(2, 30), 60, NONE)).as("repaired").isEmpty();
        assertThat(show(tests, new Loop(3, 30), 6, counting)).containsExactly(Suspicion.VEHICLE_LENGTH);
    }

    @Test
    void aClockThatIsOffIsSeenByTheSecondsAtWhichItsReadingsBegin() {
        var tests = lane();
        show(tests, new Loop(1, 30), 3, NONE);
        var late = new Loop(1, 30)
                .window(3, NONE).stream()
                        .map(sample -> new Sample(sample.startMillis() + 7_000, 30, sample.measurement()))
                        .toList();

        assertThat(tests.look(Loop.SIX.toEpochMilli() + 3 * 300_000L, late, Learning.YES))
                .contains(Suspicion.WRONG_CLOCK);
    }

    @EverySeed
    void aFeedOfSpeedsAloneIsTestedToo(long seed) {
        var random = new Random(seed);
        Fault speeds = (measured, number) -> List.of(Measurement.ofSpeed(measured.speedMph()));
        Fault frozen = (measured, number) -> List.of(Measurement.ofSpeed(64.375));
        Fault wild = (measured, number) -> List.of(Measurement.ofSpeed(number % 2 * 60 + random.nextInt(10)));
        var tests = new DetectorTests(HealthConfig.DEFAULT, 0);

        assertThat(show(tests, new Loop(seed, 300), 12, frozen)).containsExactly(Suspicion.CONSTANT);
        assertThat(show(tests, new Loop(seed, 300), 12, wild)).containsExactly(Suspicion.SPEED_JUMPS);
        show(tests, new Loop(seed, 300), 12, (measured, number) -> List.of(Measurement.ofSpeed(60 + number % 3)));
        assertThat(show(
                        tests,
                        new Loop(seed, 300),
                        3,
                        (measured, number) -> List.of(Measurement.ofSpeed(30 + number % 3))))
                .as("a queue that arrives is one jump")
                .isEmpty();
        assertThat(speeds.of(new Measurement(1, 2, 3), 0)).containsExactly(Measurement.ofSpeed(1));
    }
}
