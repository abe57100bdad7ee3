package io.freeflow.app.bench.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.app.bench.health.DayScore.FaultDays;
import io.freeflow.app.bench.health.DayScore.Verdicts;
import io.freeflow.core.health.DayStatus;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SensorFault.Kind;
import io.freeflow.core.time.Interval;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Ten sensors on a Tuesday in Los Angeles; times are the wall clock's. */
class DayScoreTest {

    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final LocalDate DAY = LocalDate.of(2026, 9, 15);

    private final List<SensorFault> truth = new ArrayList<>();
    private final List<BadDay> told = new ArrayList<>();

    private void breaks(String sensor, Kind kind, String from, String to) {
        truth.add(new SensorFault(
                sensor,
                OptionalInt.empty(),
                kind,
                new Interval(
                        LocalDateTime.parse(from).atZone(ZONE).toInstant(),
                        LocalDateTime.parse(to).atZone(ZONE).toInstant()),
                0.5));
    }

    private DayScore score() {
        var score = new DayScore();
        score.add(DAY, ZONE, 10, truth, told, fault -> List.of(fault.sensorId()));
        return score;
    }

    private static FaultDays of(DayScore score, Kind kind) {
        return Objects.requireNonNull(score.faults().get(kind));
    }

    private static Verdicts of(DayScore score, DayStatus status) {
        return Objects.requireNonNull(score.verdicts().get(status));
    }

    @Test
    void aFaultThatStandsAllDayAndIsToldIsFound() {
        breaks("A", Kind.DEAD, "2026-09-15T03:00", "2026-09-16T03:00");
        breaks("B", Kind.DEAD, "2026-09-15T03:00", "2026-09-16T03:00");
        told.add(new BadDay("A", DAY, DayStatus.CARD_OFF));

        var score = score();

        assertThat(of(score, Kind.DEAD).all()).isEqualTo(2);
        assertThat(of(score, Kind.DEAD).found()).isEqualTo(50);
        assertThat(of(score, Kind.DEAD).toldAs()).isEqualTo("card_off 1");
        assertThat(score.longPercent()).isCloseTo(20, within(0.001));
    }

    @Test
    void fourHoursAndAQuarterOfTheHoursLookedAtAreLong() {
        breaks("A", Kind.DEAD, "2026-09-15T03:00", "2026-09-15T09:15");
        breaks("B", Kind.DEAD, "2026-09-15T03:00", "2026-09-15T09:14");
        told.add(new BadDay("B", DAY, DayStatus.INSUFFICIENT_DATA));

        var dead = of(score(), Kind.DEAD);

        assertThat(dead.all()).isEqualTo(1);
        assertThat(dead.found()).isZero();
        assertThat(dead.allShort()).isEqualTo(1);
        assertThat(dead.foundShort()).isEqualTo(100);
    }

    @Test
    void whatIsBrokenOnlyAtNightOrOnAnotherDayDoesNotCount() {
        breaks("A", Kind.STUCK, "2026-09-15T22:00", "2026-09-16T03:00");
        breaks("B", Kind.STUCK, "2026-09-14T03:00", "2026-09-15T03:00");
        told.add(new BadDay("B", DAY.minusDays(1), DayStatus.CONSTANT));

        assertThat(score().faults()).isEmpty();
        assertThat(score().verdicts()).isEmpty();
    }

    @Test
    void aSensorIsCountedOnceForEachKindOfItsFaults() {
        breaks("A", Kind.STUCK, "2026-09-15T05:00", "2026-09-15T06:00");
        breaks("A", Kind.STUCK, "2026-09-15T10:00", "2026-09-15T20:00");
        breaks("A", Kind.CHATTERING, "2026-09-15T05:00", "2026-09-15T22:00");
        told.add(new BadDay("A", DAY, DayStatus.CONSTANT));

        var score = score();

        assertThat(of(score, Kind.STUCK).all()).isEqualTo(1);
        assertThat(of(score, Kind.STUCK).allShort()).isZero();
        assertThat(of(score, Kind.CHATTERING).found()).isEqualTo(100);
        assertThat(of(score, DayStatus.CONSTANT).all()).isEqualTo(1);
        assertThat(score.longPercent()).isCloseTo(10, within(0.001));
    }

    @Test
    void aVerdictIsRightIfItsSensorHadAFaultAndFalseIfItHadNone() {
        breaks("A", Kind.STUCK, "2026-09-15T03:00", "2026-09-16T03:00");
        breaks("B", Kind.STUCK, "2026-09-15T12:00", "2026-09-15T12:30");
        for (String sensor : List.of("A", "B", "C", "D")) {
            told.add(new BadDay(sensor, DAY, DayStatus.CONSTANT));
        }

        var score = score();

        assertThat(of(score, DayStatus.CONSTANT).right()).isEqualTo(50);
        assertThat(of(score, DayStatus.CONSTANT).rightLong()).isEqualTo(25);
        assertThat(score.falseADay(DayStatus.CONSTANT)).isEqualTo(2);
        assertThat(score.plus(new DayScore()).plus(score).falseADay(DayStatus.CONSTANT))
                .as("two in each of two days")
                .isEqualTo(2);
    }
}
