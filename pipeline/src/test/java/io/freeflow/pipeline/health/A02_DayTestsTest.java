package io.freeflow.pipeline.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.health.DayStatus;
import io.freeflow.core.reading.Measurement;
import io.freeflow.pipeline.health.Loop.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PeMS's daily diagnostics: 2,040 samples of 30 seconds, or 204 of five minutes. */
class A02_DayTestsTest {

    private static final int WINDOWS = 17 * 12;
    private static final Measurement EMPTY = new Measurement(Double.NaN, 0, 0);

    private static DayStatus day(int seconds, Fault fault) {
        var day = new DayTests();
        var loop = new Loop(1, seconds);
        for (int window = 0; window < WINDOWS; window++) {
            loop.window(window, fault).forEach(day::take);
        }
        return day.status(WINDOWS * 300L);
    }

    private static Fault where(java.util.function.IntPredicate when, Measurement then) {
        return (measured, number) -> List.of(when.test(number) ? then : measured);
    }

    @Test
    void aUsualDayIsGood() {
        assertThat(day(30, (measured, number) -> List.of(measured))).isEqualTo(DayStatus.GOOD);
        assertThat(day(300, (measured, number) -> List.of(measured))).isEqualTo(DayStatus.GOOD);
        assertThat(day(300, (measured, number) -> List.of(Measurement.ofSpeed(measured.speedMph()))))
                .isEqualTo(DayStatus.GOOD);
    }

    @Test
    void twelveHundredAndTwentyFourSamplesAreEnough() {
        assertThat(day(30, (measured, number) -> number < 1224 ? List.of(measured) : List.of()))
                .isEqualTo(DayStatus.GOOD);
        assertThat(day(30, (measured, number) -> number < 1223 ? List.of(measured) : List.of()))
                .isEqualTo(DayStatus.INSUFFICIENT_DATA);
        assertThat(day(30, (measured, number) -> List.of())).isEqualTo(DayStatus.NO_DATA);
    }

    @Test
    void fiftyNinePercentOfZerosIsACardThatIsOff() {
        assertThat(day(30, where(number -> number < 1204, EMPTY))).isEqualTo(DayStatus.CARD_OFF);
        assertThat(day(30, where(number -> number < 1203, EMPTY))).isEqualTo(DayStatus.GOOD);
    }

    @Test
    void coveredForMostOfTheTimeInAFifthOfTheSamplesIsHigh() {
        var covered = new Measurement(5, 600, 71);
        assertThat(day(30, where(number -> number % 5 == 0, covered))).isEqualTo(DayStatus.HIGH_VALUE);
        assertThat(day(30, where(number -> number % 6 == 0, covered))).isEqualTo(DayStatus.GOOD);
    }

    @Test
    void vehiclesThatCoverNothingAndNothingThatCoversAreIntermittent() {
        assertThat(day(30, where(number -> number % 50 == 0, new Measurement(Double.NaN, 0, 10))))
                .isEqualTo(DayStatus.INTERMITTENT);
        assertThat(day(30, where(number -> number % 60 == 0, new Measurement(Double.NaN, 0, 10))))
                .isEqualTo(DayStatus.GOOD);
        assertThat(day(30, where(number -> number % 2 == 0, new Measurement(60, 600, 0))))
                .isEqualTo(DayStatus.INTERMITTENT);
    }

    @Test
    void theSameMoreThanFiftyTimesIsConstant() {
        var same = new Measurement(61.5, 1200, 8.5);
        assertThat(day(30, where(number -> number >= 100 && number < 151, same)))
                .isEqualTo(DayStatus.CONSTANT);
        assertThat(day(30, where(number -> number >= 100 && number < 150, same)))
                .isEqualTo(DayStatus.GOOD);
    }

    @Test
    void ofFiveMinutesTheSameForFourHoursIsConstant() {
        var same = new Measurement(61.5, 1200, 8.5);
        assertThat(day(300, where(number -> number >= 100 && number < 148, same)))
                .isEqualTo(DayStatus.CONSTANT);
        assertThat(day(300, where(number -> number >= 100 && number < 147, same)))
                .isEqualTo(DayStatus.GOOD);
    }

    @Test
    void speedsThatHardlyVaryAllDayAreConstant() {
        assertThat(day(300, (measured, number) -> List.of(Measurement.ofSpeed(65 + number % 3 / 10.0))))
                .isEqualTo(DayStatus.CONSTANT);
    }
}
