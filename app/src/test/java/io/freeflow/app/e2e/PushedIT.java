package io.freeflow.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.app.command.Commands;
import io.freeflow.app.command.ExitCodes;
import io.freeflow.app.config.Sections;
import io.freeflow.app.dlq.DlqCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is pushed: rejected by a wrong setting it comes back once the setting is right; an unknown sensor is registered. */
@Timeout(300)
class PushedIT {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    @TempDir
    private Path temporary;

    private final StringWriter said = new StringWriter();

    @Test
    void aLetterThatPassesIsCountedOnceHoweverOftenItIsReplayed() throws Exception {
        var data = temporary.resolve("data");
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (var strict = DemoProcess.start(
                data, "--feed", "none", "--set", "serve.port=0", "--set", "validate.max-speed-mph=50")) {
            var api = strict.api();
            post(api, "{\"sensor_id\":\"A\",\"timestamp\":\"" + now + "\",\"speed\":60}");
            post(api, "{\"sensor_id\":\"A\",\"timestamp\":\"noon\",\"speed\":60}");
            awaitLetters(api, "?reason=speed-out-of-range", 1, 1);
            awaitLetters(api, "?reason=bad-timestamp", 1, 1);

            assertThat(dlq(api, "replay --all")).isEqualTo(ExitCodes.FAILED);

            awaitLetters(api, "", 2, 2);
            assertThat(words()).contains("replayed 2", "failed again 2");
            api.awaitBalance(LONG_ENOUGH);
            strict.terminate();
            strict.exit(LONG_ENOUGH);
        }
        try (var lenient = DemoProcess.start(data, "--feed", "none", "--set", "serve.port=0")) {
            var api = lenient.api();

            assertThat(dlq(api, "replay --reason speed-out-of-range --feed http --sensor A"))
                    .isEqualTo(ExitCodes.OK);
            var passed =
                    awaitLetters(api, "?state=passed", 1, 3).path("letter_id").stringValue();
            assertThat(dlq(api, "replay " + passed)).isEqualTo(ExitCodes.OK);
            assertThat(dlq(api, "show " + passed)).isEqualTo(ExitCodes.OK);

            assertThat(words()).contains("passed 1", "passed before 1", "state passed", "header source: http");
            var ledger = api.awaitBalance(LONG_ENOUGH);
            assertThat(Api.hop(ledger, "replays").path("out").toString()).isEqualTo("{\"letters-passed\":1}");
            assertThat(Api.hop(ledger, "letters").path("out").toString())
                    .isEqualTo("{\"letters-failed-again\":2,\"stored-letters\":2}");
            var readings = api.get("/api/v1/traffic/events").path("items");
            assertThat(readings.size()).isEqualTo(1);
            assertThat(readings.path(0).path("feed").stringValue()).isEqualTo("http");
        }
    }

    @Test
    void aSensorThatSaysItsPlaceIsOnTheMapAndStaysThere() throws Exception {
        var data = temporary.resolve("data");
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (var demo = DemoProcess.start(data, "--feed", "none", "--set", "serve.port=0")) {
            var api = demo.api();
            post(
                    api,
                    "{\"sensor_id\":\"Z9\",\"timestamp\":\"" + now
                            + "\",\"speed\":60,\"latitude\":34.5,\"longitude\":-118.5}");

            api.await(
                    "/api/v1/map",
                    LONG_ENOUGH,
                    answer -> answer.body().toString().contains("Z9"));
            assertThat(api.get("/api/sensors").at("/sensors/0/region").stringValue())
                    .isEqualTo("unplaced");
            putOnTrafficRaw(
                    demo,
                    "{\"sensor_id\":\"Y8\",\"timestamp\":\"" + now + "\",\"speed\":50}",
                    "{\"sensor_id\":\"Y8\",\"timestamp\":\"" + now.plusSeconds(30)
                            + "\",\"speed\":55,\"latitude\":34.6,\"longitude\":-118.6}");
            api.await(
                    "/api/v1/map",
                    LONG_ENOUGH,
                    answer -> answer.body().toString().contains("Y8"));
            var readings = api.await(
                            "/api/v1/traffic/events?sensor_id=Y8",
                            LONG_ENOUGH,
                            answer -> answer.body().path("items").size() == 2)
                    .body()
                    .path("items");
            assertThat(readings.valueStream().map(item -> item.path("feed").stringValue()))
                    .containsOnly("external");
            demo.terminate();
            demo.exit(LONG_ENOUGH);
        }
        try (var again = DemoProcess.start(data, "--feed", "none", "--set", "serve.port=0")) {
            var sensors = again.api().get("/api/sensors").path("sensors");

            assertThat(sensors.valueStream()
                            .map(sensor -> sensor.path("sensor_id").stringValue() + " "
                                    + sensor.path("latitude").doubleValue()))
                    .containsExactly("Y8 34.6", "Z9 34.5");
        }
    }

    /** What a program outside does that knows a topic and no door. */
    private static void putOnTrafficRaw(DemoProcess demo, String... records) {
        var bootstrapServers = demo.awaitLine("kafka ").replaceAll(".*  ", "");
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new StringSerializer())) {
            for (String record : records) {
                var _ = producer.send(new ProducerRecord<>("external.traffic-raw", record));
            }
        }
    }

    /** Rejected or not, it is on the log. */
    private static void post(Api api, String record) {
        assertThat(api.send("/api/v1/readings", record).body().path("received").asInt())
                .isEqualTo(1);
    }

    /** Waits until so many letters were judged so often, and gives the newest. */
    private static tools.jackson.databind.JsonNode awaitLetters(Api api, String query, int count, int tries) {
        return api.await("/api/v1/dead-letters" + query, LONG_ENOUGH, answer -> {
                    var items = answer.body().path("items");
                    return items.size() == count
                            && items.valueStream()
                                    .allMatch(item -> item.path("tries").asInt() == tries);
                })
                .body()
                .path("items")
                .path(0);
    }

    private int dlq(Api api, String line) {
        return new Commands(Sections.list(), Map.of(), (options, settings) -> 0)
                .with(new DlqCommand())
                .writingTo(new PrintWriter(said, true), new PrintWriter(said, true))
                .run(("dlq " + line + " --to " + api.address()).split(" "));
    }

    private String words() {
        return said.toString().replaceAll(" +", " ");
    }
}
