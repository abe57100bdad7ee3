package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.ScoreSheet;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RestTest {

    private static final Road ROAD = Road.of(3);
    private static final Running SERVER = Running.on(ROAD);

    @BeforeAll
    static void aMorning() {
        ROAD.write(
                ROAD.clockAt(Road.EIGHT.plusSeconds(300)),
                ROAD.reading("A1", Road.EIGHT, 61.234),
                ROAD.reading("A1", Road.EIGHT, 61.239),
                ROAD.reading("A2", Road.EIGHT, 20),
                ROAD.reading("A1", Road.EIGHT.plusSeconds(30), 59),
                ROAD.reading("A3", Road.EIGHT.plusSeconds(30), Measurement.ofSpeed(0)),
                ROAD.window(Road.EIGHT.minusSeconds(300), 0, 58, 44, 30),
                ROAD.window(Road.EIGHT, 2, 60, 14.9, Double.NaN),
                ROAD.forecast(Road.EIGHT.plusSeconds(300), 50));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void missingIsNullAndZeroIsZero() {
        var events = SERVER.json("/api/v1/traffic/events?sensor_id=A3").path("items");

        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("speed_mph").doubleValue()).isZero();
        assertThat(events.get(0).path("flow_vph").isNull()).isTrue();
    }

    @Test
    void numbersAreRoundedAndRevisionsCounted() {
        var event = SERVER.json("/api/v1/traffic/events?sensor_id=A1&limit=2")
                .path("items")
                .get(1);

        assertThat(event.path("speed_mph").doubleValue()).isEqualTo(61.24);
        assertThat(event.path("flow_vph").doubleValue()).isEqualTo(1234.6);
        assertThat(event.path("revision").intValue()).isEqualTo(1);
    }

    @Test
    void eventsComeNewestFirstAndPagesJoinWithoutGapOrOverlap() {
        var all = ids(SERVER.json("/api/v1/traffic/events"));
        var paged = new ArrayList<String>();
        String cursor = "";
        do {
            var page = SERVER.json("/api/v1/traffic/events?limit=1" + cursor);
            paged.addAll(ids(page));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").stringValue();
        } while (!cursor.isEmpty());

        assertThat(all)
                .containsExactly(
                        "A1 2026-03-02T16:00:30Z",
                        "A3 2026-03-02T16:00:30Z",
                        "A1 2026-03-02T16:00:00Z",
                        "A2 2026-03-02T16:00:00Z");
        assertThat(paged).isEqualTo(all);
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.path("items")
                .forEach(item -> ids.add(item.path("sensor_id").stringValue() + " "
                        + item.path("start").stringValue()));
        return ids;
    }

    @Test
    void eventsStartFromInclusiveToExclusive() {
        assertThat(ids(SERVER.json("/api/v1/traffic/events?from=2026-03-02T08:00:00-08:00&to=2026-03-02T16:00:30Z")))
                .containsExactly("A1 2026-03-02T16:00:00Z", "A2 2026-03-02T16:00:00Z");
    }

    @Test
    void currentIsTheNewestWindowOfEverySensor() {
        var items = SERVER.json("/api/traffic/current").path("items");

        assertThat(items.toString())
                .startsWith(
                        "[{\"sensor_id\":\"A1\",\"window_start\":\"2026-03-02T16:00:00Z\","
                                + "\"window_end\":\"2026-03-02T16:05:00Z\",\"revision\":2,\"speed_mph\":60,\"flow_vph\":1800,"
                                + "\"occupancy_percent\":12.5,\"readings\":10,\"quality\":\"observed\",\"congestion_level\":1}");
        assertThat(items.get(1).path("congestion_level").intValue()).isEqualTo(5);
        assertThat(items.get(2).path("quality").stringValue()).isEqualTo("missing");
        assertThat(items.get(2).path("congestion_level").isNull()).isTrue();
    }

    @Test
    void aSeriesEndsNowAndLooksAhead() {
        var series = SERVER.json("/api/v1/sensors/A2/series?hours=1");

        assertThat(series.path("windows")).hasSize(2);
        assertThat(series.path("windows").get(1).path("speed_mph").doubleValue())
                .isEqualTo(14.9);
        assertThat(series.path("forecast").path("predictions")).hasSize(12);
    }

    @Test
    void predictionsAreAskedBySensorAndHorizon() {
        var list = SERVER.json("/api/predictions/latest?sensor_id=A2&horizon=15");

        assertThat(list.path("predictions").toString())
                .isEqualTo("[{\"sensor_id\":\"A2\",\"horizon_minutes\":15,\"window_start\":\"2026-03-02T16:15:00Z\","
                        + "\"window_end\":\"2026-03-02T16:20:00Z\",\"speed_mph\":{\"p05\":43,\"p10\":44.67,\"p25\":46.33,"
                        + "\"p50\":48,\"p75\":49.67,\"p90\":51.33,\"p95\":53}}]");
    }

    @Test
    void aQueryAnswersInTheOrderAskedAndSaysNullWhereNoModelCould() {
        var list = Running.json(
                        SERVER.post("/api/v1/predictions", "{\"sensor_ids\":[\"A3\",\"A1\"],\"horizons\":[60,5]}"))
                .path("predictions");

        assertThat(list).hasSize(4);
        assertThat(list.get(0).path("sensor_id").stringValue()).isEqualTo("A3");
        assertThat(list.get(0).path("horizon_minutes").intValue()).isEqualTo(60);
        assertThat(list.get(0).path("speed_mph").isNull()).isTrue();
        assertThat(list.get(3).path("speed_mph").path("p50").doubleValue()).isEqualTo(50);
    }

    @Test
    void aQueryWithoutHorizonsAsksFor15And30And60Minutes() {
        var list = Running.json(SERVER.post("/api/v1/predictions", "{\"sensor_ids\":[\"A1\"]}"))
                .path("predictions");

        assertThat(list)
                .extracting(one -> one.path("horizon_minutes").intValue())
                .containsExactly(15, 30, 60);
    }

    @Test
    void sensorsComeInPages() {
        var page = SERVER.json("/api/sensors?limit=2");

        assertThat(page.path("sensors")).hasSize(2);
        assertThat(page.path("next_after").stringValue()).isEqualTo("A2");
        assertThat(SERVER.json("/api/sensors?after=A2").path("next_after").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/sensors?limit=0                           | limit must be 1-1000, was 0",
                "/api/sensors?limit=5000                        | limit must be 1-1000, was 5000",
                "/api/sensors?limit=99999999999999999999        | limit must be 1-1000, was 99999999999999999999",
                "/api/sensors?limit=ten                         | limit must be 1-1000, was ten",
                "/api/sensors?limit=                            | limit must be 1-1000, was",
                "/api/sensors?limit=1&limit=2                   | limit must be given once, was given twice",
                "/api/sensors?lim=1                             | unknown parameter 'lim'; known are limit, after",
                "/api/v1/map?x=%00                              | unknown parameter 'x'; none is known here",
                "/api/traffic/current?sensor_id=                | sensor_id must have 1-100 characters, had 0",
                "/api/traffic/current?sensor_id=a%00b           | sensor_id must have no control characters, was 'a?b'",
                "/api/predictions/latest?horizon=61             | horizon must be 5-60, was 61",
                "/api/predictions/latest?horizon=7              | horizon must be a multiple of 5 from 5 to 60, was 7",
                "/api/v1/traffic/events?from=yesterday          | from must be a time such as 2026-03-01T08:00:00Z (a + is written %2B), was yesterday",
                "/api/v1/traffic/events?to=%2B999999999-01-01T00:00:00Z | to must be a time such as 2026-03-01T08:00:00Z (a + is written %2B), was +999999999-01-01T00:00:00Z",
                "/api/v1/traffic/events?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z | from must not be after to, was 2026-03-02T00:00:00Z and 2026-03-01T00:00:00Z",
                "/api/v1/traffic/events?cursor=!!               | cursor must be the next_cursor of the page before, was '!!'",
                "/api/v1/traffic/events?cursor=QUJD             | cursor must be the next_cursor of the page before, was 'QUJD'",
                "/api/v1/sensors/A1/series?hours=169            | hours must be 1-168, was 169"
            })
    void aBadParameterIsNamedWithItsLimitAndValue(String path, String detail) {
        var response = SERVER.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Running.json(response).path("detail").stringValue().strip()).isEqualTo(detail);
        assertThat(Running.json(response).path("instance").stringValue()).isEqualTo(path.replaceAll("\\?.*", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                         | the body must be JSON, was empty",
                "{\"sensor_ids\":[\"A1\"]                   | the body is not JSON",
                "{\"sensor_ids\":[\"A1\"],\"sensor_ids\":[\"A2\"]} | the body is not JSON",
                "[1]                                        | the body must be an object with sensor_ids, was array",
                "{}                                         | sensor_ids must be an array of 1-1000, was missing",
                "{\"sensor_ids\":[]}                        | sensor_ids must be an array of 1-1000, had 0",
                "{\"sensor_ids\":\"A1\"}                    | sensor_ids must be an array of 1-1000, was \"A1\"",
                "{\"sensor_ids\":[7]}                       | sensor_ids must be texts, had 7",
                "{\"sensor_ids\":[\"A1\"],\"horizons\":[]}  | horizons must be an array of 1-12, had 0",
                "{\"sensor_ids\":[\"A1\"],\"horizons\":[7]} | each of horizons must be a multiple of 5 from 5 to 60, was 7",
                "{\"sensor_ids\":[\"A1\"],\"horizons\":[1e99]} | each of horizons must be a multiple of 5 from 5 to 60, was 1",
                "{\"sensor_ids\":[\"A1\"],\"model\":\"x\"}  | unknown field 'model'; known are sensor_ids, horizons"
            })
    void aBadBodyIsNamedWithItsLimitAndValue(String body, String detail) {
        var response = SERVER.post("/api/v1/predictions", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Running.json(response).path("detail").stringValue()).startsWith(detail);
    }

    @Test
    void manyOrDeepOrBrokenBodiesAreRefusedAndNeverAnError() {
        var sensors = String.join("\",\"", Collections.nCopies(1001, "A1"));

        assertThat(SERVER.post("/api/v1/predictions", "{\"sensor_ids\":[\"" + sensors + "\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(SERVER.post("/api/v1/predictions", "[".repeat(100_000)).statusCode())
                .isEqualTo(400);
        assertThat(SERVER.post("/api/v1/predictions", "{\"sensor_ids\":[\"\ud800\"]}")
                        .statusCode())
                .isIn(400, 404);
    }

    @Test
    void aBodyOfMoreThanOneMegabyteIsTooLarge() {
        var response = SERVER.post("/api/v1/predictions", "{\"sensor_ids\":[\"" + "A".repeat(1_000_000) + "\"]}");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(Running.json(response).path("detail").stringValue())
                .isEqualTo("the body must have at most 1000000 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/traffic/current?sensor_id=Z9",
                "/api/v1/traffic/events?sensor_id=Z9",
                "/api/predictions/latest?sensor_id=Z9",
                "/api/v1/sensors/Z9/series",
                "/api/traffic/current?sensor_id=A1'%20OR%20'1'='1",
                "/api/v1/sensors/..%2F..%2Fetc/series"
            })
    void aSensorThatIsNotInTheNetworkIsNotFound(String path) {
        var response = SERVER.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Running.json(response).path("detail").stringValue()).startsWith("no sensor '");
    }

    @Test
    void aQueryForAnUnknownSensorIsNotFound() {
        assertThat(SERVER.post("/api/v1/predictions", "{\"sensor_ids\":[\"A1\",\"Z9\"]}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anUnknownPathIsNotFoundAndAWrongMethodNotAllowed() {
        var unknown = SERVER.get("/api/v2/map");
        var wrong = SERVER.post("/api/v1/map", "{}");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Running.json(unknown).path("status").intValue()).isEqualTo(404);
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(SERVER.get("/api/v1/predictions").headers().firstValue("Allow"))
                .hasValue("POST");
    }

    @Test
    void everyAnswerCarriesTheSecurityHeadersAndNoServerHeader() {
        for (HttpResponse<byte[]> response :
                List.of(SERVER.get("/"), SERVER.get("/api/v1/map"), SERVER.get("/nope"), SERVER.get("/docs"))) {
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'", "frame-ancestors 'none'");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.headers().firstValue("Referrer-Policy")).isPresent();
            assertThat(response.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void metricsCountRequestsByRouteAndStatus() {
        SERVER.get("/api/v1/sensors/A1/series");
        SERVER.get("/api/v1/sensors/Z9/series");
        SERVER.get("/whatever-" + Duration.ofDays(1));

        var metrics = new String(SERVER.get("/metrics").body(), StandardCharsets.UTF_8);
        assertThat(metrics)
                .contains(
                        "serve_requests_seconds_count{method=\"GET\",route=\"/api/v1/sensors/{sensor_id}/series\",status=\"200\"}",
                        "serve_requests_seconds_count{method=\"GET\",route=\"/api/v1/sensors/{sensor_id}/series\",status=\"404\"}",
                        "route=\"none\",status=\"404\"",
                        "serve_websocket_clients 0")
                .doesNotContain("whatever");
    }

    @Test
    void aSensorIdMayHoldAnythingThatAnUrlCanCarry() {
        var id = URLEncoder.encode("é/ü%&", StandardCharsets.UTF_8);

        assertThat(SERVER.get("/api/traffic/current?sensor_id=" + id).statusCode())
                .isEqualTo(404);
    }

    @Test
    void verificationPoolsDaysAndRegionsOverCells() {
        var road = Road.of(2);
        var day = LocalDate.parse("2026-03-02");
        var one = new ScoreSums(1, 2, 4, 10, 1, -2, 1, 10);
        var three = new ScoreSums(3, 12, 60, 60, 2, 6, 2, 33);
        road.write(
                new ScoreSheet("d07", "graph", day, Collections.nCopies(12, one)),
                new ScoreSheet("d07", "graph", day.plusDays(1), Collections.nCopies(12, three)),
                new ScoreSheet("d07", "typical", day, Collections.nCopies(12, ScoreSums.ZERO)));

        try (var server = Running.on(road)) {
            var scores = server.json("/api/v1/verification").path("scores");

            assertThat(scores).hasSize(24);
            assertThat(scores.get(0).toString())
                    .isEqualTo(
                            "{\"model\":\"graph\",\"horizon_minutes\":5,\"n\":4,\"mae_mph\":3.5,\"rmse_mph\":4,"
                                    + "\"mape_percent\":23.333,\"bias_mph\":1,\"coverage90_percent\":75,\"width90_mph\":10.75}");
            assertThat(scores.get(12).path("mae_mph").isNull()).isTrue();
        }
    }

    @Test
    void theLedgerShowsEveryHopAndWhatIsOff() {
        var road = Road.of(1);
        road.write(
                road.clockAt(Road.EIGHT),
                road.reading("A1", Road.EIGHT, 60),
                new LedgerEntry("validate", "0", Map.of("received", 9L, "accepted", 1L, "rejected.unreadable", 8L)));

        try (var server = Running.on(road)) {
            var ledger = server.json("/api/v1/ledger");

            assertThat(ledger.path("hops").get(1).toString())
                    .isEqualTo("{\"stage\":\"ingest\",\"in\":{\"sent\":9},\"out\":{\"received\":9},\"difference\":0}");
            assertThat(ledger.path("difference").intValue()).isEqualTo(9);
            assertThat(ledger.path("missing").path("dead").intValue()).isEqualTo(1);
        }
    }

    @Test
    void beforeThereIsAnythingAnswersAreEmptyAndPredictionsNotFound() {
        try (var server = Running.on(Road.withoutNetwork())) {
            assertThat(server.json("/api/sensors").path("sensors")).isEmpty();
            assertThat(server.json("/api/traffic/current").path("items")).isEmpty();
            assertThat(server.json("/api/v1/traffic/events").path("items")).isEmpty();
            assertThat(server.json("/api/v1/status").path("feed").path("name").stringValue())
                    .isEqualTo("none");
            assertThat(server.get("/api/predictions/latest").statusCode()).isEqualTo(404);
            assertThat(server.get("/api/v1/map").statusCode()).isEqualTo(200);
        }
    }
}
