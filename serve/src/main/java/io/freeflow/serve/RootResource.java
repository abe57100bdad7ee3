package io.freeflow.serve;

import io.javalin.http.Context;
import java.util.TreeMap;

/** {@code GET /}: the live map for a browser, the way in for a program. */
final class RootResource {

    private final String version;
    private final Files files;

    RootResource(String version, Files files) {
        this.version = version;
        this.files = files;
    }

    void get(Context ctx) {
        ctx.header("Vary", "Accept, Accept-Encoding");
        var accept = ctx.header("Accept");
        if (accept != null && accept.contains("text/html") && files.answer(ctx, "index.html")) {
            return; // the page's view stands in its query, which is the page's own affair
        }
        Parameters.of(ctx);
        var links = new TreeMap<String, String>();
        links.put("docs", "/docs");
        links.put("health", "/health");
        links.put("map", "/api/v1/map");
        links.put("metrics", "/metrics");
        links.put("openapi", "/openapi.yaml");
        links.put("real_time", "/ws/real-time");
        links.put("schemas", "/subjects");
        links.put("sensors", "/api/sensors");
        links.put("status", "/api/v1/status");
        Json.answer(
                ctx,
                json -> json.text("name", "Freeflow")
                        .text("version", version)
                        .object("links", inner -> links.forEach(inner::text)));
    }
}
