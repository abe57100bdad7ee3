package io.freeflow.serve;

import io.javalin.http.Context;

/** {@code GET /health}. */
final class HealthResource {

    private final Health health;

    HealthResource(Health health) {
        this.health = health;
    }

    void get(Context ctx) {
        Parameters.of(ctx);
        var report = health.ask();
        ctx.status(report.isHealthy() ? 200 : 503);
        Json.answer(
                ctx,
                json -> json.text("status", report.status())
                        .object(
                                "checks",
                                checks -> report.answers()
                                        .forEach((name, answer) -> checks.object(
                                                name,
                                                check -> check.text("status", answer.status())
                                                        .text("detail", answer.detail())
                                                        .hundredths(
                                                                "duration_ms",
                                                                answer.took().toNanos() / 1e6)))));
    }
}
