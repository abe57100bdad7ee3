package io.freeflow.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.app.chaos.ChaosFeed.Expected;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Ledger;
import io.freeflow.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 200,000 readings flow while broker, database and processor are killed with -9, at moments and in an order that a seed
 * decides. {@code -Dseed=N} replays one schedule, {@code -Dchaos.rounds=N} runs so many new ones.
 */
@Timeout(900)
class ChaosIT {

    private static final String READINGS = "traffic.traffic_readings";

    static LongStream seeds() {
        var only = Long.getLong("seed");
        return only != null
                ? LongStream.of(only)
                : new Random().longs(Integer.getInteger("chaos.rounds", 1), 0, 1_000_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostAndNothingIsThereTwice(long seed, @TempDir Path folder) throws Exception {
        var plan = Kill.plan(seed);
        var expected = ChaosFeed.expected(seed, ChaosRig.SENSOR_IDS);
        System.out.printf("chaos with seed %d, %d records: %s%n", seed, expected.sent(), plan);

        try (var database = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
                var road = ChaosRoad.start(folder, database, seed, expected.sent())) {
            for (Kill kill : plan) {
                road.flowUntil(kill.at());
                road.suffer(kill);
            }
            var ledger = road.flowToTheEnd();

            assertTheBooksSay(expected, ledger);
            assertTheDatabaseHolds(expected, database);
        } catch (Exception | AssertionError e) {
            e.addSuppressed(new AssertionError("seed " + seed + ", the processes said\n" + said(folder)));
            throw e;
        }
    }

    private static void assertTheBooksSay(Expected expected, Ledger ledger) {
        assertThat(ledger.hops())
                .allSatisfy(
                        hop -> assertThat(hop.difference()).as(hop.toString()).isZero());
        assertThat(hop(ledger, "feed").in()).containsEntry(Counters.SLOTS, expected.slots());
        assertThat(hop(ledger, "feed").out()).containsEntry(Counters.SENT, expected.sent());
        assertThat(hop(ledger, "store").out())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Counters.STORED, (long) expected.last().size(),
                        Counters.DUPLICATE, expected.duplicates(),
                        Counters.REVISED, expected.revised()));
        assertThat(hop(ledger, "letters").out()).containsEntry(Counters.STORED_LETTERS, expected.garbage());
    }

    private static Ledger.Hop hop(Ledger ledger, String name) {
        return ledger.hops().stream()
                .filter(hop -> hop.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertTheDatabaseHolds(Expected expected, EmbeddedPostgres database) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            assertThat(number(statement, "select count(*) from " + READINGS))
                    .isEqualTo(expected.last().size());
            assertThat(number(
                            statement,
                            "select count(*) from (select distinct feed, sensor_id, interval_start from " + READINGS
                                    + ")"))
                    .isEqualTo(expected.last().size());
            assertThat(number(statement, "select sum(speed_mph) from " + READINGS))
                    .isEqualTo(expected.last().values().stream()
                            .mapToLong(Double::longValue)
                            .sum());
            assertThat(number(statement, "select count(*) from traffic.dead_letters"))
                    .isEqualTo(expected.garbage());
            assertThat(values(statement)).isEqualTo(expected.last());
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Map<String, Double> values(Statement statement) throws SQLException {
        var values = new HashMap<String, Double>();
        try (var rows = statement.executeQuery("select sensor_id, interval_start, speed_mph from " + READINGS)) {
            while (rows.next()) {
                var key = ChaosFeed.key(rows.getString(1), rows.getTimestamp(2).toInstant());
                values.put(key, rows.getDouble(3));
            }
        }
        return values;
    }

    /** The last lines of each process. */
    private static String said(Path folder) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                text.append("== ").append(file.getFileName()).append('\n');
                lines.subList(Math.max(0, lines.size() - 40), lines.size())
                        .forEach(line -> text.append(line).append('\n'));
            }
        }
        return text.toString();
    }
}
