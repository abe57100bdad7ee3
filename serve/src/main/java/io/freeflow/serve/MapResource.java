package io.freeflow.serve;

import io.javalin.http.Context;

/** {@code GET /api/v1/map}: the newest view, encoded and compressed once for all readers. */
final class MapResource {

    private final LiveMap map;

    MapResource(LiveMap map) {
        this.map = map;
    }

    void get(Context ctx) {
        Parameters.of(ctx);
        var body = map.view().body();
        Files.answer(ctx, new Files.Content("application/json", body.plain(), body.gzipped(), body.etag()), "no-cache");
    }
}
