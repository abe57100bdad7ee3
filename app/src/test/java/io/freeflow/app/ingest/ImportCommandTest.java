package io.freeflow.app.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.freeflow.app.command.Commands;
import io.freeflow.app.command.ExitCodes;
import io.freeflow.app.config.Sections;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says of files, and what it sends elsewhere. */
class ImportCommandTest {

    private static final String GOOD =
            "{\"sensor_id\":\"S1\",\"timestamp\":\"2026-03-02T16:0%d:00Z\",\"speed\":61.5}\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void aDryRunSaysWhatBecomesOfEveryRecord() throws IOException {
        var file = write(
                "mixed.jsonl",
                GOOD.formatted(1) + "{\"sensor_id\":\"S1\",\"timestamp\":\"2026-03-02T16:02:00Z\",\"occupancy\":150}\n"
                        + "{\"sensor_id\":\"S1\",\"timestamp\":\"2026-03-02T16:03:00Z\",\"speed\":-1.5}\n{broken\n");

        assertThat(run("import", "--dry-run", file)).isEqualTo(ExitCodes.FAILED);

        assertThat(words("mixed.jsonl ")).isEqualTo("mixed.jsonl jsonl 4 1 1 2 0");
        assertThat(text())
                .contains("1 rejected, unreadable; the first: not JSON")
                .contains("1 rejected, speed-out-of-range; the first: speed_mph must be 0 to 120.0, was -1.5");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void severalFilesAreToldOneByOneAndAddedUpAndTablesAreTables() throws IOException {
        var lines = write("a.jsonl", GOOD.formatted(1) + GOOD.formatted(2));
        var rows = write("b.csv", "sensor_id,timestamp,speed\nS1,2026-03-02 08:00:00,\nS1,2026-03-02 08:05:00,50\n");
        var places = write("c.csv", "sensor_id,latitude,longitude\nS1,34,-118\n");

        assertThat(run("import", "--dry-run", lines, rows, places)).isEqualTo(ExitCodes.OK);

        assertThat(words("a.jsonl ")).isEqualTo("a.jsonl jsonl 2 2 0 0 0");
        assertThat(words("b.csv ")).isEqualTo("b.csv csv 1 1 0 0 1");
        assertThat(words("all ")).isEqualTo("all 3 3 0 0 1");
        assertThat(text()).contains("c.csv: a table of 1 sensors", "b.csv: 1 left out, empty");
    }

    @ParameterizedTest
    @CsvSource({
        "--format xls, must be one of jsonl",
        "--name Upper, must be 1 to 40 of a-z",
        "--to ftp://localhost, must be a URL such as",
        "--to localhost:8000, must be a URL such as",
        "'--dry-run --pages', nothing that --pages could show",
        "'--dry-run --to http://localhost:1', goes with neither"
    })
    void aWrongOptionSaysWhatIsRight(String options, String message) throws IOException {
        var arguments = new ArrayList<>(List.of(("import " + options).split(" ")));
        arguments.add(write("a.jsonl", GOOD.formatted(1)));

        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(ExitCodes.MISUSED);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void aFileThatIsNotThereOrNothingWeKnowStopsBeforeAnythingIsRead() throws IOException {
        assertThat(run("import", "--dry-run", folder.resolve("none").toString()))
                .isEqualTo(ExitCodes.MISUSED);
        assertThat(run("import", "--dry-run", write("a.txt", "hello\n"))).isEqualTo(ExitCodes.FAILED);

        assertThat(err.toString()).contains("file that can be read", "begins with 'hello'");
        assertThat(text()).isEmpty();
    }

    @Test
    void theFormatThatIsNamedCounts() throws IOException {
        var file = write("a.txt", "\n\n" + GOOD.formatted(1));

        assertThat(run("import", "--dry-run", "--format", "jsonl", file)).isEqualTo(ExitCodes.OK);
    }

    @Test
    void aServerIsSentTheRecordsInTheOrderOfTimeAndItsAnswersAreCounted() throws IOException {
        var bodies = new ArrayList<String>();
        var server = server(
                bodies,
                202,
                "{\"received\":3,\"accepted\":2,\"corrected\":0,\"duplicate\":1,\"rejected\":0" + ",\"items\":[]}");
        try {
            var file = write("a.jsonl", GOOD.formatted(3) + GOOD.formatted(1) + GOOD.formatted(2));

            assertThat(run("import", "--to", address(server), file)).isEqualTo(ExitCodes.OK);
        } finally {
            server.stop(0);
        }
        assertThat(bodies).containsExactly(GOOD.formatted(1) + GOOD.formatted(2) + GOOD.formatted(3));
        assertThat(words("accepted ")).isEqualTo("accepted 2");
        assertThat(words("duplicate ")).isEqualTo("duplicate 1");
    }

    @Test
    void incidentsAreToldFromReadingsJudgedAndSentToTheirOwnDoor() throws IOException {
        var bodies = new ArrayList<String>();
        var server =
                server(bodies, 202, "{\"received\":2,\"accepted\":1,\"updated\":1,\"duplicate\":0,\"rejected\":0}");
        try {
            var crash = "{\"incident_id\":\"a\",\"incident_type\":\"crash\"}";
            var file = write("incidents.json", "[" + crash + ", " + crash + ",7]");

            assertThat(run("import", "--to", address(server), file)).isEqualTo(ExitCodes.FAILED);

            assertThat(bodies).containsExactly("7", "[" + crash + "," + crash + "]");
        } finally {
            server.stop(0);
        }
        assertThat(words("incidents.json ")).isEqualTo("incidents.json incidents 3 2 0 1 0");
        assertThat(text()).contains("1 rejected, unreadable; the first: an incident is an object, was 7");
        assertThat(words("updated ")).isEqualTo("updated 2");
    }

    @Test
    void aServerThatRefusesEndsTheImportWithItsWords() throws IOException {
        var server = server(new ArrayList<>(), 415, "{\"detail\":\"not like this\"}");
        try {
            var file = write("a.jsonl", GOOD.formatted(1));

            assertThat(run("import", "--to", address(server), file)).isEqualTo(ExitCodes.FAILED);
        } finally {
            server.stop(0);
        }
        assertThat(text()).contains("stopped before its end", "415", "not like this");
    }

    private static HttpServer server(List<String> bodies, int status, String answer) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            var bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String write(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(UTF_8)).toString();
    }

    private int run(String... arguments) {
        var command = new ImportCommand(
                Sections.list(),
                Map.of("FREEFLOW_EMBEDDED_DATA_DIR", folder.resolve("data").toString()),
                new PrintStream(out, true, UTF_8),
                Clock.systemUTC());
        return new Commands(Sections.list(), Map.of(), (options, settings) -> 0)
                .with(command)
                .writingTo(new PrintWriter(new StringWriter()), new PrintWriter(err, true))
                .run(arguments);
    }

    private String text() {
        return out.toString(UTF_8);
    }

    /** The words of the line that begins so. */
    private String words(String begin) {
        return text().lines()
                .filter(line -> line.strip().startsWith(begin))
                .findFirst()
                .map(line -> line.strip().replaceAll(" +", " "))
                .orElseThrow(() -> new AssertionError("no line '" + begin + "' in\n" + text()));
    }
}
