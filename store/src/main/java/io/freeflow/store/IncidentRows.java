package io.freeflow.store;

import io.freeflow.core.alert.Severity;
import io.freeflow.core.incident.IncidentPlace;
import io.freeflow.core.incident.IncidentPlace.OnCorridor;
import io.freeflow.core.incident.IncidentPlace.Unplaced;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.network.Position;
import io.freeflow.core.road.Incident;
import io.freeflow.core.store.IncidentQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Reported incidents at their newest state. */
final class IncidentRows {

    private static final String UPSERT = """
            insert into incidents values (:id, :region, :source, :type, :severity, :corridor, :fromMiles, :toMiles, :unplaced,
                :unplacedDetail, :latitude, :longitude, :start, :expectedEnd, :end, :over, :lanes, :description, :updated)
            on conflict (incident_id) do update set region = excluded.region, source = excluded.source,
                incident_type = excluded.incident_type, severity = excluded.severity,
                corridor_id = excluded.corridor_id, from_postmile_mi = excluded.from_postmile_mi,
                to_postmile_mi = excluded.to_postmile_mi, unplaced = excluded.unplaced,
                unplaced_detail = excluded.unplaced_detail, latitude = excluded.latitude,
                longitude = excluded.longitude, starts_at = excluded.starts_at, expected_end = excluded.expected_end,
                ended_at = excluded.ended_at, over_at = excluded.over_at, lanes_closed = excluded.lanes_closed,
                description = excluded.description, updated_at = excluded.updated_at
            where incidents.updated_at <= excluded.updated_at""";

    private IncidentRows() {}

    /**
     * Writes states, each of another incident; one that is older than what is stored is left out, since an incident that
     * moved to another region comes by two partitions.
     */
    static void write(Handle handle, Collection<Incident> incidents) {
        if (incidents.isEmpty()) {
            return;
        }
        var rows = handle.prepareBatch(UPSERT);
        for (Incident incident : incidents) {
            rows.bind("id", Text.clean(incident.id()))
                    .bind("region", Text.clean(incident.region()))
                    .bind("source", Text.clean(incident.source()))
                    .bind("type", incident.type().name())
                    .bind("severity", incident.severity().name())
                    .bind(
                            "latitude",
                            incident.position().map(Position::latitude).orElse(null))
                    .bind(
                            "longitude",
                            incident.position().map(Position::longitude).orElse(null))
                    .bind("start", Columns.timestamp(incident.start()))
                    .bind("expectedEnd", Columns.timestamp(incident.expectedEnd()))
                    .bind("end", Columns.timestamp(incident.end()))
                    .bind("over", Columns.timestamp(incident.until()))
                    .bind(
                            "lanes",
                            incident.lanesClosed().isPresent()
                                    ? Integer.valueOf(incident.lanesClosed().getAsInt())
                                    : null)
                    .bind("description", Text.clean(incident.description()))
                    .bind("updated", Columns.timestamp(incident.updatedAt()));
            bind(rows, incident.place());
            rows.add();
        }
        rows.execute();
    }

    private static void bind(PreparedBatch rows, IncidentPlace place) {
        Optional<OnCorridor> on = place instanceof OnCorridor there ? Optional.of(there) : Optional.empty();
        Optional<Unplaced> unplaced = place instanceof Unplaced nowhere ? Optional.of(nowhere) : Optional.empty();
        rows.bind("corridor", on.map(OnCorridor::corridorId).map(Text::clean).orElse(null))
                .bind("fromMiles", on.map(OnCorridor::fromPostmileMiles).orElse(null))
                .bind("toMiles", on.map(OnCorridor::toPostmileMiles).orElse(null))
                .bind("unplaced", unplaced.map(nowhere -> nowhere.why().name()).orElse(null))
                .bind(
                        "unplacedDetail",
                        unplaced.map(Unplaced::detail).map(Text::clean).orElse(null));
    }

    static List<Incident> list(Handle handle, IncidentQuery query) {
        var conditions = new ArrayList<String>(List.of(
                switch (query.state()) {
                    case ALL -> "true";
                    case PLANNED -> "starts_at > :now and over_at > :now";
                    case ACTIVE -> "starts_at <= :now and over_at > :now";
                    case ENDED -> "over_at <= :now";
                }));
        query.corridorId().ifPresent(corridor -> conditions.add("corridor_id = :corridor"));
        query.type().ifPresent(type -> conditions.add("incident_type = :type"));
        query.from().ifPresent(from -> conditions.add("starts_at >= :from"));
        query.to().ifPresent(to -> conditions.add("starts_at < :to"));
        var rows = handle.createQuery("select * from incidents where " + String.join(" and ", conditions)
                        + " order by starts_at desc, incident_id limit :limit")
                .bind("limit", query.limit());
        if (query.state() != IncidentQuery.State.ALL) {
            rows.bind("now", Columns.timestamp(query.now()));
        }
        query.corridorId().ifPresent(corridor -> rows.bind("corridor", corridor));
        query.type().ifPresent(type -> rows.bind("type", type.name()));
        query.from().ifPresent(from -> rows.bind("from", Columns.timestamp(from)));
        query.to().ifPresent(to -> rows.bind("to", Columns.timestamp(to)));
        return rows.map((row, context) -> incident(row)).list();
    }

    static Optional<Incident> find(Handle handle, String id) {
        return handle.createQuery("select * from incidents where incident_id = :id")
                .bind("id", id)
                .map((row, context) -> incident(row))
                .findOne();
    }

    private static Incident incident(ResultSet row) throws SQLException {
        int lanes = row.getInt("lanes_closed");
        var lanesClosed = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(lanes);
        double latitude = Columns.quantity(row, "latitude");
        return new Incident(
                row.getString("incident_id"),
                row.getString("region"),
                row.getString("source"),
                IncidentType.valueOf(row.getString("incident_type")),
                Severity.valueOf(row.getString("severity")),
                place(row),
                Double.isNaN(latitude)
                        ? Optional.empty()
                        : Optional.of(new Position(latitude, row.getDouble("longitude"))),
                Columns.instant(row, "starts_at"),
                Columns.findInstant(row, "expected_end"),
                Columns.findInstant(row, "ended_at"),
                lanesClosed,
                row.getString("description"),
                Columns.instant(row, "updated_at"));
    }

    private static IncidentPlace place(ResultSet row) throws SQLException {
        var why = Optional.ofNullable(row.getString("unplaced"));
        return why.isPresent()
                ? new Unplaced(IncidentPlace.Why.valueOf(why.get()), row.getString("unplaced_detail"))
                : new OnCorridor(
                        row.getString("corridor_id"),
                        row.getDouble("from_postmile_mi"),
                        row.getDouble("to_postmile_mi"));
    }
}
