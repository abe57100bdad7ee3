package io.freeflow.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole file is replayed, and all of it arrives: in one go, and killed in between. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class ReplayIT {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
    private static final int THREE_DAYS = 3 * 288;

    @TempDir
    private static Path temporary;

    private MetrLaFile file;
    private Path data;
    private Report report;

    @BeforeAll
    void replayInOneGo() throws Exception {
        file = MetrLaFile.write(temporary, THREE_DAYS, 20, 1);
        data = temporary.resolve("in-one-go");
        report = replayed(data, file);
    }

    @Test
    void theReportSaysWhatTheFileHolds() {
        assertThat(report.count("slots")).isEqualTo(file.slots());
        assertThat(report.count("missing, zero-means-missing")).isEqualTo(file.zeros());
        assertThat(report.count("missing, nonexistent-local-time")).isEqualTo(file.unreal());
        assertThat(List.of("sent", "received", "stored", "rows by SQL"))
                .allSatisfy(name -> assertThat(report.count(name)).as(name).isEqualTo(file.readings()));
        assertThat(report.number("sum of speed_mph by SQL")).isEqualTo(file.sum());
        assertThat(List.of("duplicate", "revised", "late", "ledger difference"))
                .allSatisfy(name -> assertThat(report.count(name)).as(name).isZero());
        assertThat(report.count("windows")).isEqualTo(file.windows());
        assertThat(report.count("forecasts issued")).isBetween(1L, file.windows());
        assertThat(report.liveScores()).contains("persistence");
        assertThat(report.standardScores()).doesNotContain("NaN");
    }

    @Test
    void theDatabaseHoldsTheFile() throws Exception {
        try (var database = EmbeddedPostgres.start(data.resolve("postgres"), 0);
                var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*), sum(speed_mph), count(distinct sensor_id),"
                        + " count(distinct interval_start) from traffic_metr_la.traffic_readings")) {
            rows.next();

            assertThat(rows.getLong(1)).isEqualTo(file.readings());
            assertThat(rows.getDouble(2)).isEqualTo(file.sum());
            assertThat(rows.getInt(3)).isEqualTo(file.columns());
            assertThat(rows.getLong(4)).isEqualTo(file.windows());
        }
    }

    static LongStream seeds() {
        var only = Long.getLong("seed");
        return LongStream.of(only != null ? only : new Random().nextLong(1_000_000));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void killedAtAnyMomentItEndsTheSame(long seed) throws Exception {
        var random = new Random(seed);
        var killed = temporary.resolve("killed-" + seed);

        for (int kill = 0; kill < 2; kill++) {
            // Its database stays behind, and the next start takes it over.
            var replay = DemoProcess.start(killed, options(file));
            replay.awaitLine("feed ");
            replay.runs(Duration.ofMillis(random.nextInt(2_000)));
            replay.kill();
        }

        var again = replayed(killed, file);
        assertThat(again.books()).isEqualTo(report.books());
        assertThat(again.liveScores()).isEqualTo(report.liveScores());
    }

    @Test
    void aFileTooShortForTheStandardProtocolSaysSo() throws Exception {
        var folder = Files.createDirectory(temporary.resolve("short"));
        var twoHours = MetrLaFile.write(folder, 23, 5, 2);

        var shortReport = replayed(folder.resolve("data"), twoHours);

        assertThat(shortReport.count("stored")).isEqualTo(twoHours.readings());
        assertThat(shortReport.standardScores()).contains("too short", "23 rows");
        assertThat(shortReport.liveScores()).contains("persistence");
    }

    private static Report replayed(Path folder, MetrLaFile file) throws IOException, InterruptedException {
        try (var replay = DemoProcess.start(folder, options(file))) {
            int exit = replay.exit(LONG_ENOUGH);
            assertThat(exit).as(replay.output()).isZero();
            return Report.of(replay.output());
        }
    }

    private static List<String> options(MetrLaFile file) {
        var options = new ArrayList<>(file.options());
        options.addAll(List.of("--speedup", "max", "--headless"));
        return options;
    }
}
