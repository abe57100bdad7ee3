package io.freeflow.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertFigures;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Position;
import io.freeflow.core.road.Alert;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.time.Interval;
import io.freeflow.testkit.Networks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stations A to H a mile apart from mile 100 on; a crash at mile 105.5 holds up D to F from 08:00 to 08:30. */
class AlertScoreTest {

    private static final Network NETWORK = Networks.draw("north  I-5  N  A B C D E F G H");
    private static final Instant CRASHED = Instant.parse("2026-09-14T08:00:00Z");
    private static final Interval DAY = Interval.startingAt(Instant.parse("2026-09-14T03:00:00Z"), Duration.ofDays(1));
    private static final float[] FREE = {65, 65, 65, 65, 65, 65, 65, 65};
    private static final float[] QUEUED = {65, 65, 65, 20, 20, 20, 65, 65};
    private static final SimulatedIncident CRASH = new SimulatedIncident(
            SimulatedIncident.Kind.CRASH,
            "I-5",
            Direction.N,
            105.5,
            new Position(34, -118),
            Interval.startingAt(CRASHED, Duration.ofMinutes(30)),
            CRASHED,
            2,
            4);

    private final List<AlertLife> lives = new ArrayList<>();

    private static AlertTruth truth(float[] usual, List<SensorFault> faults) {
        return new AlertTruth(
                NETWORK,
                new AlertTruth.Field(
                        window -> CRASH.interval().contains(window) ? QUEUED : FREE,
                        window -> CRASH.interval().contains(window) ? usual : FREE),
                List.of(new Happening(CRASH, true, false)),
                faults);
    }

    private static AlertRule rule(AlertCondition when) {
        return new AlertRule(
                "rule",
                "a rule",
                when,
                Severity.MEDIUM,
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                List.of());
    }

    /** An alert on a stretch such as {@code D-F}, from and until minutes after the crash. */
    private void alert(String stretch, int from, int until) {
        String tail = stretch.substring(0, 1);
        String head = stretch.substring(2);
        var opened = new Alert(
                "alert" + lives.size(),
                "north",
                "rule",
                new AlertCondition.Queue(1, 0).type(),
                Severity.MEDIUM,
                AlertStatus.OPEN,
                new AlertPlace("I-5-N", tail, 100 + tail.charAt(0) - 'A', head, 100 + head.charAt(0) - 'A'),
                new AlertFigures(20, 3, Double.NaN, Double.NaN),
                Optional.empty(),
                minute(from),
                minute(from),
                List.of());
        var resolved = opened.logged(
                AlertStatus.RESOLVED, new AlertEntry(minute(until), AlertEntry.What.RESOLVED, "freeflow", ""));
        lives.add(new AlertLife(List.of(opened, resolved)));
    }

    private static Instant minute(int afterTheCrash) {
        return CRASHED.plus(Duration.ofMinutes(afterTheCrash));
    }

    private AlertScore.OfRule score(AlertCondition when) {
        return scoreAll(when).of("rule");
    }

    private AlertScore scoreAll(AlertCondition when) {
        var score = new AlertScore();
        score.add(truth(FREE, List.of()), List.of(rule(when)), lives, DAY, DAY.end());
        return score;
    }

    @ParameterizedTest
    @CsvSource({
        "D-F, 10, 2, 1", // a queue of two miles
        "C-D, 10, 2, 1", // it reaches into the stretch
        "D-F, 10, 3, 0", // the rule speaks of longer ones
        "A-B, 10, 1, 0", // elsewhere
        "D-F, 0, 1, 0", // nothing was slow before the crash
        "D-F, 45, 1, 0" // it is over
    })
    void aQueueIsRightWhereOneOfItsLengthTrulyStands(String stretch, int opened, double miles, int right) {
        alert(stretch, opened, opened + 10);

        assertThat(score(new AlertCondition.Queue(miles, 0)).right).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({"D-F, -20, 1", "D-F, -30, 0", "A-B, -20, 0"})
    void aForeseenQueueIsRightIfItComesInTime(String stretch, int opened, int right) {
        alert(stretch, opened, opened + 10);

        assertThat(score(new AlertCondition.QueueAhead(30, 0.7, 1)).right).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({"D-F, 10, 1", "B-D, 10, 1", "A-C, 10, 0", "G-H, 10, 1", "H-H, 10, 0", "D-F, 41, 0"})
    void anIncidentIsRightNearOne(String stretch, int opened, int right) {
        alert(stretch, opened, opened + 10);

        var sums = score(new AlertCondition.Incident(AlertCondition.Finder.SHORTFALL));

        assertThat(sums.judged).isEqualTo(1);
        assertThat(sums.right).isEqualTo(right);
    }

    @Test
    void silenceIsRightWhereEnoughStationsAreOut() {
        alert("A-H", 10, 20);
        var out = List.of("A", "B", "C", "D").stream()
                .map(sensor ->
                        new SensorFault(sensor, OptionalInt.empty(), SensorFault.Kind.OUTAGE, CRASH.interval(), 1))
                .toList();
        var when = new AlertCondition.Silence(0.5);

        assertThat(truth(FREE, out).isRight(when, lives.getFirst().place(), minute(10)))
                .contains(true);
        assertThat(truth(FREE, out.subList(0, 3)).isRight(when, lives.getFirst().place(), minute(10)))
                .contains(false);
        assertThat(truth(FREE, out).isRight(when, lives.getFirst().place(), minute(36)))
                .contains(false);
    }

    @Test
    void aQueueThatStandsThereOnAnyDayIsNotCausedByWhatHappened() {
        alert("D-F", 10, 20);
        var place = lives.getFirst().place();

        assertThat(truth(FREE, List.of()).isCaused(place, minute(5))).isTrue();
        assertThat(truth(QUEUED, List.of()).isCaused(place, minute(5))).isFalse();
    }

    @Test
    void theFirstAlertOfAnIncidentFindsIt() {
        alert("D-F", -5, 0);
        alert("A-B", 2, 9);
        alert("E-F", 6, 20);
        alert("D-F", 12, 20);

        var score = scoreAll(new AlertCondition.Queue(1, 0));

        assertThat(score.visible()).isEqualTo(1);
        assertThat(score.of("rule").minutesToFind).containsExactly(6.0);
        assertThat(score.minutesToAny()).containsExactly(6.0);
    }

    @Test
    void whatOpensSoonAgainWhereItWasFlaps() {
        alert("D-F", 5, 10);
        alert("E-G", 25, 30);
        alert("A-B", 31, 40);
        alert("E-G", 46, 50);

        var sums = score(new AlertCondition.Queue(1, 0));

        assertThat(sums.reopened).isEqualTo(1);
        assertThat(sums.minutesOpen).containsExactly(5.0, 5.0, 9.0, 4.0);
    }

    @Test
    void twoThatStandOnOneStretchAreOneTooMany() {
        alert("D-F", 5, 30);
        alert("F-G", 10, 20);
        alert("A-B", 10, 20);
        alert("D-E", 30, 40);

        assertThat(score(new AlertCondition.Queue(1, 0)).besideItsOwn).isEqualTo(1);
    }

    @Test
    void daysOfSeveralCitiesAddUp() {
        alert("D-F", 5, 30);
        var one = scoreAll(new AlertCondition.Queue(1, 0));

        var both = one.plus(scoreAll(new AlertCondition.Queue(1, 0)));

        assertThat(both.days()).isEqualTo(2);
        assertThat(both.visible()).isEqualTo(2);
        assertThat(both.of("rule").opened).isEqualTo(2);
        assertThat(AlertScore.median(both.of("rule").minutesOpen)).isEqualTo(25);
    }
}
