package io.freeflow.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.LetterPassed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What was rejected, page by page, one by one, and put back. */
class LettersTest {

    private static final String PATH = "/api/v1/dead-letters";

    private final Road road = Road.of(3);
    private final Running server = Running.on(road, new TestDoor());

    @BeforeEach
    void letters() {
        road.write(road.clockAt(Road.EIGHT));
        for (int i = 0; i < 5; i++) {
            road.write(new DeadLetter(
                    "0-" + i,
                    "validate",
                    i == 4 ? "http" : "loops",
                    Optional.of("A" + i),
                    i < 3 ? Reason.UNKNOWN_SENSOR : Reason.BAD_TIMESTAMP,
                    "why " + i,
                    ("{\"n\":" + i + "}").getBytes(UTF_8),
                    false));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pagesFollowEachOtherAndTheReasonsAreOfAllPages() {
        var seen = new ArrayList<String>();
        var query = "?limit=2";
        for (var page = json(query); ; page = json(query)) {
            page.path("items").forEach(item -> seen.add(item.path("letter_id").stringValue()));
            assertThat(page.path("reasons").path("unknown-sensor").asLong()).isEqualTo(3);
            assertThat(page.path("reasons").path("bad-timestamp").asLong()).isEqualTo(2);
            if (page.path("next_cursor").isNull()) {
                break;
            }
            query = "?limit=2&cursor=" + page.path("next_cursor").stringValue();
        }

        assertThat(seen).containsExactly("0-4", "0-3", "0-2", "0-1", "0-0");
    }

    @ParameterizedTest
    @CsvSource({
        "reason=bad-timestamp, 0-4 0-3",
        "reason=bad-timestamp&feed=loops, 0-3",
        "sensor_id=A2, 0-2",
        "from=2030-01-01T00:00:00Z, ''",
        "to=2030-01-01T00:00:00Z&feed=http, 0-4",
        "state=passed, 0-1",
        "state=all&sensor_id=A1, 0-1",
        "sensor_id=A1, ''"
    })
    void filtersChoose(String query, String ids) {
        road.write(new LetterPassed("0-1", "loops"));

        assertThat(ids(json("?" + query))).isEqualTo(ids.isEmpty() ? List.of() : List.of(ids.split(" ")));
    }

    @Test
    void aLetterHasItsBytesAndItsSource() {
        var letter = json("/0-4");

        assertThat(letter.path("payload_text").stringValue()).isEqualTo("{\"n\":4}");
        assertThat(letter.path("payload_base64").stringValue()).isEqualTo("eyJuIjo0fQ==");
        assertThat(letter.at("/headers/source").stringValue()).isEqualTo("http");
        assertThat(letter.path("known_at").stringValue()).isEqualTo(Road.EIGHT.toString());
    }

    @Test
    void bytesThatAreNoTextHaveNone() {
        road.write(new DeadLetter(
                "2-9", "validate", "loops", Optional.empty(), Reason.UNREADABLE, "", new byte[] {-1}, false));

        var letter = json("/2-9");

        assertThat(letter.path("payload_text").isNull()).isTrue();
        assertThat(letter.path("payload_base64").stringValue()).isEqualTo("/w==");
    }

    @Test
    void aReplayIsAnsweredLetterByLetterAndOneNamedTwiceOnce() {
        var response = server.post(PATH + "/replay", "{\"letter_ids\":[\"0-1\",\"1-1\",\"2-1\",\"9-1\",\"0-1\"]}");

        var answer = Running.json(response);
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(List.of("passed", "failed_again", "passed_before", "unknown"))
                .allSatisfy(name -> assertThat(answer.path(name).asInt()).isEqualTo(1));
        assertThat(answer.path("items").size()).isEqualTo(4);
        assertThat(answer.at("/items/1/reason").stringValue()).isEqualTo("bad-timestamp");
        assertThat(answer.at("/items/1/detail").stringValue()).isEqualTo("was noon");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{}, 400, letter_ids must hold",
                "{\"letter_ids\":[]}, 400, letter_ids must hold",
                "{\"letter_ids\":[7]}, 400, list of at most 500",
                "{\"letter_ids\":[\"4-1\"]}, 503, the log is away",
                "{\"all\":true}, 400, unknown field"
            })
    void aReplayThatIsNoneSaysWhy(String body, int status, String detail) {
        var response = server.post(PATH + "/replay", body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Running.json(response).path("detail").stringValue()).contains(detail);
    }

    @Test
    void aPageOfAnotherSiteCannotReplay() {
        assertThat(server.post(PATH + "/replay", "text/plain", "{\"letter_ids\":[\"0-1\"]}")
                        .statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({
        "?reason=speed, reason must be one of",
        "?state=open, 'state must be one of waiting, passed, all'",
        "?cursor=x, cursor must be the next_cursor",
        "?from=noon, from must be a time",
        "?sensor=A, unknown parameter"
    })
    void aWrongFilterSaysWhatIsRight(String query, String detail) {
        var response = server.get(PATH + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Running.json(response).path("detail").stringValue()).contains(detail);
    }

    @Test
    void aLetterThatIsNotKeptIsNotFound() {
        assertThat(server.get(PATH + "/5-5").statusCode()).isEqualTo(404);
    }

    private JsonNode json(String query) {
        var response = server.get(PATH + query);
        assertThat(response.statusCode()).isEqualTo(200);
        return Running.json(response);
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("letter_id").stringValue())
                .toList();
    }
}
