package io.freeflow.serve;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;
import java.util.Optional;

/** {@code GET /api/traffic/current}. */
final class CurrentResource {

    private final TrafficStore store;

    CurrentResource(TrafficStore store) {
        this.store = store;
    }

    void list(Context ctx) {
        var parameters = Parameters.of(ctx, "sensor_id", "limit");
        var sensorId = parameters.text("sensor_id", Sensor.MAX_ID_LENGTH);
        int limit = parameters.integer("limit", 1, 1000, 100);

        sensorId.ifPresent(id -> requireKnown(store.findNetwork(), id));
        var feed = Wire.leading(store.listFeeds());
        var states = Wire.current(store.listNewestWindows()).stream()
                .filter(window ->
                        sensorId.map(window.state().sensorId()::equals).orElse(true))
                .limit(limit)
                .toList();
        Json.answer(
                ctx,
                json -> json.object("feed", inner -> Wire.feed(inner, feed)).objects("items", states, Wire::state));
    }

    static void requireKnown(Optional<Network> network, String sensorId) {
        if (!network.map(known -> known.contains(sensorId)).orElse(false)) {
            throw Problem.notFound("no sensor '" + Parameters.shown(sensorId) + "' in the network");
        }
    }
}
