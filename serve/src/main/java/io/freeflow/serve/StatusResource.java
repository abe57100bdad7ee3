package io.freeflow.serve;

import io.freeflow.core.store.SourceState;
import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** {@code GET /api/v1/status}. */
final class StatusResource {

    private final TrafficStore store;
    private final Duration silentAfter;
    private final String version;

    StatusResource(TrafficStore store, Duration silentAfter, String version) {
        this.store = store;
        this.silentAfter = silentAfter;
        this.version = version;
    }

    void get(Context ctx) {
        Parameters.of(ctx);
        var feed = Wire.leading(store.listFeeds());
        var sources = store.listSources();
        // Not the feed's own clock: it is ahead of the store while that works off a backlog.
        var clock = sources.stream()
                .flatMap(source -> source.completeUntil().stream())
                .max(Comparator.naturalOrder());
        var network = store.findNetwork();
        Json.answer(
                ctx,
                json -> json.object("feed", inner -> Wire.feed(inner, feed))
                        .object("clock", inner -> Wire.clock(inner, feed, network))
                        .objects("sources", sources, (inner, source) -> source(inner, source, clock))
                        .text("network_version", Wire.version(network))
                        .text("version", version));
    }

    private void source(Json json, SourceState source, Optional<Instant> clock) {
        json.text("feed", source.feed())
                .text("heard_until", source.heardUntil().map(Object::toString))
                .text("complete_until", source.completeUntil().map(Object::toString))
                .text(
                        "silent_since",
                        clock.flatMap(now -> source.silentSince(now, silentAfter))
                                .map(Object::toString));
    }
}
