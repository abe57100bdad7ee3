package io.freeflow.serve;

import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long requests take, by route and status. */
final class RequestMetrics {

    private static final String START = "serve.start";
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2)
    };

    private final MeterRegistry metrics;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(String method, String route, int status) {}

    RequestMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void start(Context ctx) {
        ctx.attribute(START, System.nanoTime());
    }

    void stop(Context ctx) {
        Long start = ctx.attribute(START);
        if (start != null) {
            var endpoint = ctx.endpoints().lastHttpEndpoint();
            var route = endpoint != null ? endpoint.path : ctx.statusCode() < 400 ? "file" : "none";
            var method = endpoint != null ? endpoint.method.name() : "any";
            timers.computeIfAbsent(new Key(method, route, ctx.statusCode()), this::timer)
                    .record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private Timer timer(Key key) {
        return Timer.builder("serve.requests")
                .description("HTTP requests")
                .tag("method", key.method())
                .tag("route", key.route())
                .tag("status", Integer.toString(key.status()))
                .serviceLevelObjectives(BOUNDS)
                .register(metrics);
    }
}
