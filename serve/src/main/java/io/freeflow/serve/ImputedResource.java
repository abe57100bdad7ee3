package io.freeflow.serve;

import io.freeflow.core.network.Sensor;
import io.freeflow.core.store.ImputedWindow;
import io.freeflow.core.store.SensorWindow;
import io.freeflow.core.store.TrafficStore;
import io.freeflow.core.window.RegionWindow;
import io.freeflow.core.window.TrafficState;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code GET /api/v1/sensors/imputed}: what sensors that say nothing believable would probably say now, a page at a time. */
final class ImputedResource {

    private final TrafficStore store;

    ImputedResource(TrafficStore store) {
        this.store = store;
    }

    void list(Context ctx) {
        var parameters = Parameters.of(ctx, "limit", "after");
        int limit = parameters.integer("limit", 1, 1000, 100);
        var after = parameters.text("after", Sensor.MAX_ID_LENGTH);

        var rest = store.listNewestWindows().stream()
                .flatMap(region -> of(region).stream())
                .filter(one -> after.map(id -> one.state().sensorId().compareTo(id) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(one -> one.state().sensorId()))
                .toList();
        var page = rest.subList(0, Math.min(limit, rest.size()));
        var next =
                page.size() < rest.size() ? Optional.of(page.getLast().state().sensorId()) : Optional.<String>empty();
        Json.answer(ctx, json -> json.objects("imputed", page, Wire::imputed).text("next_after", next));
    }

    private List<ImputedWindow> of(RegionWindow region) {
        var ids = region.states().stream().map(TrafficState::sensorId).collect(Collectors.toSet());
        var windows = Wire.current(List.of(region));
        return needed(
                store.listImputed(
                        ids, region.interval().start(), region.interval().end()),
                windows);
    }

    /** Without those of sensors that have a believed speed in the same window: it came after the value was imputed. */
    static List<ImputedWindow> needed(List<ImputedWindow> imputed, Collection<SensorWindow> windows) {
        record Cell(String sensorId, Instant start) {}
        var known = new HashSet<Cell>();
        for (SensorWindow window : windows) {
            if (window.state().hasBelievedSpeed()) {
                known.add(new Cell(window.state().sensorId(), window.interval().start()));
            }
        }
        return imputed.stream()
                .filter(one -> !known.contains(
                        new Cell(one.state().sensorId(), one.interval().start())))
                .toList();
    }
}
