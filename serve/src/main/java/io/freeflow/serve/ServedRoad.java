package io.freeflow.serve;

import io.freeflow.core.alert.AlertDesk;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.incident.IncidentDoor;
import io.freeflow.core.ingest.LetterDoor;
import io.freeflow.core.ingest.ReadingDoor;
import io.freeflow.core.schema.SchemaVersion;
import io.freeflow.core.simulator.Simulator;
import io.freeflow.core.store.News;
import io.freeflow.core.store.TrafficStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a server shows, and where it hands what clients do.
 *
 * @param news of the same store
 * @param alertRules the rules that open its alerts
 * @param door takes readings that are pushed, where anybody may
 * @param letterDoor puts rejected records back on the road, where anybody may
 * @param incidentDoor takes reports of incidents, where anybody may
 * @param simulator the road, where it is simulated
 * @param schemas of its messages on the log
 * @param silentAfter how long a source may say nothing, by the feed clock
 */
public record ServedRoad(
        TrafficStore store,
        News news,
        AlertDesk alertDesk,
        List<AlertRule> alertRules,
        Optional<ReadingDoor> door,
        Optional<LetterDoor> letterDoor,
        Optional<IncidentDoor> incidentDoor,
        Optional<Simulator> simulator,
        List<SchemaVersion> schemas,
        Duration silentAfter) {
    public ServedRoad {
        schemas = List.copyOf(schemas);
        alertRules = List.copyOf(alertRules);
    }
}
