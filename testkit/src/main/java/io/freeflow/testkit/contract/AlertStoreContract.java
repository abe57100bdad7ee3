package io.freeflow.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertFigures;
import io.freeflow.core.alert.AlertOutlook;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.alert.AlertType;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.store.AlertQuery;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.TrafficStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store keeps of alerts. */
public interface AlertStoreContract {

    /** The store under test, empty at the start of each test. */
    TrafficStore store();

    /** The way into the same store. */
    Sink sink();

    @Test
    default void anAlertComesBackAsItWasWritten() {
        var whole = alert("one", "08:00");
        var bare = new Alert(
                "two",
                "west",
                "silence",
                AlertType.SYSTEM_ANOMALY,
                Severity.LOW,
                AlertStatus.OPEN,
                whole.place(),
                new AlertFigures(Double.NaN, Double.NaN, Double.NaN, 62.5),
                Optional.empty(),
                at("08:05"),
                at("08:05"),
                whole.log());
        sink().write(List.of(whole, bare), Map.of());

        assertThat(store().findAlert("one")).contains(whole);
        assertThat(store().findAlert("two")).contains(bare);
        assertThat(store().findAlert("three")).isEmpty();
    }

    @Test
    default void theNewestStateOfAnAlertReplacesTheOneBeforeAndEachIsCounted() {
        var open = alert("one", "08:00");
        var noted = open.logged(
                AlertStatus.ACKNOWLEDGED,
                new AlertEntry(at("08:10"), AlertEntry.What.ACKNOWLEDGED, "ann", "on \"it\""));
        var resolved = noted.logged(
                AlertStatus.RESOLVED, new AlertEntry(at("08:40"), AlertEntry.What.RESOLVED, "freeflow", ""));
        sink().write(List.of(open, noted), Map.of());
        sink().write(List.of(resolved, new AlertAct("east", "one", AlertAct.Kind.NOTE, "ann", "late")), Map.of());

        assertThat(store().findAlert("one")).contains(resolved);
        assertThat(store().listLedger())
                .singleElement()
                .satisfies(entry -> assertThat(entry.counts()).containsEntry("stored-alerts", 3L));
    }

    @Test
    default void alertsAreNewestFirstAndFoundByStatusCorridorAndOpening() {
        var early = alert("early", "08:00");
        var b = alert("b", "09:00");
        var a = alert("a", "09:00");
        var over = alert("over", "10:00")
                .logged(
                        AlertStatus.RESOLVED,
                        new AlertEntry(at("10:30"), AlertEntry.What.RESOLVED, AlertEntry.FREEFLOW, ""));
        sink().write(List.of(b, over, early, a), Map.of());

        assertThat(ids(AlertStatus.values(), Optional.empty(), Optional.empty(), 10))
                .containsExactly("over", "a", "b", "early");
        assertThat(ids(AlertStatus.values(), Optional.empty(), Optional.empty(), 2))
                .containsExactly("over", "a");
        assertThat(ids(new AlertStatus[] {AlertStatus.OPEN}, Optional.empty(), Optional.empty(), 10))
                .containsExactly("a", "b", "early");
        assertThat(ids(AlertStatus.values(), Optional.of("09:00"), Optional.of("10:00"), 10))
                .containsExactly("a", "b");
        assertThat(store().listAlerts(new AlertQuery(
                        Set.of(AlertStatus.OPEN), Optional.of("I-5-N"), Optional.empty(), Optional.empty(), 10)))
                .isEmpty();
    }

    private List<String> ids(AlertStatus[] statuses, Optional<String> from, Optional<String> to, int limit) {
        var query = new AlertQuery(
                Set.of(statuses),
                Optional.of("I-405-N"),
                from.map(AlertStoreContract::at),
                to.map(AlertStoreContract::at),
                limit);
        return store().listAlerts(query).stream().map(Alert::id).toList();
    }

    private static Alert alert(String id, String openedAt) {
        return new Alert(
                id,
                "east",
                "queue",
                AlertType.CONGESTION,
                Severity.HIGH,
                AlertStatus.OPEN,
                new AlertPlace("I-405-N", "A", 12.75, "B", 13.5),
                new AlertFigures(12.5, 3.25, Double.NaN, Double.NaN),
                Optional.of(new AlertOutlook(30, 2.5, 0.75)),
                at(openedAt),
                at(openedAt),
                List.of(new AlertEntry(at(openedAt), AlertEntry.What.OPENED, AlertEntry.FREEFLOW, "")));
    }

    private static Instant at(String time) {
        return Instant.parse("2012-03-01T" + time + ":00Z");
    }
}
