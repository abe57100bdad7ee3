package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.alert.Severity;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Incidents that people report, change and end. */
class IncidentsTest {

    private static final String PATH = "/api/v1/incidents";

    private final Road road = Road.of(3);
    private final TestIncidentDoor door = new TestIncidentDoor();
    private final Running server = Running.on(road, door);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void thoseThatAreThereNowAreListedUnlessOthersAreAskedFor() {
        road.write(
                road.clockAt(Road.EIGHT),
                Road.incident("over", Road.EIGHT.minus(Duration.ofHours(2))),
                Road.incident("there", Road.EIGHT.minus(Duration.ofMinutes(10))),
                Road.incident("tomorrow", Road.EIGHT.plus(Duration.ofDays(1))));

        assertThat(ids("")).isEqualTo("there");
        assertThat(ids("?state=planned")).isEqualTo("tomorrow");
        assertThat(ids("?state=ended")).isEqualTo("over");
        assertThat(ids("?state=all&incident_type=accident&limit=2")).isEqualTo("tomorrow there");
        assertThat(ids("?state=all&incident_type=weather")).isEmpty();
        assertThat(ids("?state=all&corridor_id=I-5-N")).isEmpty();
        assertThat(server.json(PATH + "?state=gone").path("detail").stringValue())
                .isEqualTo("state must be one of all, planned, active, ended, was 'gone'");
    }

    private String ids(String query) {
        return String.join(
                " ",
                server.json(PATH + query)
                        .path("incidents")
                        .valueStream()
                        .map(incident -> incident.path("incident_id").stringValue())
                        .toList());
    }

    @Test
    void anIncidentSaysWhatWhereAndUntilWhen() {
        road.write(road.clockAt(Road.EIGHT), Road.incident("one", Road.EIGHT));

        var incident = server.json(PATH + "/one");

        assertThat(incident.path("state").stringValue()).isEqualTo("active");
        assertThat(incident.path("corridor_id").stringValue()).isEqualTo("I-405-N");
        assertThat(incident.path("from_postmile_mi").asDouble()).isEqualTo(0.5);
        assertThat(incident.path("unplaced").isNull()).isTrue();
        assertThat(incident.path("lanes_closed").asInt()).isEqualTo(2);
        assertThat(incident.path("end").isNull()).isTrue();
        assertThat(server.get(PATH + "/two").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsReportedGoesToTheDoorAsItStands() {
        var taken = server.post(PATH, "{\"incident_type\":\"accident\"}");
        var feed = server.post(PATH, "application/geo+json", "{\"incident_type\":1}");
        var refused = server.post(PATH, "{}");

        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(Running.json(taken).at("/items/0/incident_id").stringValue()).isEqualTo("i1");
        assertThat(feed.statusCode()).isEqualTo(202);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Running.json(refused).at("/items/0/reason").stringValue()).isEqualTo("missing-type");
        assertThat(door.documents).containsExactly("{\"incident_type\":\"accident\"}", "{\"incident_type\":1}", "{}");
    }

    @Test
    void anEmptyListPlainTextAndALogThatIsAwayAreRefused() {
        assertThat(server.post(PATH, "[]").statusCode()).isEqualTo(400);
        assertThat(server.post(PATH, "text/plain", "{}").statusCode()).isEqualTo(415);
        door.broken = true;
        assertThat(server.post(PATH, "{\"incident_type\":\"accident\"}").statusCode())
                .isEqualTo(503);
    }

    @Test
    void namedFieldsReplaceThoseThatAreKnown() {
        road.write(road.clockAt(Road.EIGHT.plusSeconds(60)), Road.incident("one", Road.EIGHT));

        var answer = server.patch(PATH + "/one", "{\"severity\":\"low\",\"expected_end\":null}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Running.json(answer).path("severity").stringValue()).isEqualTo("low");
        assertThat(door.changes).singleElement().satisfies(changed -> {
            assertThat(changed.severity()).isEqualTo(Severity.LOW);
            assertThat(changed.expectedEnd()).isEmpty();
            assertThat(changed.lanesClosed()).hasValue(2);
            assertThat(changed.updatedAt()).isEqualTo(Road.EIGHT.plusSeconds(60));
        });
    }

    @Test
    void anIncidentEndsNowOrWhenSomebodySays() {
        road.write(road.clockAt(Road.EIGHT.plusSeconds(600)), Road.incident("one", Road.EIGHT));

        assertThat(server.post(PATH + "/one/end", "{\"by\":\"ann\"}").statusCode())
                .isEqualTo(202);
        assertThat(server.post(PATH + "/one/end", "{\"by\":\"ann\",\"end\":\"2026-03-02T16:05:00Z\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.post(PATH + "/two/end", "{\"by\":\"ann\"}").statusCode())
                .isEqualTo(404);
        road.write(door.changes.getFirst());
        assertThat(server.post(PATH + "/one/end", "{\"by\":\"ann\"}").statusCode())
                .isEqualTo(409);

        assertThat(door.changes.getFirst().end()).contains(Road.EIGHT.plusSeconds(600));
        assertThat(door.changes.getLast().end()).isEqualTo(Optional.of(Road.EIGHT.plusSeconds(300)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                       | nothing to change; known are severity, expected_end, lanes_closed, description
            {"severity":"dire"}                      | severity must be one of low, medium, high, critical, was 'dire'
            {"lanes_closed":1.5}                     | lanes_closed must be a whole number, was 1.5
            {"lanes_closed":21}                      | lanes_closed must be a number from 0 to 20, was 21
            {"expected_end":"soon"}                  | expected_end must be a time such as 2026-03-01T08:00:00Z (a + is written %2B), was soon
            {"expected_end":"2020-01-01T00:00:00Z"}  | expected_end must not be before its start 2026-03-02T16:00:00Z, was 2020-01-01T00:00:00Z
            {"incident_type":"weather"}              | unknown field 'incident_type'; known are severity, expected_end, lanes_closed, description
            """)
    void whatIsWrongIsSaid(String body, String detail) {
        road.write(road.clockAt(Road.EIGHT), Road.incident("one", Road.EIGHT));

        var answer = server.patch(PATH + "/one", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Running.json(answer).path("detail").stringValue()).isEqualTo(detail);
        assertThat(door.changes).isEmpty();
    }
}
