package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.road.FeedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(20)
class RealTimeTest {

    private final Road road = Road.of(3);
    private final AtomicBoolean kafkaIsDown = new AtomicBoolean();
    private final Running server = Running.on(road, new HealthCheck() {
        @Override
        public String name() {
            return "kafka";
        }

        @Override
        public String check() {
            if (kafkaIsDown.get()) {
                throw new IllegalStateException("no broker answers");
            }
            return "";
        }
    });

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void welcomesAndConfirms() {
        try (var client = server.connect()) {
            var welcome = client.next();
            client.subscribe("map");
            var confirmed = client.next();
            client.next("map_update");
            client.say("{\"type\":\"unsubscribe\",\"subscription\":\"map\"}");

            assertThat(welcome.path("type").stringValue()).isEqualTo("welcome");
            assertThat(welcome.path("connection_id").stringValue()).isNotEmpty();
            assertThat(welcome.path("timestamp").stringValue()).isEqualTo("2026-11-24T12:00:00Z");
            assertThat(welcome.path("available_subscriptions").toString())
                    .isEqualTo("[\"traffic_data\",\"predictions\",\"alerts\",\"system_status\",\"map\"]");
            assertThat(confirmed.toString())
                    .isEqualTo("{\"type\":\"subscription_confirmed\",\"subscription\":\"map\"}");
            assertThat(client.next().toString())
                    .isEqualTo("{\"type\":\"unsubscription_confirmed\",\"subscription\":\"map\"}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json                                    | not JSON",
                "``                                          | a message must be an object",
                "[]                                          | a message must be an object with a text 'type'",
                "{\"type\":7}                                | a message must be an object with a text 'type'",
                "{\"type\":\"dance\"}                        | unknown type 'dance'; known are subscribe",
                "{\"type\":\"subscribe\"}                    | unknown subscription ''; known are traffic_data",
                "{\"type\":\"subscribe\",\"subscription\":\"weather\"} | unknown subscription 'weather'; known are",
                "{\"type\":\"unsubscribe\",\"subscription\":[]} | unknown subscription ''; known are"
            })
    void badInputIsAnsweredWithAnErrorAndTheConnectionStays(String message, String error) {
        try (var client = server.connect()) {
            client.next();
            client.say(message);
            var answer = client.next();
            client.say("{\"type\":\"get_status\"}");

            assertThat(answer.path("type").stringValue()).isEqualTo("error");
            assertThat(answer.path("message").stringValue()).startsWith(error);
            assertThat(client.next().path("type").stringValue()).isEqualTo("status_response");
        }
    }

    @Test
    void aBinaryMessageIsAnErrorAndATooLongOneCloses() throws Exception {
        try (var client = server.connect()) {
            client.next();
            client.sayBytes(new byte[] {1, 2});
            assertThat(client.next().path("message").stringValue()).isEqualTo("messages must be text, was binary");

            client.say("{\"type\":\"" + "x".repeat(RealTime.MAX_MESSAGE_BYTES) + "\"}");
            assertThat(client.closed.get(5, TimeUnit.SECONDS)).startsWith("1009");
        }
    }

    @Test
    void statusTellsWhatTheClientHears() {
        road.write(road.clockAt(Road.EIGHT));
        try (var client = server.connect()) {
            client.next();
            client.subscribe("alerts");
            client.next();
            client.subscribe("map");
            client.next("map_update");
            road.write(road.reading("A1", Road.EIGHT, 60));
            client.next("map_update");
            client.say("{\"type\":\"get_status\"}");

            assertThat(client.next().path("status").toString())
                    .isEqualTo("{\"status\":\"healthy\",\"active_connections\":1,"
                            + "\"subscriptions\":[\"alerts\",\"map\"],"
                            + "\"last_broadcasts\":{\"map\":\"2026-11-24T12:00:00Z\"}}");
        }
    }

    @Test
    void theMapComesWholeFirstAndThenOnlyWhatChanged() {
        road.write(road.clockAt(Road.EIGHT), road.window(Road.EIGHT, 0, 60, 50, 40), road.forecast(Road.EIGHT, 50));
        try (var client = server.connect()) {
            client.subscribe("map");
            var whole = client.next("map_update");
            road.write(road.reading("A1", Road.EIGHT.plusSeconds(300), 33));
            var update = client.next();

            assertThat(names(whole))
                    .containsExactly(
                            "type",
                            "feed",
                            "clock",
                            "network_version",
                            "window",
                            "provisional",
                            "forecast",
                            "alerts",
                            "detectors");
            assertThat(Contract.errors("WindowLayer", whole.path("window"))).isEmpty();
            assertThat(Contract.errors("ForecastLayer", whole.path("forecast"))).isEmpty();
            assertThat(names(update)).containsExactly("type", "provisional");
            assertThat(Contract.errors("ProvisionalLayer", update.path("provisional")))
                    .isEmpty();
        }
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() {
        road.write(road.clockAt(Road.EIGHT), road.reading("A1", Road.EIGHT, 60));
        try (var client = server.connect()) {
            client.subscribe("map");
            client.next("map_update");
            road.write(road.reading("A1", Road.EIGHT, 60));
            road.write(road.clockAt(Road.EIGHT));
            road.write(road.clockAt(Road.EIGHT, FeedState.Activity.ENDED));

            var update = client.next();
            assertThat(names(update)).containsExactly("type", "clock");
            assertThat(update.path("clock").path("state").stringValue()).isEqualTo("ended");
        }
    }

    @Test
    void aClosedWindowIsATrafficUpdateForEverySensorAsRestHasIt() {
        road.write(road.clockAt(Road.EIGHT), road.window(Road.EIGHT, 0, 60, 50, 40));
        try (var client = server.connect()) {
            client.subscribe("traffic_data");
            client.next("subscription_confirmed");
            road.write(road.window(Road.EIGHT.plusSeconds(300), 0, 61, Double.NaN, 41));

            var updates = List.of(client.next(), client.next(), client.next());
            var items = server.json("/api/traffic/current").path("items");
            for (int i = 0; i < 3; i++) {
                assertThat(names(updates.get(i))).containsExactly("type", "sensor_id", "data", "timestamp");
                assertThat(updates.get(i).path("data")).isEqualTo(items.get(i));
                assertThat(Contract.errors("CurrentState", updates.get(i).path("data")))
                        .isEmpty();
            }
        }
    }

    @Test
    void aRevisionOfAWindowIsATrafficUpdateToo() {
        road.write(road.window(Road.EIGHT, 0, 60, 50, 40));
        try (var client = server.connect()) {
            client.subscribe("traffic_data");
            client.next("subscription_confirmed");
            road.write(road.window(Road.EIGHT, 1, 55, 50, 40));

            var data = client.next("traffic_update").path("data");
            assertThat(data.path("revision").intValue()).isEqualTo(1);
            assertThat(data.path("speed_mph").doubleValue()).isEqualTo(55);
        }
    }

    @Test
    void aNewForecastIsAPredictionUpdateForEverySensorAsRestHasIt() {
        road.write(road.forecast(Road.EIGHT, 50));
        try (var client = server.connect()) {
            client.subscribe("predictions");
            client.next("subscription_confirmed");
            road.write(road.forecast(Road.EIGHT.plusSeconds(300), 40));

            for (String sensorId : List.of("A1", "A2", "A3")) {
                var update = client.next();
                assertThat(update.path("type").stringValue()).isEqualTo("prediction_update");
                assertThat(update.path("sensor_id").stringValue()).isEqualTo(sensorId);
                assertThat(update.path("prediction"))
                        .isEqualTo(server.json("/api/predictions/latest?sensor_id=" + sensorId)
                                .path("predictions"));
            }
        }
    }

    @Test
    void aChangeOfHealthIsToldToEveryone() {
        try (var client = server.connect()) {
            client.next("welcome");
            kafkaIsDown.set(true);
            server.clock.advance(Duration.ofSeconds(10));

            assertThat(client.next().toString())
                    .isEqualTo("{\"type\":\"system_status\",\"status\":\"unhealthy\","
                            + "\"timestamp\":\"2026-11-24T12:00:10Z\"}");
        }
    }

    @Test
    void aClientIsPingedEvery30SecondsAndClosedAfter60OfSilence() throws Exception {
        try (var quiet = server.connect();
                var lively = server.connect()) {
            quiet.next("welcome");
            lively.next("welcome");
            server.clock.advance(Duration.ofSeconds(30));
            var ping = quiet.next();
            lively.next("ping");
            lively.say("{\"type\":\"pong\"}");
            lively.say("{\"type\":\"get_status\"}");
            lively.next("status_response");
            server.clock.advance(Duration.ofSeconds(30));

            assertThat(ping.toString()).isEqualTo("{\"type\":\"ping\",\"timestamp\":\"2026-11-24T12:00:30Z\"}");
            assertThat(quiet.closed.get(5, TimeUnit.SECONDS)).isEqualTo("1008 silent for 60 s");
            assertThat(lively.next().path("type").stringValue()).isEqualTo("ping");
        }
    }

    @Test
    void aConnectionTooManyIsTurnedAwayWithAReason() throws Exception {
        try (var small = Running.on(new ServeConfig("127.0.0.1", 0, 1, 64, Duration.ZERO), road);
                var first = small.connect();
                var second = small.connect()) {
            first.next("welcome");

            assertThat(second.closed.get(5, TimeUnit.SECONDS)).isEqualTo("1013 all 1 connections are taken");
            first.say("{\"type\":\"get_status\"}");
            assertThat(first.next().path("status").path("active_connections").intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void aClientThatDoesNotReadIsClosedAndDisturbsNobody() throws Exception {
        var wide = Road.of(1000);
        try (var small = Running.on(new ServeConfig("127.0.0.1", 0, 10, 2, Duration.ZERO), wide);
                var reading = small.connect();
                var deaf = small.connect()) {
            for (Connection client : List.of(reading, deaf)) {
                client.subscribe("traffic_data");
                client.next("subscription_confirmed");
            }
            deaf.goDeaf();

            for (int window = 1; window <= 20; window++) {
                wide.write(wide.window(Road.EIGHT.plusSeconds(300L * window), 0, speeds(1000, window)));
                IntStream.range(0, 1000).forEach(sensor -> reading.next("traffic_update"));
            }
            deaf.listenAgain();

            assertThat(deaf.closed.get(10, TimeUnit.SECONDS)).isEqualTo("1013 too slow: 2 pushes are waiting");
        }
    }

    @Test
    void aClientThatReadsSlowlyGetsMapUpdatesMergedAndEndsWithTheSameMap() {
        var wide = Road.of(500);
        try (var small = Running.on(new ServeConfig("127.0.0.1", 0, 10, 2, Duration.ZERO), wide);
                var reading = small.connect();
                var deaf = small.connect()) {
            for (Connection client : List.of(reading, deaf)) {
                client.subscribe("map");
                client.next("map_update");
            }
            deaf.goDeaf();

            int updates = 40;
            for (int update = 1; update <= updates; update++) {
                wide.write(wide.forecast(Road.EIGHT.plusSeconds(300L * update), 20 + update / 3.0));
                reading.next("map_update");
            }
            deaf.listenAgain();

            var got = new ArrayList<JsonNode>();
            while (!deaf.map().equals(reading.map())) {
                got.add(deaf.next("map_update"));
            }
            assertThat(got.size()).isLessThan(updates);
        }
    }

    private static double[] speeds(int sensors, double speed) {
        return IntStream.range(0, sensors).mapToDouble(sensor -> speed).toArray();
    }
}
