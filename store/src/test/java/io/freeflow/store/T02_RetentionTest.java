package io.freeflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.testkit.postgres.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Days come as readings ask for them and go as the feed clock leaves them behind. */
class T02_RetentionTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant MARCH_1 = Instant.parse("2012-03-01T00:00:00Z");

    private String schema;
    private PostgresStore store;

    @BeforeEach
    void open() {
        schema = POSTGRES.server().newSchema() + "-with-a-dash";
        store = Stores.open(POSTGRES.server(), schema);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyDayHasItsPartition() {
        write(
                Stores.reading("A", MARCH_1, 50),
                Stores.reading("A", MARCH_1.minusSeconds(1), 51),
                Stores.reading("A", Instant.parse("2040-12-31T23:59:59Z"), 52));

        assertThat(query("select tableoid::regclass::text from traffic_readings order by interval_start"))
                .extracting(T02_RetentionTest::withoutSchema)
                .containsExactly("traffic_readings_20120229", "traffic_readings_20120301", "traffic_readings_20401231");
    }

    @Test
    void sqlOfOthersSeesTheSameSum() {
        write(Stores.reading("A", MARCH_1, 67.123456789), Stores.reading("B", MARCH_1, 0.1));

        assertThat(query("select sum(speed_mph) from traffic_readings"))
                .containsExactly(Double.toString(67.123456789 + 0.1));
    }

    @Test
    void theFeedClockDropsOldDays() {
        for (int day = 0; day < 6; day++) {
            var start = MARCH_1.plus(Duration.ofDays(day));
            write(Stores.reading("A", start, 50), window(start), forecast(start));
        }
        assertThat(days("traffic_readings")).hasSize(6);

        write(feed("2012-03-06T12:00:00Z"));

        assertThat(days("traffic_readings")).containsExactly("20120304", "20120305", "20120306");
        assertThat(days("windows")).containsExactly("20120302", "20120303", "20120304", "20120305", "20120306");
        assertThat(days("predictions")).containsExactly("20120305", "20120306");
    }

    @Test
    void rejectedRecordsGoWithTheReadingsOfTheirTime() {
        var letter = new DeadLetter(
                "0-1", "validate", "loops", Optional.empty(), Reason.UNREADABLE, "", new byte[] {1}, false);
        write(letter, feed("2012-03-01T00:00:00Z"));
        write(letter, feed("2012-03-05T00:00:00Z"));

        write(feed("2012-03-07T12:00:00Z"));

        assertThat(query("select known_at::date::text from dead_letters")).containsExactly("2012-03-05");
    }

    @Test
    void whatComesTooLateIsStoredAllTheSame() {
        write(Stores.reading("A", MARCH_1, 50), feed("2012-03-06T12:00:00Z"));
        assertThat(days("traffic_readings")).isEmpty();

        write(Stores.reading("A", MARCH_1, 50), feed("2012-03-06T12:05:00Z"));

        assertThat(days("traffic_readings")).containsExactly("20120301");
    }

    @Test
    void writersThatNeedTheSameNewDayDoNotDisturbEachOther() throws Exception {
        try (var other = Stores.open(POSTGRES.server(), schema);
                var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int day = 0; day < 5; day++) {
                var start = MARCH_1.plus(Duration.ofDays(day));
                var barrier = new CyclicBarrier(2);
                var results = writers.invokeAll(List.of(
                        writer(barrier, store, Stores.reading("A", start, 50), window(start)),
                        writer(barrier, other, Stores.reading("B", start, 50), forecast(start), window(start))));
                for (var result : results) {
                    result.get();
                }
            }
        }

        assertThat(query("select count(*) from traffic_readings")).containsExactly("10");
    }

    private static Callable<Boolean> writer(CyclicBarrier barrier, PostgresStore store, Message... batch) {
        return () -> {
            barrier.await();
            store.write(List.of(batch), Map.of());
            return true;
        };
    }

    private void write(Message... batch) {
        store.write(List.of(batch), Map.of());
    }

    private List<String> query(String sql) {
        return Stores.query(POSTGRES.server(), schema, sql);
    }

    private List<String> days(String table) {
        return query("select right(relname, 8) from pg_class join pg_inherits on inhrelid = pg_class.oid"
                + " where inhparent = '" + table + "'::regclass order by 1");
    }

    private static String withoutSchema(String table) {
        return table.replaceAll(".*\\.|\"", "");
    }

    private static FeedState feed(String completeUntil) {
        return new FeedState(
                new FeedInfo("loops", FeedInfo.Kind.REPLAY, "Loops"),
                "",
                Optional.of(Instant.parse(completeUntil)),
                OptionalDouble.empty(),
                FeedState.Activity.RUNNING,
                Map.of());
    }

    private static WindowPart window(Instant start) {
        return new WindowPart("east", FiveMinutes.windowOf(start), 0, 1, 0, start, List.of());
    }

    private static Forecast forecast(Instant issuedAt) {
        return new Forecast("east", issuedAt, issuedAt, issuedAt, "graph", "1", List.of(), QuantileGrid.missing(0));
    }
}
