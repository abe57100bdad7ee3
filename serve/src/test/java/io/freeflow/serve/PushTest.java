package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readings that are pushed: what is taken, and what is said about it. */
class PushTest {

    private static final String PATH = "/api/v1/readings";
    private static final String LINES = "application/x-ndjson";
    private static final String GOOD = "{\"sensor_id\":\"A1\",\"speed\":61.5}";

    private final TestDoor door = new TestDoor();
    private final Running server = Running.on(Road.of(3), door);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneObjectIsOneRecordAsItStands() {
        var response = server.post(PATH, "  {\"sensor_id\": \"A1\", \"speed\": 61.50}\n");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(Running.json(response).path("accepted").intValue()).isEqualTo(1);
        assertThat(door.taken).containsExactly("{\"sensor_id\":\"A1\",\"speed\":61.50}");
    }

    @Test
    void anArrayIsAnsweredItemByItem() {
        var response = server.post(PATH, "[" + GOOD + ",{},7]");

        var answer = Running.json(response);
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(answer.path("received").intValue()).isEqualTo(3);
        assertThat(answer.path("rejected").intValue()).isEqualTo(2);
        assertThat(answer.at("/items/0/outcome").stringValue()).isEqualTo("accepted");
        assertThat(answer.at("/items/0/event_id").stringValue()).isEqualTo("e1");
        assertThat(answer.at("/items/1/reason").stringValue()).isEqualTo("missing-sensor-id");
        assertThat(answer.at("/items/2/index").intValue()).isEqualTo(2);
        assertThat(door.taken).containsExactly(GOOD, "{}", "7");
    }

    @Test
    void linesAreTakenAThousandAtATimeAndBrokenOnesAreRecordsToo() {
        var lines = String.join("\n", Collections.nCopies(2_500, GOOD)) + "\r\n\n   \n{broken\n";

        var response = server.post(PATH + "?answers=problems", LINES, lines);

        var answer = Running.json(response);
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(answer.path("received").intValue()).isEqualTo(2_501);
        assertThat(answer.path("items").size()).isEqualTo(1);
        assertThat(answer.at("/items/0/index").intValue()).isEqualTo(2_500);
        assertThat(door.calls).containsExactly(1_000, 1_000, 501);
    }

    @Test
    void whereNothingWasTakenTheStatusSaysSo() {
        var response = server.post(PATH, "[{},{}]");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Running.json(response).path("rejected").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "application/json, ``, 400, JSON object or array",
                "application/json, [], 400, was empty",
                "application/json, 7, 400, JSON object or array",
                "application/json, {\"a\":, 400, not JSON",
                "application/json, {} {}, 400, more followed",
                "application/x-ndjson, ``, 400, was empty",
                "text/plain, {}, 415, application/x-ndjson"
            })
    void whatIsNoBodySaysWhy(String type, String body, int status, String detail) {
        var response = server.post(PATH, type, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Running.json(response).path("detail").stringValue()).contains(detail);
    }

    @Test
    void anUnknownParameterIsRefused() {
        assertThat(server.post(PATH + "?answers=some", GOOD).statusCode()).isEqualTo(400);
        assertThat(server.post(PATH + "?other=1", GOOD).statusCode()).isEqualTo(400);
        assertThat(door.taken).isEmpty();
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() {
        var response = server.post(PATH, LINES, (GOOD + "\n").repeat(400_000));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(door.taken).isEmpty();
    }

    @Test
    void aBodyOfUnknownLengthThatTurnsOutTooLargeSaysWhatWasTaken() {
        var bytes = (GOOD + "\n").repeat(400_000).getBytes(StandardCharsets.UTF_8);

        var response = server.send(HttpRequest.newBuilder(server.uri(PATH))
                .header("Content-Type", LINES)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                .build());

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(Running.json(response).path("detail").stringValue())
                .contains("10000000")
                .contains("the first " + door.taken.size() + " were taken");
    }

    @Test
    void aRecordThatIsTooLargeForTheLogIsRefused() {
        var large = "{\"sensor_id\":\"" + "x".repeat(600_000) + "\"}";

        assertThat(server.post(PATH, large).statusCode()).isEqualTo(413);
        assertThat(server.post(PATH, LINES, large).statusCode()).isEqualTo(413);
        assertThat(door.taken).isEmpty();
    }

    @Test
    void whileTheLogIsAwayTheAnswerSaysHowFarItCame() {
        door.breaksAt = 1;

        var response = server.post(PATH, LINES, (GOOD + "\n").repeat(1_500));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Running.json(response).path("detail").stringValue()).contains("the first 1000 were taken");
    }
}
