package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.health.Suspicion;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DetectorsTest {

    private static final String HEALTH = "/api/v1/sensors/health";

    private final Road road = Road.of(6);
    private final Running server = Running.on(road);

    @AfterEach
    void stop() {
        server.close();
    }

    private static String ids(JsonNode list) {
        return String.join(
                " ",
                list.path("detectors")
                        .valueStream()
                        .map(one -> one.path("sensor_id").stringValue())
                        .toList());
    }

    @Test
    void thoseThatAreNotBelievedAreListedUnlessAllAreAskedForAndAPageAtATime() {
        road.write(
                Road.health("A3", Optional.of(Suspicion.CONSTANT)),
                Road.health("A1", Optional.of(Suspicion.LATE)),
                Road.health("A2", Optional.empty()));

        assertThat(ids(server.json(HEALTH))).isEqualTo("A1 A3");
        assertThat(ids(server.json(HEALTH + "?status=all"))).isEqualTo("A1 A2 A3");
        assertThat(ids(server.json(HEALTH + "?suspicion=constant"))).isEqualTo("A3");
        assertThat(ids(server.json(HEALTH + "?status=all&limit=2"))).isEqualTo("A1 A2");
        assertThat(server.json(HEALTH + "?status=all&limit=2")
                        .path("next_after")
                        .stringValue())
                .isEqualTo("A2");
        assertThat(ids(server.json(HEALTH + "?status=all&after=A2"))).isEqualTo("A3");
        assertThat(server.json(HEALTH + "?status=broken").path("detail").stringValue())
                .isEqualTo("status must be one of suspect, all, was 'broken'");
        assertThat(server.json(HEALTH + "?suspicion=broken").path("detail").stringValue())
                .startsWith("suspicion must be one of silent, intermittent, ");
    }

    @Test
    void aDetectorSaysWhyAndSinceWhen() {
        road.write(Road.health("A1", Optional.of(Suspicion.CONSTANT)));

        var detector = server.json(HEALTH).path("detectors").get(0);

        assertThat(detector.path("suspicion").stringValue()).isEqualTo("constant");
        assertThat(detector.path("values").stringValue()).isEqualTo("in_doubt");
        assertThat(detector.path("since").stringValue()).isEqualTo(Road.EIGHT.toString());
        assertThat(detector.path("evidence").stringValue()).isEqualTo("what the test saw");
        assertThat(detector.path("cause").isNull()).isTrue();
        assertThat(detector.at("/last_day/status").stringValue()).isEqualTo("card_off");
    }

    @Test
    void stationsInARowAreSilentByOneCause() {
        road.write(
                Road.health("A1", Optional.of(Suspicion.SILENT)),
                Road.health("A2", Optional.of(Suspicion.SILENT)),
                Road.health("A3", Optional.of(Suspicion.SILENT)),
                Road.health("A5", Optional.of(Suspicion.SILENT)));

        var detectors = server.json(HEALTH).path("detectors");

        assertThat(detectors.get(0).at("/cause/level").stringValue()).isEqualTo("line");
        assertThat(detectors.get(0).at("/cause/sensors").intValue()).isEqualTo(3);
        assertThat(detectors.get(3).at("/cause/level").stringValue()).isEqualTo("station");
        assertThat(detectors.get(3).path("values").stringValue()).isEqualTo("believed");
    }

    @Test
    void theMapShowsThoseThatAreNotBelieved() {
        road.write(Road.health("A3", Optional.of(Suspicion.CONSTANT)), Road.health("A2", Optional.empty()));

        assertThat(ids(server.json("/api/v1/map"))).isEqualTo("A3");
    }
}
