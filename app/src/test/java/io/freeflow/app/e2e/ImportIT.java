package io.freeflow.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files come in once, readings and incidents, whatever is repeated or killed. */
@Timeout(300)
class ImportIT {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
    private static final Instant BEGIN = Instant.parse("2026-03-02T16:00:00Z");
    private static final int SENSORS = 40;
    private static final int TIMES = 300;

    @TempDir
    private Path temporary;

    private Path file;
    private Path incidents;
    private Path data;

    /** In no order, with one bad record among them. */
    @BeforeEach
    void write() throws IOException {
        file = temporary.resolve("file.jsonl");
        data = temporary.resolve("data");
        var lines = new ArrayList<String>();
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            for (int time = 0; time < TIMES; time++) {
                lines.add("{\"event_id\":\"%d-%d\",\"sensor_id\":\"S%d\",\"timestamp\":\"%s\",\"period_seconds\":60,"
                                .formatted(sensor, time, sensor, BEGIN.plusSeconds(60L * time))
                        + "\"speed\":%d,\"location\":{\"latitude\":34.%02d,\"longitude\":-118,\"highway\":\"I-5\",\"direction\":\"N\",\"postmile_mi\":%d,\"lanes\":4}}"
                                .formatted(sensor == 7 && time == 7 ? -1 : 30 + sensor, sensor, sensor));
            }
        }
        Collections.shuffle(lines, new Random(1));
        Files.write(file, lines, UTF_8);
        incidents = Files.writeString(temporary.resolve("incidents.jsonl"), """
                {"incident_id": "a-1", "sensor_id": "S2", "timestamp": "2026-03-02T16:00:00Z", "incident_type": "debris"}
                {"incident_id": "a-2", "incident_type": "party"}
                """);
    }

    @Test
    void aRepeatedImportFindsDuplicatesAndWhatIsBadIsNamed() throws Exception {
        var first = imported();
        var second = imported();

        assertThat(first).contains("1 rejected, speed-out-of-range; the first: speed_mph must be 0 to 120.0, was -1.0");
        assertThat(count(first, "stored")).isEqualTo(SENSORS * TIMES - 1);
        assertThat(count(first, "too late for a window")).isZero();
        assertThat(count(first, "late: its window was revised")).isZero();
        assertThat(count(first, "ledger difference")).isZero();
        assertThat(count(second, "stored")).isZero();
        assertThat(count(second, "duplicate")).isEqualTo(SENSORS * TIMES - 1);
        assertThat(count(second, "ledger difference")).isZero();
        assertThat(rows()).isEqualTo(SENSORS * TIMES - 1L);
        assertThat(first).contains("1 rejected, unknown-type; the first: incident_type must be one of");
        assertThat(count(first, "incidents accepted")).isEqualTo(1);
        assertThat(count(first, "incidents rejected")).isEqualTo(1);
        assertThat(count(second, "incidents known before")).isEqualTo(1);
        assertThat(count(second, "incidents rejected before")).isEqualTo(1);
        assertThat(select("select count(*) from traffic_import.incidents where corridor_id = 'I-5-N'"))
                .isEqualTo(1);
        assertThat(select("select count(*) from traffic_import.dead_letters where reason = 'unknown-type'"))
                .isEqualTo(1);
    }

    @Test
    void killedItGoesOnWhereItWas() throws Exception {
        var killed = DemoProcess.start("import", data, List.of(file.toString()));
        killed.awaitLine("feed ");
        killed.kill();

        assertThat(count(imported(), "ledger difference")).isZero();
        assertThat(rows()).isEqualTo(SENSORS * TIMES - 1L);
    }

    private String imported() throws IOException, InterruptedException {
        try (var process = DemoProcess.start("import", data, List.of(file.toString(), incidents.toString()))) {
            int exit = process.exit(LONG_ENOUGH);
            assertThat(exit)
                    .as("one record was rejected:\n%s", process.output())
                    .isEqualTo(1);
            return process.output();
        }
    }

    private static long count(String output, String name) {
        return output.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(name + "  "))
                .map(line ->
                        line.substring(name.length()).strip().split(" ", 2)[0].replace(",", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + name + "' in\n" + output));
    }

    private long rows() throws Exception {
        return select("select count(*) from traffic_import.traffic_readings");
    }

    private long select(String query) throws Exception {
        try (var database = EmbeddedPostgres.start(data.resolve("postgres"), 0);
                var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
