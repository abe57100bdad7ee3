package io.freeflow.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real MQTT broker has is on the road, and nothing is lost while the broker or Freeflow is down. */
@Timeout(300)
class MqttIT {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    @TempDir
    private Path temporary;

    @Test
    void messagesAreReadingsOrDeadLettersAndNoneIsLostWhileEitherSideIsDown() throws Exception {
        var data = temporary.resolve("data");
        try (var broker = MqttBroker.start(temporary.resolve("mqtt"))) {
            try (var demo = start(data, broker)) {
                var api = demo.api();
                awaitHealthy(api);
                broker.publish("roads/a", reading(0), "[" + reading(1) + "," + reading(2) + "]");
                broker.publish("roads/b", "not \u0001 a reading", reading(3) + "\n" + reading(4));
                broker.publish("roads/b", "x".repeat(2 << 20));
                broker.publish("elsewhere", reading(5));

                awaitReadings(api, 5);
                assertThat(api.get("/api/v1/status")
                                .path("sources")
                                .valueStream()
                                .filter(source -> !source.path("heard_until").isNull())
                                .map(source -> source.path("feed").stringValue()))
                        .containsExactly("mqtt");
                assertThat(letter(api, "unreadable")).isEqualTo("not \u0001 a reading");
                assertThat(letter(api, "too-large")).isEqualTo("x".repeat(1 << 19));

                broker.stop();
                api.await(
                        "/health",
                        LONG_ENOUGH,
                        answer -> answer.body().toString().contains("the MQTT broker " + broker.url() + " is away"));
                broker.start();
                broker.publish("roads/a", readings(10, 20));
                awaitHealthy(api);
                awaitReadings(api, 15);
                demo.terminate();
                demo.exit(LONG_ENOUGH);
            }
            broker.publish("roads/a", readings(20, 30));
            try (var again = start(data, broker)) {
                var api = again.api();

                awaitReadings(api, 25);
                var ledger = api.awaitBalance(LONG_ENOUGH);
                assertThat(Api.hop(ledger, "validate")
                                .path("in")
                                .path("received")
                                .asInt())
                        .isEqualTo(27);
            }
        }
    }

    private static DemoProcess start(Path data, MqttBroker broker) throws Exception {
        return DemoProcess.start(
                data,
                "--feed",
                "none",
                "--set",
                "serve.port=0",
                "--set",
                "mqtt.url=" + broker.url(),
                "--set",
                "mqtt.topics=roads/+");
    }

    private String[] readings(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::reading).toArray(String[]::new);
    }

    private String reading(int sensor) {
        return "{\"sensor_id\":\"M" + sensor + "\",\"timestamp\":\"" + now + "\",\"speed\":60}";
    }

    private static void awaitHealthy(Api api) {
        api.await("/health", LONG_ENOUGH, answer -> answer.body().toString().contains("subscribed to [roads/+]"));
    }

    private static void awaitReadings(Api api, int count) {
        var items = api.await(
                        "/api/v1/traffic/events?limit=1000",
                        LONG_ENOUGH,
                        answer -> answer.body().path("items").size() == count)
                .body()
                .path("items");
        assertThat(items.valueStream().map(item -> item.path("feed").stringValue()))
                .containsOnly("mqtt");
    }

    /** The original bytes of the only letter with a reason. */
    private static String letter(Api api, String reason) {
        var found = api.await(
                        "/api/v1/dead-letters?reason=" + reason,
                        LONG_ENOUGH,
                        answer -> answer.body().path("items").size() == 1)
                .body()
                .path("items")
                .path(0);
        var whole = api.get("/api/v1/dead-letters/" + found.path("letter_id").stringValue());
        return new String(
                Base64.getDecoder().decode(whole.path("payload_base64").stringValue()), UTF_8);
    }
}
