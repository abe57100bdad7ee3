package io.freeflow.serve;

import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** {@code GET /metrics}. */
final class MetricsResource {

    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry metrics;

    MetricsResource(PrometheusMeterRegistry metrics) {
        this.metrics = metrics;
    }

    void get(Context ctx) {
        ctx.header("Cache-Control", "no-store").contentType(CONTENT_TYPE).result(Json.bytes(metrics.scrape()));
    }
}
