package io.freeflow.pipeline.alert;

import static io.freeflow.core.incident.IncidentType.ACCIDENT;
import static io.freeflow.core.incident.IncidentType.ROADWORKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertRule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was reported opens alerts, is named in those that cover it, and explains queues. A stands at postmile 100, B at 101. */
class ReportedTest {

    private static final String FREE = " 65 65 65 65 65 65 65 65\n";
    private static final String QUEUED = " 65 65 65 20 20 65 65 65\n";
    private static final AlertRule REPORTED = new AlertRule(
            "reported",
            "reported",
            new AlertCondition.Reported(Set.of(ACCIDENT)),
            io.freeflow.core.alert.Severity.HIGH,
            Duration.ZERO,
            Duration.ZERO,
            java.util.Optional.empty(),
            Set.of(),
            java.util.Optional.empty(),
            List.of());

    @Test
    void aReportedIncidentOpensAnAlertBetweenItsStationsAndResolvesWithIt() {
        var road = Road.watchedBy(REPORTED).report("a-1", ACCIDENT, 104.4, "08:02", "08:14");

        road.draw("08:00" + FREE + "08:05" + FREE + "08:10" + QUEUED);
        assertThat(road.named()).isEqualTo("ann: a-1: accident, 2 lanes closed. truck");
        assertThat(road.takeLines()).isEqualTo("""
                08:05 HIGH open E-F
                08:05 HIGH open E-F
                08:10 HIGH open D-F""");

        road.draw("08:15" + QUEUED + "08:20" + FREE);
        assertThat(road.takeLines()).isEqualTo("08:15 HIGH resolved D-F");
    }

    @Test
    void betweenWindowsItOpensWithTheNextSlot() {
        var road = Road.watchedBy(REPORTED).draw("08:00" + FREE).report("a-1", ACCIDENT, 104.4, "08:01", "08:03");
        for (int minute = 1; minute <= 4; minute++) {
            road.take(Road.part(Road.time("08:0" + minute), Duration.ofMinutes(1), 65, 65, 65, 65, 65, 65, 65, 65));
        }

        assertThat(road.takeLines()).isEqualTo("""
                08:01 HIGH open E-F
                08:01 HIGH open E-F
                08:03 HIGH resolved E-F""");
    }

    @Test
    void whatIsNotAskedForElsewhereOrNotYetOpensNothing() {
        var road = Road.watchedBy(REPORTED)
                .report("works", ROADWORKS, 104, "08:00", "09:00")
                .report("later", ACCIDENT, 104, "08:30", "09:00")
                .draw("08:00" + FREE + "08:05" + FREE);

        assertThat(road.takeLines()).isEmpty();
    }

    @Test
    void twoThatShareStationsAreOneAlertThatNamesBoth() {
        var road = Road.watchedBy(REPORTED)
                .report("a-1", ACCIDENT, 104.4, "08:00", "09:00")
                .report("a-2", ACCIDENT, 104.6, "08:00", "09:00")
                .draw("08:05" + FREE);

        assertThat(road.named()).isEqualTo("""
                ann: a-1: accident, 2 lanes closed. truck
                ann: a-2: accident, 2 lanes closed. truck""");
        assertThat(road.alerts())
                .hasSize(2)
                .allMatch(alert -> alert.id().equals(road.alerts().getLast().id()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {102.1, 104.9})
    void aQueueNamesWhatIsWithinAMileOfIt(double postmile) {
        var road = Road.watchedBy(Road.queue())
                .report("a-1", ACCIDENT, postmile, "08:00", "09:00")
                .draw("08:05" + QUEUED + "08:10" + QUEUED + "08:15" + QUEUED);

        assertThat(road.named()).isEqualTo("ann: a-1: accident, 2 lanes closed. truck");
    }

    @ParameterizedTest
    @ValueSource(doubles = {101.9, 105.1})
    void aQueueDoesNotNameWhatIsFarther(double postmile) {
        var road = Road.watchedBy(Road.queue())
                .report("a-1", ACCIDENT, postmile, "08:00", "09:00")
                .draw("08:05" + QUEUED + "08:10" + QUEUED + "08:15" + QUEUED);

        assertThat(road.named()).isEmpty();
    }

    @Test
    void worksThatAreKnownExplainAQueueThatWouldSurprise() {
        var rule = Road.rule(new AlertCondition.Queue(1, 0.5));
        var drawing = """
                07:45 f 65 65 65 65 65 65 65 65
                07:50 f 65 65 65 65 65 65 65 65
                08:00 65 65 65 20 20 65 65 65
                08:05 65 65 65 20 20 65 65 65""";
        var road = Road.watchedBy(rule)
                .report("works", ROADWORKS, 105, "07:00", "09:00")
                .draw(drawing);
        var accident = Road.watchedBy(rule)
                .report("a-1", ACCIDENT, 105, "07:00", "09:00")
                .draw(drawing);

        assertThat(road.takeLines()).isEmpty();
        assertThat(accident.takeLines()).contains("08:05 MEDIUM open D-E");
    }

    @Test
    void aRestartForgetsNoReportAndNamesNoneTwice() {
        var road = Road.watchedBy(REPORTED)
                .report("a-1", ACCIDENT, 104.4, "08:02", "08:14")
                .restartedOn(Road.NETWORK)
                .draw("08:05" + FREE)
                .restartedOn(Road.NETWORK)
                .draw("08:10" + FREE);

        assertThat(road.named()).isEqualTo("ann: a-1: accident, 2 lanes closed. truck");
        road.draw("08:15" + FREE);
        assertThat(road.takeLines()).endsWith("08:15 HIGH resolved E-F");
    }
}
