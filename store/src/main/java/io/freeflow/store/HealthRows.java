package io.freeflow.store;

import io.freeflow.core.health.DayDiagnosis;
import io.freeflow.core.health.DayStatus;
import io.freeflow.core.health.Suspicion;
import io.freeflow.core.road.SensorHealth;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was said last of each sensor's health. */
final class HealthRows {

    private static final String UPSERT = """
            insert into sensor_health values (:sensor, :region, :suspicion, :since, :known, :evidence, :date, :status)
            on conflict (sensor_id) do update set region = excluded.region, suspicion = excluded.suspicion,
                since = excluded.since, known_at = excluded.known_at, evidence = excluded.evidence,
                last_day = excluded.last_day, last_day_status = excluded.last_day_status""";

    private HealthRows() {}

    /** Writes what was said, each of another sensor. */
    static void write(Handle handle, Collection<SensorHealth> health) {
        if (health.isEmpty()) {
            return;
        }
        var rows = handle.prepareBatch(UPSERT);
        for (SensorHealth one : health) {
            rows.bind("sensor", Text.clean(one.sensorId()))
                    .bind("region", Text.clean(one.region()))
                    .bind("suspicion", one.suspicion().map(Enum::name).orElse(null))
                    .bind("since", Columns.timestamp(one.since()))
                    .bind("known", Columns.timestamp(one.knownAt()))
                    .bind("evidence", Text.clean(one.evidence()))
                    .bind("date", one.lastDay().map(DayDiagnosis::date).orElse(null))
                    .bind(
                            "status",
                            one.lastDay().map(day -> day.status().name()).orElse(null))
                    .add();
        }
        rows.execute();
    }

    static List<SensorHealth> list(Handle handle) {
        return handle.createQuery("select * from sensor_health order by sensor_id")
                .map((row, context) -> health(row))
                .list();
    }

    private static SensorHealth health(ResultSet row) throws SQLException {
        Optional<LocalDate> date = Optional.ofNullable(row.getObject("last_day", LocalDate.class));
        Optional<String> status = Optional.ofNullable(row.getString("last_day_status"));
        return new SensorHealth(
                row.getString("sensor_id"),
                row.getString("region"),
                Optional.ofNullable(row.getString("suspicion")).map(Suspicion::valueOf),
                Columns.instant(row, "since"),
                Columns.instant(row, "known_at"),
                row.getString("evidence"),
                date.flatMap(day -> status.map(word -> new DayDiagnosis(day, DayStatus.valueOf(word)))));
    }
}
