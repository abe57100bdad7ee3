package io.freeflow.core.road;

import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertFigures;
import io.freeflow.core.alert.AlertOutlook;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.alert.AlertType;
import io.freeflow.core.alert.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something a person should look at, as it is now. The newest state of an id replaces the one before.
 *
 * @param id unique, such as {@code ALERT_unexpected-queue_I-405-N_20261126T164500Z_717042}
 * @param ruleId the rule that opened it
 * @param openedAt end of the window, or issue time of the forecast, at which it opened
 * @param updatedAt the same of this state
 * @param log what happened to it, oldest first; the first entry is its opening
 */
public record Alert(
        String id,
        String region,
        String ruleId,
        AlertType type,
        Severity severity,
        AlertStatus status,
        AlertPlace place,
        AlertFigures figures,
        Optional<AlertOutlook> outlook,
        Instant openedAt,
        Instant updatedAt,
        List<AlertEntry> log)
        implements Message {
    public Alert {
        log = List.copyOf(log);
    }

    /** The same alert as its stretch is now. */
    public Alert seen(Severity now, AlertPlace stretch, AlertFigures numbers, Instant at) {
        return new Alert(id, region, ruleId, type, now, status, stretch, numbers, outlook, openedAt, at, log);
    }

    /** The same alert with what the newest forecast says. */
    public Alert foreseen(Optional<AlertOutlook> newest, Instant at) {
        return new Alert(id, region, ruleId, type, severity, status, place, figures, newest, openedAt, at, log);
    }

    /** The same alert with another log. */
    public Alert withLog(List<AlertEntry> lines) {
        return new Alert(
                id, region, ruleId, type, severity, status, place, figures, outlook, openedAt, updatedAt, lines);
    }

    /** The same alert after something happened to it. */
    public Alert logged(AlertStatus after, AlertEntry entry) {
        var longer = new ArrayList<>(log);
        longer.add(entry);
        return new Alert(
                id, region, ruleId, type, severity, after, place, figures, outlook, openedAt, entry.at(), longer);
    }

    /** Whether it still asks for somebody. */
    public boolean stands() {
        return status != AlertStatus.RESOLVED;
    }
}
