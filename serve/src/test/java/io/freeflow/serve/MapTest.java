package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freeflow.core.store.InMemoryTrafficStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class MapTest {

    @Test
    void laysOutEveryLayerInTheOrderOfTheSensors() {
        var road = Road.of(3);
        road.write(
                road.clockAt(Road.EIGHT),
                road.window(Road.EIGHT, 1, 60, Double.NaN, 30.456),
                road.reading("A2", Road.EIGHT.plusSeconds(300), 44),
                road.forecast(Road.EIGHT, 50));

        try (var server = Running.on(road)) {
            var map = server.json("/api/v1/map");

            assertThat(map.path("sensors")).hasSize(3);
            assertThat(map.path("network_version").stringValue()).isEqualTo(road.network.version());
            assertThat(map.path("window").path("speed_mph").toString()).isEqualTo("[60,null,30.46]");
            assertThat(map.path("window").path("revision").intValue()).isEqualTo(1);
            assertThat(map.path("provisional").path("speed_mph").toString()).isEqualTo("[null,44,null]");
            assertThat(map.path("forecast").path("speed_mph_p50").get(1).toString())
                    .isEqualTo("[50,49,48,47,46,45,44,43,42,41,40,39]");
            assertThat(map.path("forecast").path("speed_mph_p95").get(2).get(11).isNull())
                    .isTrue();
        }
    }

    @Test
    void aSensorThatIsSilentForAQuarterOfAnHourHasNoProvisionalValue() {
        var road = Road.of(2);
        road.write(road.reading("A1", Road.EIGHT, 60), road.reading("A2", Road.EIGHT.plus(Duration.ofMinutes(15)), 50));

        try (var server = Running.on(road)) {
            assertThat(server.json("/api/v1/map")
                            .path("provisional")
                            .path("speed_mph")
                            .toString())
                    .isEqualTo("[null,50]");
        }
    }

    @Test
    void aReaderThatHasItAlreadyIsToldSo() {
        var road = Road.of(2);

        try (var server = Running.on(road)) {
            var etag = server.get("/api/v1/map").headers().firstValue("ETag").orElseThrow();
            var again = server.get("/api/v1/map", "If-None-Match", etag);
            road.write(road.reading("A1", Road.EIGHT, 60));

            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            await().untilAsserted(() -> assertThat(
                            server.get("/api/v1/map", "If-None-Match", etag).statusCode())
                    .isEqualTo(200));
        }
    }

    @Test
    void isZippedForWhoTakesIt() throws IOException {
        try (var server = Running.on(Road.of(50))) {
            var plain = server.get("/api/v1/map", "Accept-Encoding", "gzip;q=0");
            var zipped = server.get("/api/v1/map", "Accept-Encoding", "br, gzip");

            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(zipped.headers().firstValue("Vary")).hasValue("Accept-Encoding");
            try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
                assertThat(in.readAllBytes()).isEqualTo(plain.body());
            }
        }
    }

    @Test
    void aHeadHasTheHeadersOfAGet() {
        try (var server = Running.on(Road.of(2))) {
            var get = server.get("/api/v1/map");
            var head = server.send(
                    HttpRequest.newBuilder(server.uri("/api/v1/map")).HEAD().build());

            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("ETag"))
                    .isEqualTo(get.headers().firstValue("ETag"));
            assertThat(head.headers().firstValue("Content-Length"))
                    .isEqualTo(get.headers().firstValue("Content-Length"));
        }
    }

    @Test
    void allReadersShareOneEncodingUntilThereIsNews() {
        var clock = new TestClock();
        var road = Road.of(2);
        var map = new LiveMap(road.store, new AlertWire(Road.RULES), clock);

        var first = map.view();
        var second = map.view();
        road.write(road.reading("A1", Road.EIGHT, 60));
        var untold = map.view();
        map.tell(java.util.Set.of(io.freeflow.core.store.News.Topic.READINGS));
        var told = map.view();

        assertThat(second).isSameAs(first);
        assertThat(untold).isSameAs(first);
        assertThat(first.body()).isSameAs(second.body());
        assertThat(told.updateSince(first)).startsWith("{\"type\":\"map_update\",\"provisional\":{");
    }

    @Test
    void newsThatWereLostAreMadeUpForAfterFiveSeconds() {
        var clock = new TestClock();
        var road = Road.of(2);
        var map = new LiveMap(road.store, new AlertWire(Road.RULES), clock);
        var before = map.view();
        road.write(road.reading("A1", Road.EIGHT, 60));

        clock.advance(Duration.ofSeconds(6));

        assertThat(map.view().updateSince(before)).contains("\"provisional\"");
    }

    @Test
    void aNetworkThatGrowsLaysOutEverythingAnew() {
        var road = Road.of(2);
        road.write(
                road.window(Road.EIGHT, 0, 60, 50), road.reading("A1", Road.EIGHT, 61), road.forecast(Road.EIGHT, 50));
        InMemoryTrafficStore store = road.store;

        try (var server = Running.on(road)) {
            server.get("/api/v1/map");
            store.save(Road.network(3));

            await().untilAsserted(() -> {
                var map = server.json("/api/v1/map");
                assertThat(map.path("sensors")).hasSize(3);
                assertThat(map.path("window").path("speed_mph").toString()).isEqualTo("[60,50,null]");
                assertThat(map.path("provisional").path("speed_mph")).hasSize(3);
                assertThat(map.path("forecast").path("speed_mph_p50")).hasSize(3);
            });
        }
    }
}
