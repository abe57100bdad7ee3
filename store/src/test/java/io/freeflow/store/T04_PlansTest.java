package io.freeflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.road.Reading;
import io.freeflow.core.store.ReadingQuery;
import io.freeflow.testkit.postgres.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Twenty days of readings: PostgreSQL opens the days it needs, and them by index. */
class T04_PlansTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant MARCH_1 = Instant.parse("2012-03-01T00:00:00Z");
    private static final Pattern SCAN = Pattern.compile("(\\w+ Scan).* on traffic_readings_(\\d+)");

    private static final String SORTED = "Sort Key: traffic_readings";

    private static Jdbi jdbi;

    @BeforeAll
    static void fill() {
        var server = POSTGRES.server();
        var schema = server.newSchema();
        try (var store = Stores.open(server, schema)) {
            var readings = new ArrayList<Reading>();
            for (int day = 0; day < 20; day++) {
                for (int window = 0; window < 288; window++) {
                    for (int sensor = 0; sensor < 5; sensor++) {
                        var start = MARCH_1.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(5L * window));
                        readings.add(Stores.reading("sensor-" + sensor, start, 50));
                    }
                }
            }
            store.write(readings, Map.of());
        }
        jdbi = Jdbi.create(server.url() + "?currentSchema=" + schema, server.user(), "");
        jdbi.useHandle(handle -> handle.execute("analyze"));
    }

    @Test
    void aRangeOpensItsDaysOnly() {
        var query = query(
                Optional.of("sensor-3"),
                Optional.of(Instant.parse("2012-03-05T06:00:00Z")),
                Optional.of(Instant.parse("2012-03-06T12:00:00Z")),
                Optional.empty());

        assertThat(scans(query)).containsExactlyInAnyOrder("Index Scan 20120306", "Index Scan 20120305");
    }

    @Test
    void theNewestReadingsOpenOneDayFirst() {
        var query = query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(scans(query)).startsWith("Index Scan 20120320").hasSize(20);
        assertThat(plans(query)).hasSize(5).first().asString().doesNotContain(SORTED);
    }

    @Test
    void thePageAfterAKeyStartsAtTheKey() {
        var query = query(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ReadingQuery.Key(Instant.parse("2012-03-03T12:00:00Z"), "sensor-1")));

        assertThat(scans(query).subList(0, 2)).containsExactly("Index Scan 20120303", "Index Scan 20120303");
        assertThat(plans(query).subList(0, 2))
                .allSatisfy(plan -> assertThat(plan).doesNotContain(SORTED).doesNotContain("Filter"));
    }

    /** What the plans of all slices of a query scan, from the newest back. */
    private static List<String> scans(ReadingQuery query) {
        return plans(query).stream()
                .flatMap(plan -> SCAN.matcher(plan).results().map(T04_PlansTest::words))
                .toList();
    }

    private static String words(MatchResult scan) {
        return scan.group(1) + " " + scan.group(2);
    }

    private static List<String> plans(ReadingQuery query) {
        return jdbi.withHandle(handle -> ReadingRows.slices(handle, query).stream()
                .map(slice -> plan(handle, query, slice))
                .toList());
    }

    private static String plan(Handle handle, ReadingQuery query, ReadingRows.Slice slice) {
        return String.join(
                "\n",
                ReadingRows.page(handle, "explain ", query.sensorId(), slice, query.limit())
                        .mapTo(String.class)
                        .list());
    }

    private static ReadingQuery query(
            Optional<String> sensorId, Optional<Instant> from, Optional<Instant> to, Optional<ReadingQuery.Key> after) {
        return new ReadingQuery(sensorId, from, to, after, 100);
    }
}
