package io.freeflow.serve;

import io.freeflow.core.incident.IncidentPlace.OnCorridor;
import io.freeflow.core.incident.IncidentPlace.Unplaced;
import io.freeflow.core.network.Position;
import io.freeflow.core.road.Incident;
import io.freeflow.core.store.IncidentQuery;
import java.time.Instant;
import java.util.Locale;

/** Reported incidents on the wire. */
final class IncidentWire {

    private IncidentWire() {}

    /**
     * One incident.
     *
     * @param now feed clock, at which it is planned, active or ended
     */
    static void incident(Json json, Incident incident, Instant now) {
        json.text("incident_id", incident.id())
                .text("incident_type", Wire.lower(incident.type()))
                .text("severity", Wire.lower(incident.severity()))
                .text("state", Wire.lower(IncidentQuery.stateOf(incident, now)))
                .text("source", incident.source());
        switch (incident.place()) {
            case OnCorridor on ->
                json.text("corridor_id", on.corridorId())
                        .hundredths("from_postmile_mi", on.fromPostmileMiles())
                        .hundredths("to_postmile_mi", on.toPostmileMiles())
                        .nothing("unplaced")
                        .nothing("unplaced_detail");
            case Unplaced(var why, var detail) ->
                json.nothing("corridor_id")
                        .nothing("from_postmile_mi")
                        .nothing("to_postmile_mi")
                        .text("unplaced", why.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .text("unplaced_detail", detail);
        }
        json.exact("latitude", incident.position().map(Position::latitude).orElse(Double.NaN))
                .exact("longitude", incident.position().map(Position::longitude).orElse(Double.NaN))
                .time("start", incident.start())
                .text("expected_end", incident.expectedEnd().map(Instant::toString))
                .text("end", incident.end().map(Instant::toString))
                .exact(
                        "lanes_closed",
                        incident.lanesClosed().isPresent()
                                ? incident.lanesClosed().getAsInt()
                                : Double.NaN)
                .text("description", incident.description())
                .time("updated_at", incident.updatedAt());
    }
}
