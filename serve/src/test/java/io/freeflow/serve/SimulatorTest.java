package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class SimulatorTest {

    private static final String INTERVENTIONS = "/api/v1/simulator/interventions";

    private final Road road = Road.of(3);
    private final Running server = Running.on(road, new TestSimulator());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRoadThatIsNotSimulatedCannotBeChanged() {
        try (var real = Running.on(road)) {
            assertThat(real.post(INTERVENTIONS, "{\"kind\":\"rain\",\"rain\":\"light\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(real.json("/api/v1/simulator/truth").path("detail").stringValue())
                    .contains("this road is not simulated");
        }
    }

    @Test
    void theTruthTellsWhatPeopleGoTo() {
        var event =
                server.json("/api/v1/simulator/truth").path("special_events").path(0);

        assertThat(event.path("event_kind").stringValue()).isEqualTo("park_day");
        assertThat(event.path("venue").stringValue()).isEqualTo("A Park");
        assertThat(event.path("starts").stringValue()).isEqualTo(TestSimulator.NOW.toString());
        assertThat(event.path("attendance").asInt()).isEqualTo(20_000);
    }

    @Test
    void aLaneIsClosedAtASensor() {
        var answer = server.post(
                INTERVENTIONS,
                "{\"kind\":\"incident\",\"incident_kind\":\"lane_closure\",\"sensor_id\":\"A1\",\"lanes_blocked\":2,"
                        + "\"duration_minutes\":45}");

        assertThat(answer.statusCode()).isEqualTo(201);
        var incident = Running.json(answer).path("incident");
        assertThat(incident.path("lanes_blocked").asInt()).isEqualTo(2);
        assertThat(incident.path("ends").stringValue())
                .isEqualTo(TestSimulator.NOW.plusSeconds(45 * 60).toString());
        assertThat(server.json(INTERVENTIONS).path("interventions")).hasSize(2);
    }

    @Test
    void anUnknownChangeCannotBeEnded() {
        assertThat(server.delete(INTERVENTIONS + "/i99").statusCode()).isEqualTo(404);
        assertThat(Running.json(server.delete(INTERVENTIONS + "/i1"))
                        .path("factor")
                        .asDouble())
                .isEqualTo(1.2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"flood"}                                                          | kind must be one of incident, demand, rain, sensor_fault, was 'flood'
            {"kind":"rain","rain":"light","duration_minutes":0}                       | duration_minutes must be a number from 1 to 1440, was 0
            {"kind":"rain","rain":"light","freeway":"I-5"}                            | unknown field 'freeway'; known are kind, rain, duration_minutes
            {"kind":"demand"}                                                         | factor must be a number from 0 to 3, was missing
            {"kind":"incident","incident_kind":"crash","sensor_id":"Z","lanes_blocked":1} | there is no sensor Z
            {"kind":"incident","incident_kind":"crash","freeway":"X","direction":"N","postmile_mi":1,"lanes_blocked":1} | there is no freeway X N
            {"kind":"incident","incident_kind":"crash","freeway":"A","direction":"up","postmile_mi":1,"lanes_blocked":1} | direction must be one of N, E, S, W, was 'up'
            {"kind":"incident","incident_kind":"crash","sensor_id":"A1","lanes_blocked":1.5} | lanes_blocked must be a whole number, was 1.5
            """)
    void whatIsWrongIsSaid(String body, String detail) {
        var answer = server.post(INTERVENTIONS, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Running.json(answer).path("detail").stringValue()).isEqualTo(detail);
    }

    @Test
    void anotherSitesFormIsRefused() {
        var answer = server.send(HttpRequest.newBuilder(server.uri(INTERVENTIONS))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"kind\":\"rain\",\"rain\":\"heavy\"}"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(server.json(INTERVENTIONS).path("interventions")).hasSize(1);
    }
}
