package io.freeflow.pipeline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.alert.AlertType;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.road.AlertAct.Kind;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.TrafficState;
import io.freeflow.testkit.Networks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertStageTest {

    private static final String FREE = " 65 65 65 65 65 65 65 65\n";
    private static final String QUEUED = " 65 65 65 20 20 65 65 65\n";

    @Test
    void aQueueOpensOnceIsFollowedAndResolvesWhenItWasGoneForAWhile() {
        var road = Road.watchedBy(Road.queue()).draw("""
                08:00 65 65 65 65 65 65 65 65
                08:05 65 65 65 20 20 65 65 65
                08:10 65 65 25 20 20 65 65 65
                08:15 65 65 25 20 20 65 65 65
                08:20 65 65 65 65 65 65 65 65
                08:25 65 65 65 65 65 65 65 65
                08:30 65 65 65 65 65 65 65 65
                08:35 65 65 65 65 65 65 65 65
                """);

        assertThat(road.takeLines()).isEqualTo("""
                08:10 MEDIUM open C-E
                08:15 MEDIUM open C-E
                08:30 MEDIUM resolved C-E""");
    }

    @Test
    void whatFlickersOpensNothingAndResolvesNothing() {
        var road = Road.watchedBy(Road.queue())
                .draw("08:00" + QUEUED + "08:05" + FREE + "08:10" + QUEUED + "08:15" + FREE);
        assertThat(road.takeLines()).isEmpty();

        road.draw("08:20" + QUEUED + "08:25" + QUEUED + "08:30" + FREE + "08:35" + QUEUED + "08:40" + FREE);
        assertThat(road.takeLines()).isEqualTo("""
                08:25 MEDIUM open D-E
                08:35 MEDIUM open D-E""");
    }

    @Test
    void itEscalatesWithItsLengthAndStaysSo() {
        var road = Road.watchedBy(Road.queue())
                .draw("08:00" + QUEUED + "08:05" + QUEUED)
                .draw("""
                        08:10 65 20 20 20 20 65 65 65
                        08:15 65 65 65 20 20 65 65 65""");

        assertThat(road.takeLines()).isEqualTo("""
                08:05 MEDIUM open D-E
                08:10 CRITICAL open B-E
                08:15 CRITICAL open D-E""");
    }

    @Test
    void twoQueuesAreTwoAlertsAndOneWhenTheyGrowTogether() {
        var road = Road.watchedBy(Road.queue()).draw("""
                08:00 20 20 65 65 65 20 20 65
                08:05 20 20 65 65 65 20 20 65
                08:10 20 20 20 20 20 20 20 65
                08:15 20 20 20 20 20 20 20 65
                08:20 20 20 20 20 20 20 20 65""");

        assertThat(road.takeLines()).isEqualTo("""
                08:05 MEDIUM open A-B
                08:05 MEDIUM open F-G
                08:10 CRITICAL open A-G
                08:15 CRITICAL open A-G
                08:20 CRITICAL open A-G
                08:20 MEDIUM resolved F-G""");
    }

    @Test
    void aSurprisingQueueIsOneThatWasHardlyThoughtPossibleAQuarterOfAnHourBefore() {
        var surprising = Road.rule(new AlertCondition.Queue(1, 0.5));
        var expected = Road.watchedBy(surprising).draw("""
                07:50 f 65 65 65 20 20 65 65 65
                07:55 f 65 65 65 20 20 65 65 65""").draw("08:00" + QUEUED + "08:05" + QUEUED);
        var sudden = Road.watchedBy(surprising).draw("""
                07:45 f 65 65 65 65 65 65 65 65
                07:50 f 65 65 65 65 65 65 65 65""").draw("08:00" + QUEUED + "08:05" + QUEUED);

        assertThat(expected.takeLines()).isEmpty();
        assertThat(sudden.takeLines()).isEqualTo("08:05 MEDIUM open D-E");

        // From here on it is expected, and lasts as long as its queue.
        sudden.draw("08:10" + QUEUED + "08:15 f 65 65 65 20 20 65 65 65\n" + "08:30" + QUEUED);
        assertThat(sudden.takeLines()).isEqualTo("""
                08:10 MEDIUM open D-E
                08:15 MEDIUM open D-E then 1 mi at 0.95
                08:30 MEDIUM open D-E then 1 mi at 0.95
                08:30 MEDIUM open D-E""");
    }

    @Test
    void nothingIsSurprisingAsLongAsNothingWasForecast() {
        var road =
                Road.watchedBy(Road.rule(new AlertCondition.Queue(1, 0.5))).draw("08:00" + QUEUED + "08:05" + QUEUED);

        assertThat(road.takeLines()).isEmpty();
    }

    @Test
    void theForecastSaysWhatBecomesOfTheQueue() {
        var road = Road.watchedBy(Road.queue())
                .draw("08:00" + QUEUED + "08:05" + QUEUED)
                .draw("""
                        08:05 f 65 20 20 20 20 65 65 65
                        08:10 65 65 65 20 20 65 65 65
                        08:10 f 65 65 65 65 65 65 65 65""");

        assertThat(road.takeLines()).isEqualTo("""
                08:05 MEDIUM open D-E
                08:05 MEDIUM open D-E then 3 mi at 0.95
                08:10 MEDIUM open D-E then 3 mi at 0.95
                08:10 MEDIUM open D-E then 0 mi at 0.00""");
    }

    @Test
    void aQueueThatIsForecastWhereTrafficFlows() {
        var ahead = Road.rule(new AlertCondition.QueueAhead(30, 0.8, 1));
        var road = Road.watchedBy(ahead).draw("08:00" + QUEUED).draw("""
                        08:00 f 65 20 20 20 20 65 65 65
                        08:05 65 65 65 20 20 65 65 65
                        08:05 f 65 20 20 20 20 65 65 65
                        08:10 65 20 20 20 20 65 65 65
                        08:10 f 65 20 20 20 20 65 65 65
                        08:15 65 20 20 20 20 65 65 65
                        08:15 f 65 20 20 20 20 65 65 65
                        08:20 65 20 20 20 20 65 65 65
                        08:20 f 65 20 20 20 20 65 65 65""");

        assertThat(road.alerts()).hasSize(2);
        assertThat(road.alerts().getFirst().figures().probability()).isCloseTo(0.95, within(0.01));
        assertThat(road.takeLines()).isEqualTo("""
                08:05 MEDIUM open B-C
                08:20 MEDIUM resolved B-C""");
    }

    @Test
    void aForecastThatDoesNotComeAnyMoreForeseesNothing() {
        var road = Road.watchedBy(Road.rule(new AlertCondition.QueueAhead(30, 0.8, 1)))
                .draw("08:00" + FREE + "08:00 f" + QUEUED + "08:05" + FREE + "08:05 f" + QUEUED)
                .draw("08:10" + FREE + "08:15" + FREE + "08:20" + FREE + "08:25" + FREE);

        assertThat(road.takeLines()).isEqualTo("""
                08:05 MEDIUM open D-E
                08:25 MEDIUM resolved D-E""");
    }

    @Test
    void anIncidentIsFoundInSlotsAndEndsWithItsDetection() {
        var road = Road.watchedBy(Road.rule(new AlertCondition.Incident(AlertCondition.Finder.SLOWING), Duration.ZERO));
        slots(road, "06:00", 120, 65);
        assertThat(road.takeLines()).isEmpty();

        slots(road, "08:00", 40, 12);
        assertThat(road.alerts()).isNotEmpty();
        var opened = road.alerts().getFirst();
        assertThat(opened.type()).isEqualTo(AlertType.INCIDENT);
        assertThat(opened.place().tailSensorId()).isEqualTo("E");
        assertThat(opened.log().getFirst().note()).isNotEmpty();

        slots(road, "08:40", 30, 65);
        road.draw("09:15" + FREE + "09:20" + FREE + "09:25" + FREE + "09:30" + FREE);
        assertThat(road.alerts().getLast().status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(road.stage().books().counts()).containsEntry("received-slot-parts", 190L);
    }

    /** Minutes of free flow, but for station E. */
    private static void slots(Road road, String from, int minutes, double mphOfE) {
        for (int minute = 1; minute <= minutes; minute++) {
            var end = Road.time(from).plusSeconds(60L * minute);
            road.take(Road.part(end, Duration.ofMinutes(1), 65, 65, 65, 65, mphOfE, 65, 65, 65));
        }
    }

    @Test
    void aCorridorThatFallsSilent() {
        var road = Road.watchedBy(Road.rule(new AlertCondition.Silence(0.5))).draw("""
                08:00 65 65 65 65 - - - 65
                08:05 65 65 65 65 - - - -
                08:10 65 65 65 65 - - - -""");

        assertThat(road.alerts()).hasSize(1);
        assertThat(road.alerts().getFirst().figures().silentPercent()).isEqualTo(50);
        assertThat(road.takeLines()).isEqualTo("08:10 CRITICAL open A-H");
    }

    @Test
    void whoIsNotBelievedIsNotSilent() {
        var road = Road.watchedBy(Road.rule(new AlertCondition.Silence(0.5))).draw("""
                08:00 65 65 65 65? 65? 65? 65? 65?
                08:05 65 65 65 65? 65? 65? 65? 65?
                08:10 65 65 65 65? 65? 65? 65? 65?""");

        assertThat(road.takeLines()).isEmpty();
        road.draw("08:15 65 65 - - - - 65? 65?").draw("08:20 65 65 - - - - 65? 65?");
        assertThat(road.takeLines()).isEqualTo("08:20 CRITICAL open A-H");
    }

    @Test
    void aQueueOfThoseWhoAreNotBelievedIsNone() {
        var road = Road.watchedBy(Road.queue())
                .draw("08:00 65 65 20? 20? 20? 65 65 65")
                .draw("08:05 65 65 20? 20? 20? 65 65 65");

        assertThat(road.takeLines()).isEmpty();
    }

    @Test
    void peopleAcknowledgeNoteAndResolve() {
        var road = Road.watchedBy(Road.queue()).draw("08:00" + QUEUED + "08:05" + QUEUED);
        road.act(Kind.ACKNOWLEDGE, "").act(Kind.NOTE, "tow truck called").act(Kind.RESOLVE, "cleared");

        assertThat(road.alerts().stream().map(Alert::status))
                .containsExactly(
                        AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED, AlertStatus.ACKNOWLEDGED, AlertStatus.RESOLVED);
        assertThat(road.alerts().getLast().log())
                .extracting(AlertEntry::what, AlertEntry::by, AlertEntry::note)
                .containsExactly(
                        tuple(AlertEntry.What.OPENED, "freeflow", ""),
                        tuple(AlertEntry.What.ACKNOWLEDGED, "ann", ""),
                        tuple(AlertEntry.What.NOTED, "ann", "tow truck called"),
                        tuple(AlertEntry.What.RESOLVED, "ann", "cleared"));
    }

    @Test
    void whatSomebodyResolvedOpensAgainOnlyAfterItWasGone() {
        var road = Road.watchedBy(Road.queue())
                .draw("08:00" + QUEUED + "08:05" + QUEUED)
                .act(Kind.RESOLVE, "");
        road.takeLines();

        road.draw("08:10" + QUEUED + "08:15" + QUEUED + "08:20" + FREE + "08:25" + FREE + "08:30" + FREE);
        assertThat(road.takeLines()).isEmpty();

        road.draw("08:35" + QUEUED + "08:40" + QUEUED);
        assertThat(road.takeLines()).isEqualTo("08:40 MEDIUM open D-E");
    }

    @Test
    void anActOnWhatDoesNotStandIsCountedAndChangesNothing() {
        var road = Road.watchedBy(Road.queue())
                .draw("08:00" + QUEUED + "08:05" + QUEUED)
                .act(Kind.RESOLVE, "");
        road.act(Kind.ACKNOWLEDGE, "");
        road.take(new AlertAct("south", "ALERT_of_nobody", Kind.NOTE, "ann", "where?"));

        assertThat(road.stage().books().counts())
                .containsEntry("acts", 1L)
                .containsEntry("acts-in-vain", 2L)
                .containsEntry("alerts", 2L);
    }

    @ParameterizedTest
    @CsvSource({
        // 08:05 UTC is 00:05 in Los Angeles in March
        "00:00, 00:30, never",
        "22:00, 06:00, never",
        "00:10, 06:00, 08:05",
        "00:05, 00:10, 08:10"
    })
    void quietHoursOpenNothing(String from, String to, String opens) {
        var road =
                Road.watchedBy(Road.quietQueue(from, to)).draw("08:00" + QUEUED + "08:05" + QUEUED + "08:10" + QUEUED);

        assertThat(road.alerts().stream().findFirst().map(Alert::openedAt))
                .isEqualTo(opens.equals("never") ? Optional.empty() : Optional.of(Road.time(opens)));
    }

    @Test
    void aWindowCountsWhenAllItsPartsAreThereAndOnlyOnce() {
        var road = Road.watchedBy(Road.queue()).draw("08:00" + QUEUED);
        var whole = Road.window(Road.time("08:05"), 65, 65, 65, 20, 20, 65, 65, 65);
        for (int part : List.of(0, 1, 1, 0)) {
            road.take(new WindowPart(
                    "north",
                    whole.interval(),
                    part,
                    2,
                    0,
                    whole.knownAt(),
                    part == 0 ? whole.states().subList(0, 4) : whole.states().subList(4, 8)));
            assertThat(road.alerts()).hasSize(part == 0 && road.alerts().isEmpty() ? 0 : 1);
        }
    }

    @Test
    void aRestartAnywhereChangesNothing() {
        String drawing = "07:50 f" + FREE + "08:00" + FREE + "08:05" + QUEUED + "08:05 f" + QUEUED + "08:10" + QUEUED
                + "08:10 f" + FREE + "08:15 65 20 20 20 20 65 65 65\n" + "08:20" + FREE + "08:25" + FREE + "08:30"
                + FREE + "08:35" + FREE;
        var rules = new AlertRule[] {Road.queue()};
        String expected = Road.watchedBy(rules).draw(drawing).takeLines();
        assertThat(expected).contains("open D-E", "CRITICAL open B-E", "resolved B-E");

        var restarted = Road.watchedBy(rules);
        drawing.lines().forEach(line -> restarted.draw(line).restartedOn(Road.NETWORK));

        assertThat(restarted.takeLines()).isEqualTo(expected);
    }

    @Test
    void anAlertWhoseStationsAreGoneResolves() {
        var road = Road.watchedBy(Road.queue()).draw("08:00" + QUEUED + "08:05" + QUEUED);
        road.takeLines();

        road.restartedOn(Networks.draw("north  I-5  N  A B C F G H")).draw("08:10 65 65 65 65 65 65 65 65");

        assertThat(road.takeLines()).isEqualTo("08:10 MEDIUM resolved D-E");
    }

    @Test
    void theFiguresSayHowSlowAndWhatItCosts() {
        var road = Road.watchedBy(Road.queue()).draw("""
                08:00 65 65 65 20 10 65 65 65
                08:05 65 65 65 20 10 65 65 65""");

        var figures = road.alerts().getFirst().figures();
        assertThat(figures.slowestMph()).isEqualTo(10);
        // A mile at the mean pace of 20 and 10 mph is 4.5 minutes; at 65 mph 0.92.
        assertThat(figures.delayMinutes()).isCloseTo(4.5 - 60.0 / 65, within(0.001));
    }

    @Test
    void whatItDoesNotTakeIsRefused() {
        Message nothing = new Mark("loops", 0, Road.time("08:00"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Road.watchedBy().take(nothing))
                .withMessageContaining("alert takes windows, forecasts, acts and incidents");
    }

    @Test
    void slotsThatWaitForAPartFarBehindAreSmallGranulesAndSurviveARestart() {
        var granules = new TreeMap<String, byte[]>();
        var stage = new AlertStage(Road.NETWORK, List.of(Road.queue()), "0");
        for (int slot = 0; slot < 1_000; slot++) {
            stage.accept(slot(slot, 0), output -> {});
            save(stage, granules);
        }
        assertThat(granules.values())
                .allSatisfy(bytes -> assertThat(bytes.length).isLessThan(1_000));

        var restarted = new AlertStage(Road.NETWORK, List.of(Road.queue()), "0");
        granules.forEach(restarted::restore);
        for (int slot = 0; slot < 999; slot++) {
            restarted.accept(slot(slot, 1), output -> {});
        }
        save(restarted, granules);

        assertThat(granules.keySet())
                .filteredOn(name -> name.contains("slot"))
                .as("the one that waits, and how far they are whole")
                .hasSize(2);
        assertThat(restarted.books().counts()).containsEntry(Counters.RECEIVED_SLOT_PARTS, 1_999L);
    }

    private static WindowPart slot(int number, int part) {
        var length = Duration.ofSeconds(30);
        var interval = Interval.startingAt(Road.time("08:00").plus(length.multipliedBy(number)), length);
        var sensor = part == 0 ? "A" : "B";
        return new WindowPart(
                "north",
                interval,
                part,
                2,
                0,
                interval.end(),
                List.of(TrafficState.observed(sensor, Measurement.ofSpeed(60), 1)));
    }

    private static void save(AlertStage stage, Map<String, byte[]> granules) {
        stage.save((granule, bytes) -> {
            if (bytes == null) {
                granules.remove(granule);
            } else {
                granules.put(granule, bytes);
            }
        });
    }
}
