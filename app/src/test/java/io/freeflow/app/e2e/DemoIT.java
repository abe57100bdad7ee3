package io.freeflow.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.feeds.simulate.SimulatorFeed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The demo with its pages, asked as a stranger would ask it. All tests share one running demo; the last one ends it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(240)
class DemoIT {

    /** For a machine that has other work; on a quiet one each answer takes a few seconds. */
    private static final Duration SOON = Duration.ofSeconds(100);

    /** After 10 s it ends itself by force. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(12);

    private static final Instant LIVE_FROM = SimulatorFeed.DEMO_START;

    @TempDir
    private static Path temporary;

    private Path data;
    private DemoProcess demo;
    private Api api;

    @BeforeAll
    void start() throws IOException {
        data = temporary.resolve("data");
        demo = DemoProcess.start(data, "--speedup", "120", "--port", "0");
        api = demo.api();
    }

    @AfterAll
    void end() throws IOException, InterruptedException {
        demo.close();
    }

    @Test
    void everyPartIsHealthy() {
        var health =
                api.await("/health", SOON, answer -> answer.status() == 200).body();

        assertThat(health.path("status").stringValue()).isEqualTo("healthy");
        assertThat(health.path("checks").propertyNames()).contains("database", "kafka", "streams", "storing", "feed");
        assertThat(health.path("checks").values())
                .allSatisfy(
                        check -> assertThat(check.path("status").stringValue()).isEqualTo("healthy"));
    }

    @Test
    void itSaysThatItIsSimulated() {
        var feed = api.await("/api/v1/status", SOON, answer -> answer.status() == 200)
                .body()
                .path("feed");

        assertThat(feed.path("kind").stringValue()).isEqualTo("simulated");
        assertThat(feed.path("label").stringValue()).containsIgnoringCase("simulated");
    }

    @Test
    void itSaysHowItsTopicsAreRead() {
        assertThat(api.get("/subjects").values())
                .extracting(JsonNode::stringValue)
                .contains("io.freeflow.schemas.TrafficEvent", "io.freeflow.schemas.SensorPlace");
        assertThat(api.get("/subjects/io.freeflow.schemas.TrafficEvent/versions/latest")
                        .path("id")
                        .intValue())
                .isEqualTo(16);
    }

    @Test
    void bothWaysToTheForecastAgree() {
        demo.saying(() -> api.await("/api/predictions/latest?limit=1", SOON, answer -> answer.status() == 200));
        var sensorId = api.get("/api/sensors?limit=1")
                .path("sensors")
                .path(0)
                .path("sensor_id")
                .stringValue();

        var posted = org.awaitility.Awaitility.await("no new forecast between two questions")
                .atMost(SOON)
                .until(
                        () -> List.of(
                                api.post(
                                        "/api/v1/predictions",
                                        "{\"sensor_ids\":[\"" + sensorId
                                                + "\"],\"horizons\":[5,10,15,20,25,30,35,40,45,50,55,60]}"),
                                api.get("/api/predictions/latest?sensor_id=" + sensorId + "&limit=12")),
                        both -> both.get(0).path("issued_at").equals(both.get(1).path("issued_at")));

        assertThat(posted.get(0)).isEqualTo(posted.get(1));
        assertConsistent(posted.get(0));
    }

    private static void assertConsistent(JsonNode forecast) {
        var issuedAt = Instant.parse(forecast.path("issued_at").stringValue());
        assertThat(forecast.path("predictions")).hasSize(12);
        int minutes = 0;
        for (JsonNode prediction : forecast.path("predictions")) {
            minutes += 5;
            assertThat(prediction.path("horizon_minutes").intValue()).isEqualTo(minutes);
            assertThat(Instant.parse(prediction.path("window_end").stringValue()))
                    .isEqualTo(issuedAt.plus(Duration.ofMinutes(minutes)));
            assertThat(Instant.parse(prediction.path("window_start").stringValue()))
                    .isEqualTo(issuedAt.plus(Duration.ofMinutes(minutes - 5L)));
            var speeds = new ArrayList<Double>();
            prediction.path("speed_mph").values().forEach(speed -> speeds.add(speed.doubleValue()));
            assertThat(speeds).hasSize(7).isSorted().allMatch(speed -> speed >= 0 && speed <= 120);
        }
    }

    @Test
    void newsArePushed() throws InterruptedException {
        demo.saying(() -> api.await("/api/traffic/current?limit=1", SOON, answer -> answer.status() == 200));
        try (var connection = api.connect()) {
            connection.subscribe("traffic_data");
            connection.subscribe("map");

            var whole = connection.next("map_update", SOON, message -> message.has("window"));
            var news = connection.next(
                    "map_update",
                    SOON,
                    message -> message.has("window")
                            && !message.path("window")
                                    .path("end")
                                    .equals(whole.path("window").path("end")));
            var traffic = connection.next("traffic_update", SOON, message -> true);

            assertThat(Instant.parse(news.path("window").path("end").stringValue()))
                    .isAfter(Instant.parse(whole.path("window").path("end").stringValue()));
            assertThat(traffic.path("data").path("sensor_id")).isEqualTo(traffic.path("sensor_id"));
        }
    }

    @Test
    void forecastsMatureIntoScores() {
        var scores = demo.saying(() -> api.await(
                                "/api/v1/verification",
                                SOON,
                                answer -> answer.status() == 200
                                        && answer.body()
                                                .path("scores")
                                                .valueStream()
                                                .anyMatch(DemoIT::isScored))
                        .body())
                .path("scores");

        assertThat(scores.valueStream().filter(DemoIT::isScored).toList())
                .allSatisfy(
                        score -> assertThat(score.path("mae_mph").doubleValue()).isBetween(0.0, 60.0));
    }

    private static boolean isScored(JsonNode score) {
        return score.path("n").asLong(0) > 0;
    }

    @Test
    void aRoadThatIsClosedBecomesAnAlertThatSomebodyTakes() {
        // Before that the past is made up for, hours in a second.
        api.await(
                "/api/v1/status",
                SOON,
                answer -> answer.body().at("/clock/feed_time").asString("").compareTo(LIVE_FROM.toString()) > 0);
        var closed = api.post(
                        "/api/v1/simulator/interventions",
                        "{\"kind\":\"incident\",\"incident_kind\":\"crash\",\"freeway\":\"I-10\",\"direction\":\"W\","
                                + "\"postmile_mi\":12,\"lanes_blocked\":5,\"duration_minutes\":600}")
                .path("incident")
                .path("starts")
                .stringValue();

        var opened = demo.saying(() -> api.await(
                        "/api/v1/alerts?corridor_id=I-10-W&from=" + closed,
                        SOON,
                        answer -> !answer.body().path("alerts").isEmpty())
                .body());
        var path = "/api/v1/alerts/" + opened.at("/alerts/0/alert_id").stringValue();
        api.post(path + "/acts", "{\"kind\":\"acknowledge\",\"by\":\"ann\",\"note\":\"on it\"}");
        var taken = demo.saying(() ->
                api.await(path, SOON, answer -> isTakenBy("ann", answer.body())).body());

        assertThat(taken.path("playbook")).isNotEmpty();
    }

    private static boolean isTakenBy(String name, JsonNode alert) {
        return alert.path("log")
                .valueStream()
                .anyMatch(entry -> entry.path("by").asString("").equals(name)
                        && entry.path("what").asString("").equals("acknowledged"));
    }

    @Test
    void aSecondStartOnTheFolderNamesTheHolder() throws Exception {
        // Not closed as others are, which would stop the database of the one that runs.
        var second = DemoProcess.start(data, "--port", "0");

        assertThat(second.exit(SOON)).isEqualTo(1);
        assertThat(second.output()).contains("in use by another Freeflow", "process " + demo.pid());
        assertThat(api.ask("/health").status()).isEqualTo(200);
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        int taken = URI.create(api.address()).getPort();
        try (var second = DemoProcess.start(temporary.resolve("other"), "--port", Integer.toString(taken))) {
            assertThat(second.exit(SOON)).isEqualTo(1);
            assertThat(second.output()).contains("serve did not start", ":" + taken, "another program has the port");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void stoppedItEndsAtOnceAndALaterStartGoesOn() throws Exception {
        demo.saying(() -> api.await("/api/v1/ledger", SOON, answer -> answer.status() == 200));
        var before = api.feedTime();
        long received = received(api);

        demo.terminate();
        int exit = demo.exit(STOPS_WITHIN);

        assertThat(exit).as(demo.output()).isIn(0, 128 + 15);
        // At the pace of the clock a tick comes every half minute: time enough for the road to be idle.
        try (var later = DemoProcess.start(data, "--speedup", "1", "--port", "0")) {
            var laterApi = later.api();
            later.saying(() -> laterApi.awaitBalance(SOON));
            assertThat(laterApi.feedTime()).isAfterOrEqualTo(before);
            assertThat(received(laterApi)).isGreaterThanOrEqualTo(received);
        }
    }

    private static long received(Api api) {
        return Api.hop(api.get("/api/v1/ledger"), "validate")
                .path("in")
                .path("received")
                .asLong(0);
    }
}
