package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HealthTest {

    private interface Ask {
        String ask() throws Exception;
    }

    private static HealthCheck check(String name, Ask ask) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String check() throws Exception {
                return ask.ask();
            }
        };
    }

    @Test
    void saysWhatEveryComponentSaid() {
        try (var server = Running.on(Road.of(1), check("kafka", () -> "3 brokers"))) {
            var response = server.get("/health");

            assertThat(response.statusCode()).isEqualTo(200);
            var health = Running.json(response);
            assertThat(health.path("status").stringValue()).isEqualTo("healthy");
            assertThat(health.path("checks").path("kafka").path("detail").stringValue())
                    .isEqualTo("3 brokers");
            assertThat(health.path("checks").path("database").path("status").stringValue())
                    .isEqualTo("healthy");
        }
    }

    @Test
    void isUnhealthyWhenOneComponentIs() {
        var broken = check("kafka", () -> {
            throw new IllegalStateException("no broker answers");
        });

        try (var server = Running.on(Road.of(1), broken)) {
            var response = server.get("/health");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(Running.json(response).path("checks").path("kafka").toString())
                    .startsWith("{\"status\":\"unhealthy\",\"detail\":\"no broker answers\"");
        }
    }

    @Test
    void asksAllComponentsAtOnce() {
        var together = new CyclicBarrier(2);
        Ask meet = () -> "met " + together.await(1, TimeUnit.SECONDS);

        try (var server = Running.on(Road.of(1), check("feed", meet), check("streams", meet))) {
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aComponentThatHangsIsUnhealthyAndAskedNoSecondTime() {
        var asked = new AtomicInteger();
        var never = new CountDownLatch(1);
        var hanging = check("feed", () -> {
            asked.incrementAndGet();
            never.await();
            return "";
        });

        try (var server = Running.on(Road.of(1), hanging)) {
            var first = server.get("/health");
            var second = server.get("/health");

            assertThat(first.statusCode()).isEqualTo(503);
            assertThat(Running.json(second)
                            .path("checks")
                            .path("feed")
                            .path("detail")
                            .stringValue())
                    .isEqualTo("no answer within 2 s");
            assertThat(asked).hasValue(1);
        } finally {
            never.countDown();
        }
    }
}
