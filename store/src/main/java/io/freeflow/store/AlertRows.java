package io.freeflow.store;

import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertFigures;
import io.freeflow.core.alert.AlertOutlook;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.alert.AlertType;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.road.Alert;
import io.freeflow.core.store.AlertQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Alerts at their newest state, and what happened to them line by line. */
final class AlertRows {

    private static final String UPSERT = """
            insert into alerts values (:id, :region, :rule, :type, :severity, :status, :corridor, :tail, :tailMiles, :head,
                :headMiles, :slowest, :delay, :probability, :silent, :outlookMinutes, :outlookMiles, :outlookProbability,
                :opened, :updated)
            on conflict (alert_id) do update set severity = excluded.severity, status = excluded.status,
                tail_sensor_id = excluded.tail_sensor_id, tail_postmile_mi = excluded.tail_postmile_mi,
                head_sensor_id = excluded.head_sensor_id, head_postmile_mi = excluded.head_postmile_mi,
                slowest_mph = excluded.slowest_mph, delay_minutes = excluded.delay_minutes,
                probability = excluded.probability, silent_percent = excluded.silent_percent,
                outlook_minutes = excluded.outlook_minutes, outlook_length_mi = excluded.outlook_length_mi,
                outlook_probability = excluded.outlook_probability, updated_at = excluded.updated_at""";

    private static final String ADD_LINE = """
            insert into alert_log values (:id, :line, :at, :what, :by, :note) on conflict do nothing""";

    private AlertRows() {}

    /** Writes states, each of another alert. */
    static void write(Handle handle, Collection<Alert> alerts) {
        if (alerts.isEmpty()) {
            return;
        }
        var rows = handle.prepareBatch(UPSERT);
        var lines = handle.prepareBatch(ADD_LINE);
        for (Alert alert : alerts) {
            var outlook = alert.outlook();
            rows.bind("id", Text.clean(alert.id()))
                    .bind("region", Text.clean(alert.region()))
                    .bind("rule", Text.clean(alert.ruleId()))
                    .bind("type", alert.type().name())
                    .bind("severity", alert.severity().name())
                    .bind("status", alert.status().name())
                    .bind("corridor", Text.clean(alert.place().corridorId()))
                    .bind("tail", Text.clean(alert.place().tailSensorId()))
                    .bind("tailMiles", alert.place().tailPostmileMiles())
                    .bind("head", Text.clean(alert.place().headSensorId()))
                    .bind("headMiles", alert.place().headPostmileMiles())
                    .bind("slowest", Columns.quantity(alert.figures().slowestMph()))
                    .bind("delay", Columns.quantity(alert.figures().delayMinutes()))
                    .bind("probability", Columns.quantity(alert.figures().probability()))
                    .bind("silent", Columns.quantity(alert.figures().silentPercent()))
                    .bind(
                            "outlookMinutes",
                            outlook.map(AlertOutlook::horizonMinutes).orElse(null))
                    .bind("outlookMiles", outlook.map(AlertOutlook::lengthMiles).orElse(null))
                    .bind(
                            "outlookProbability",
                            outlook.map(AlertOutlook::probability).orElse(null))
                    .bind("opened", Columns.timestamp(alert.openedAt()))
                    .bind("updated", Columns.timestamp(alert.updatedAt()))
                    .add();
            for (int line = 0; line < alert.log().size(); line++) {
                var entry = alert.log().get(line);
                lines.bind("id", Text.clean(alert.id()))
                        .bind("line", line)
                        .bind("at", Columns.timestamp(entry.at()))
                        .bind("what", entry.what().name())
                        .bind("by", Text.clean(entry.by()))
                        .bind("note", Text.clean(entry.note()))
                        .add();
            }
        }
        rows.execute();
        lines.execute();
    }

    static List<Alert> list(Handle handle, AlertQuery query) {
        var conditions = new ArrayList<String>(List.of("status = any(:statuses)"));
        query.corridorId().ifPresent(corridor -> conditions.add("corridor_id = :corridor"));
        query.from().ifPresent(from -> conditions.add("opened_at >= :from"));
        query.to().ifPresent(to -> conditions.add("opened_at < :to"));
        var rows = handle.createQuery("select * from alerts where " + String.join(" and ", conditions)
                        + " order by opened_at desc, alert_id limit :limit")
                .bindArray(
                        "statuses",
                        String.class,
                        query.statuses().stream().map(Enum::name).toList())
                .bind("limit", query.limit());
        query.corridorId().ifPresent(corridor -> rows.bind("corridor", corridor));
        query.from().ifPresent(from -> rows.bind("from", Columns.timestamp(from)));
        query.to().ifPresent(to -> rows.bind("to", Columns.timestamp(to)));
        return withLogs(handle, rows.map((row, context) -> alert(row)).list());
    }

    static Optional<Alert> find(Handle handle, String id) {
        var found = handle.createQuery("select * from alerts where alert_id = :id")
                .bind("id", id)
                .map((row, context) -> alert(row))
                .list();
        return withLogs(handle, found).stream().findFirst();
    }

    private record Line(String alertId, AlertEntry entry) {}

    private static List<Alert> withLogs(Handle handle, List<Alert> alerts) {
        Map<String, List<AlertEntry>> logs = new HashMap<>();
        handle.createQuery("select * from alert_log where alert_id = any(:ids) order by alert_id, line")
                .bindArray("ids", String.class, alerts.stream().map(Alert::id).toList())
                .map((row, context) -> new Line(
                        row.getString("alert_id"),
                        new AlertEntry(
                                Columns.instant(row, "at"),
                                AlertEntry.What.valueOf(row.getString("what")),
                                row.getString("by_whom"),
                                row.getString("note"))))
                .forEach(line -> logs.computeIfAbsent(line.alertId(), id -> new ArrayList<>())
                        .add(line.entry()));
        return alerts.stream()
                .map(alert -> alert.withLog(logs.getOrDefault(alert.id(), List.of())))
                .toList();
    }

    private static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                row.getString("alert_id"),
                row.getString("region"),
                row.getString("rule_id"),
                AlertType.valueOf(row.getString("alert_type")),
                Severity.valueOf(row.getString("severity")),
                AlertStatus.valueOf(row.getString("status")),
                new AlertPlace(
                        row.getString("corridor_id"),
                        row.getString("tail_sensor_id"),
                        row.getDouble("tail_postmile_mi"),
                        row.getString("head_sensor_id"),
                        row.getDouble("head_postmile_mi")),
                new AlertFigures(
                        Columns.quantity(row, "slowest_mph"),
                        Columns.quantity(row, "delay_minutes"),
                        Columns.quantity(row, "probability"),
                        Columns.quantity(row, "silent_percent")),
                row.getObject("outlook_minutes") == null
                        ? Optional.empty()
                        : Optional.of(new AlertOutlook(
                                row.getInt("outlook_minutes"),
                                row.getDouble("outlook_length_mi"),
                                row.getDouble("outlook_probability"))),
                Columns.instant(row, "opened_at"),
                Columns.instant(row, "updated_at"),
                List.of());
    }
}
