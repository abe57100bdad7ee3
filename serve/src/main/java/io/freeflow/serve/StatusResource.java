package io.freeflow.serve;

import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;

/** {@code GET /api/v1/status}. */
final class StatusResource {

    private final TrafficStore store;
    private final String version;

    StatusResource(TrafficStore store, String version) {
        this.store = store;
        this.version = version;
    }

    void get(Context ctx) {
        Parameters.of(ctx);
        var feed = Wire.leading(store.listFeeds());
        var network = store.findNetwork();
        Json.answer(
                ctx,
                json -> json.object("feed", inner -> Wire.feed(inner, feed))
                        .object("clock", inner -> Wire.clock(inner, feed, network))
                        .text("network_version", Wire.version(network))
                        .text("version", version));
    }
}
