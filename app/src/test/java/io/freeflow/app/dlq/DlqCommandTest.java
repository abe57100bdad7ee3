package io.freeflow.app.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.freeflow.app.command.Commands;
import io.freeflow.app.command.ExitCodes;
import io.freeflow.app.config.Sections;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command asks of a running Freeflow, and how it tells its answers. */
class DlqCommandTest {

    private static final String LETTER =
            "{\"letter_id\":\"%s\",\"state\":\"waiting\",\"tries\":1,\"stage\":\"validate\",\"feed\":\"http\",\"sensor_id\":null,"
                    + "\"reason\":\"bad-timestamp\",\"detail\":\"was noon\",\"known_at\":\"2026-03-01T08:00:00Z\",\"bytes\":7";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> requests = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final HttpServer server;

    DlqCommandTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body));
            var answer = answers.removeFirst().split(" ", 2);
            var bytes = answer[1].getBytes(UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer[0]), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aListHasALetterALineAndClosesWithItsReasons() {
        answers.add("200 {\"items\":[" + LETTER.formatted("0-7")
                + "}],\"reasons\":{\"bad-timestamp\":1203},\"next_cursor\":\"7\"}");

        assertThat(
                        run(
                                "dlq list --reason bad-timestamp --feed http --sensor A --since 2026-03-01T00:00:00-08:00 --limit 1"))
                .isEqualTo(ExitCodes.OK);

        assertThat(requests)
                .containsExactly("GET /api/v1/dead-letters?feed=http&from=2026-03-01T08%3A00%3A00Z&limit=1"
                        + "&reason=bad-timestamp&sensor_id=A&state=waiting");
        assertThat(words()).contains("0-7 2026-03-01T08:00:00Z http - bad-timestamp 1 was noon");
        assertThat(words()).contains("bad-timestamp 1,203", "all (1 shown) 1,203");
    }

    @Test
    void aLetterIsShownWithItsBytes() {
        answers.add("200 " + LETTER.formatted("0-7")
                + ",\"headers\":{\"source\":\"http\"},\"payload_base64\":\"e30=\",\"payload_text\":\"{}\"}");
        answers.add("200 " + LETTER.formatted("0-8")
                + ",\"headers\":{\"source\":\"http\"},\"payload_base64\":\"/wA=\",\"payload_text\":null}");

        assertThat(run("dlq show 0-7")).isEqualTo(ExitCodes.OK);
        assertThat(run("dlq show 0-8")).isEqualTo(ExitCodes.OK);

        assertThat(requests).containsExactly("GET /api/v1/dead-letters/0-7", "GET /api/v1/dead-letters/0-8");
        assertThat(words()).contains("reason bad-timestamp", "header source: http", "{}", "ff 00");
    }

    @Test
    void aReplayFindsAllPagesFirstAndCountsWhatBecameOfThem() {
        answers.add("200 {\"items\":[" + LETTER.formatted("0-7") + "}],\"next_cursor\":\"7\"}");
        answers.add("200 {\"items\":[" + LETTER.formatted("0-3") + "}],\"next_cursor\":null}");
        answers.add("202 {\"passed\":2,\"failed_again\":0,\"passed_before\":0,\"unknown\":0,\"items\":[]}");

        assertThat(run("dlq replay --all")).isEqualTo(ExitCodes.OK);

        assertThat(requests)
                .containsExactly(
                        "GET /api/v1/dead-letters?limit=1000",
                        "GET /api/v1/dead-letters?cursor=7&limit=1000",
                        "POST /api/v1/dead-letters/replay {\"letter_ids\":[\"0-7\",\"0-3\"]}");
        assertThat(words()).contains("replayed 2", "passed 2", "failed again 0");
    }

    @Test
    void whatFailedAgainIsNamedAndTheExitCodeSaysSo() {
        answers.add("202 {\"passed\":1,\"failed_again\":1,\"passed_before\":1,\"unknown\":0,\"items\":["
                + "{\"letter_id\":\"0-7\",\"outcome\":\"failed_again\",\"reason\":\"bad-timestamp\",\"detail\":\"was noon\"},"
                + "{\"letter_id\":\"0-8\",\"outcome\":\"passed\",\"reason\":null,\"detail\":null}]}");

        assertThat(run("dlq replay 0-7 0-8 0-8 0-9")).isEqualTo(ExitCodes.FAILED);

        assertThat(requests)
                .containsExactly("POST /api/v1/dead-letters/replay {\"letter_ids\":[\"0-7\",\"0-8\",\"0-9\"]}");
        assertThat(words())
                .contains("0-7 bad-timestamp was noon", "replayed 2", "passed before 1")
                .doesNotContain("0-8 ");
    }

    @Test
    void manyAreSentInSeveralRequests() {
        answers.add("202 {\"passed\":500,\"items\":[]}");
        answers.add("202 {\"passed\":3,\"items\":[]}");
        var ids = new StringBuilder();
        for (int i = 0; i < 503; i++) {
            ids.append(" 0-").append(i);
        }

        assertThat(run("dlq replay" + ids)).isEqualTo(ExitCodes.OK);

        assertThat(requests).hasSize(2);
        assertThat(words()).contains("replayed 503");
    }

    @Test
    void theAnswersThemselvesArePrintedAsJson() {
        answers.add("200 {\"items\":[],\"reasons\":{},\"next_cursor\":null}");

        assertThat(run("dlq list --json")).isEqualTo(ExitCodes.OK);

        assertThat(out.toString().strip()).isEqualTo("{\"items\":[],\"reasons\":{},\"next_cursor\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "dlq replay, say which letters",
        "dlq replay 0-1 --all, say which letters",
        "dlq list --since noon, --since must be a time",
        "dlq list --limit 0, --limit must be 1 to 1000",
        "dlq replay --all --limit 0, --limit must be at least 1",
        "dlq list --to localhost:8080, --to must be a URL"
    })
    void aWrongCommandLineSaysWhatIsRight(String line, String message) {
        var to = line.contains("--to") ? "" : " --to http://localhost:1";

        assertThat(runAsIs(line + to)).isEqualTo(ExitCodes.MISUSED);
        assertThat(err.toString()).contains(message);
        assertThat(requests).isEmpty();
    }

    @Test
    void aServerThatRefusesOrIsNotThereEndsItWithItsWords() {
        answers.add("404 {\"detail\":\"there is no letter '0-1'\"}");

        assertThat(run("dlq show 0-1")).isEqualTo(ExitCodes.FAILED);
        server.stop(0);
        assertThat(run("dlq show 0-1")).isEqualTo(ExitCodes.FAILED);

        assertThat(err.toString()).contains("answered 404: there is no letter '0-1'", "no Freeflow answers at http");
    }

    private int run(String line) {
        return runAsIs(line + " --to http://127.0.0.1:" + server.getAddress().getPort());
    }

    private int runAsIs(String line) {
        return new Commands(Sections.list(), Map.of(), (options, settings) -> 0)
                .with(new DlqCommand())
                .writingTo(new PrintWriter(out, true), new PrintWriter(err, true))
                .run(line.split(" "));
    }

    private String words() {
        return out.toString()
                .replaceAll(" +", " ")
                .lines()
                .map(String::strip)
                .reduce("", (all, one) -> all + one + "\n");
    }
}
