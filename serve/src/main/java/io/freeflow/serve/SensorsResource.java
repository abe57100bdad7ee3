package io.freeflow.serve;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/sensors}, a page at a time. */
final class SensorsResource {

    private final TrafficStore store;

    SensorsResource(TrafficStore store) {
        this.store = store;
    }

    void list(Context ctx) {
        var parameters = Parameters.of(ctx, "limit", "after");
        int limit = parameters.integer("limit", 1, 1000, 100);
        var after = parameters.text("after", Sensor.MAX_ID_LENGTH);

        var network = store.findNetwork();
        var rest = network.map(Network::sensors).orElse(List.of()).stream()
                .filter(sensor -> after.map(id -> sensor.id().compareTo(id) > 0).orElse(true))
                .toList();
        var page = rest.subList(0, Math.min(limit, rest.size()));
        var next = page.size() < rest.size() ? Optional.of(page.getLast().id()) : Optional.<String>empty();
        Json.answer(
                ctx,
                json -> json.text("network_version", Wire.version(network))
                        .objects("sensors", page, Wire::sensor)
                        .text("next_after", next));
    }
}
