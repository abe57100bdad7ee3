package io.freeflow.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a running demo are killed, and then all of it; afterwards the books balance. */
@Timeout(300)
class FaultsIT {

    private static final Duration SOON = Duration.ofSeconds(100);

    @TempDir
    private Path temporary;

    @Test
    void aKilledDatabaseAndThenAKilledProcessLoseNothing() throws Exception {
        var data = temporary.resolve("data");
        // Its second database stays behind, and the next start takes it over.
        var demo = DemoProcess.start(data, "--speedup", "120", "--port", "0");
        var api = demo.api();
        long before = stored(demo.saying(() -> api.await("/api/v1/ledger", SOON, stored(1))));
        var killed = demo.postmaster();

        assertThat(killed.destroyForcibly()).isTrue();
        var health = demo.saying(() -> api.await("/health", SOON, answer -> answer.status() == 503))
                .body();
        demo.saying(() -> api.await("/health", SOON, answer -> answer.status() == 200));
        demo.saying(() -> api.await("/api/v1/ledger", SOON, stored(before + 1)));

        assertThat(health.path("status").stringValue()).isEqualTo("unhealthy");
        assertThat(health.path("checks").path("postgres").path("detail").stringValue())
                .contains("PostgreSQL has ended");
        assertThat(demo.postmaster()).isNotEqualTo(killed);

        var reached = api.feedTime();
        demo.kill();

        // At the pace of the clock, so that the road becomes idle.
        try (var later = DemoProcess.start(data, "--speedup", "1", "--port", "0")) {
            var laterApi = later.api();
            var ledger = later.saying(() -> laterApi.awaitBalance(SOON));
            assertThat(Api.hop(ledger, "store").path("out").path("duplicate").asLong(0))
                    .as("readings that came twice beside those that the feed repeats, in %s", ledger)
                    .isEqualTo(
                            Api.hop(ledger, "feed").path("in").path("repeated").asLong(0));
            assertThat(laterApi.feedTime()).isAfterOrEqualTo(reached);
        }
    }

    private static Predicate<Api.Answer> stored(long atLeast) {
        return answer -> answer.status() == 200 && stored(answer) >= atLeast;
    }

    private static long stored(Api.Answer ledger) {
        return Api.hop(ledger.body(), "store").path("out").path("stored").asLong(0);
    }
}
