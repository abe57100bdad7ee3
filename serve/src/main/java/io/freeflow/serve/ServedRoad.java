package io.freeflow.serve;

import io.freeflow.core.alert.AlertDesk;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.ingest.ReadingDoor;
import io.freeflow.core.simulator.Simulator;
import io.freeflow.core.store.News;
import io.freeflow.core.store.TrafficStore;
import java.util.List;
import java.util.Optional;

/**
 * What a server shows, and where it hands what clients do.
 *
 * @param news of the same store
 * @param alertRules the rules that open its alerts
 * @param door takes readings that are pushed, where anybody may
 * @param simulator the road, where it is simulated
 */
public record ServedRoad(
        TrafficStore store,
        News news,
        AlertDesk alertDesk,
        List<AlertRule> alertRules,
        Optional<ReadingDoor> door,
        Optional<Simulator> simulator) {
    public ServedRoad {
        alertRules = List.copyOf(alertRules);
    }
}
