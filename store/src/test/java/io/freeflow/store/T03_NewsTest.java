package io.freeflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.store.News.Topic;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.testkit.postgres.PostgresExtension;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One process writes, another hears of it. */
@Timeout(60)
class T03_NewsTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant NOON = Instant.parse("2012-03-01T12:00:00Z");
    private static final Forecast FORECAST =
            new Forecast("east", NOON, NOON, NOON, "graph", "1", List.of(), QuantileGrid.missing(0));
    /** Beyond PostgreSQL's calendar. */
    private static final Instant YEAR_300000 = Instant.parse("+300000-01-01T00:00:00Z");

    private final LinkedBlockingQueue<Set<Topic>> heard = new LinkedBlockingQueue<>();
    private PostgresStore writer;
    private PostgresStore reader;

    @BeforeEach
    void open() {
        var schema = POSTGRES.server().newSchema();
        writer = Stores.open(POSTGRES.server(), schema);
        reader = Stores.open(POSTGRES.server(), schema);
        reader.subscribe(heard::add);
    }

    @AfterEach
    void close() {
        writer.close();
        reader.close();
    }

    @Test
    void everyKindHasItsTopic() throws InterruptedException {
        writer.write(List.of(Stores.reading("A", NOON, 50)), Map.of());
        assertThat(heard.take()).containsExactlyInAnyOrder(Topic.READINGS, Topic.LEDGER);

        writer.write(List.of(new WindowPart("east", FiveMinutes.windowOf(NOON), 0, 1, 0, NOON, List.of())), Map.of());
        assertThat(heard.take()).containsExactlyInAnyOrder(Topic.WINDOWS, Topic.LEDGER);

        writer.write(List.of(FORECAST), Map.of());
        assertThat(heard.take()).containsExactlyInAnyOrder(Topic.FORECASTS, Topic.LEDGER);

        writer.write(List.of(feed()), Map.of());
        assertThat(heard.take()).containsExactlyInAnyOrder(Topic.FEEDS, Topic.LEDGER);

        writer.write(List.of(new LedgerEntry("validate", "0", Map.of("received", 1L))), Map.of());
        assertThat(heard.take()).containsExactly(Topic.LEDGER);
    }

    @Test
    void aWriteThatFailsHalfwayLeavesNothingAndTellsNothing() throws InterruptedException {
        var broken =
                new Forecast("east", NOON, YEAR_300000, YEAR_300000, "graph", "1", List.of(), QuantileGrid.missing(0));

        assertThatThrownBy(() -> writer.write(List.of(Stores.reading("A", NOON, 50), broken), Map.of()))
                .hasMessageContaining("timestamp");
        writer.write(List.of(new LedgerEntry("validate", "0", Map.of("received", 1L))), Map.of());

        assertThat(heard.take()).containsExactly(Topic.LEDGER);
        assertThat(reader.listNewestReadings()).isEmpty();
        assertThat(reader.listLedger()).hasSize(1);
    }

    @Test
    void whatIsHeardCanBeRead() throws InterruptedException {
        writer.write(List.of(Stores.reading("A", NOON, 50)), Map.of());

        heard.take();

        assertThat(reader.listNewestReadings()).hasSize(1);
    }

    @Test
    void aLostConnectionIsMadeAgainAndTellsEverything() {
        POSTGRES.server().dropConnections();

        await().atMost(20, TimeUnit.SECONDS).until(() -> heard.contains(EnumSet.allOf(Topic.class)));
        heard.clear();

        // The pool may still hand out connections that were dropped; a writer tries again, as the store loop does.
        await().atMost(20, TimeUnit.SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> writer.write(List.of(Stores.reading("A", NOON, 50)), Map.of()));
        await().atMost(20, TimeUnit.SECONDS).until(() -> heard.stream().anyMatch(one -> one.contains(Topic.READINGS)));
    }

    @Test
    void whatComesWhileAListenerIsBusyIsMerged() throws InterruptedException {
        var busy = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var calls = new LinkedBlockingQueue<Set<Topic>>();
        reader.subscribe(topics -> {
            calls.add(topics);
            busy.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        writer.write(List.of(Stores.reading("A", NOON, 50)), Map.of());
        busy.await();
        calls.clear();

        writer.write(List.of(Stores.reading("B", NOON, 50)), Map.of());
        writer.write(List.of(FORECAST), Map.of());
        writer.write(List.of(feed()), Map.of());
        await().until(() -> heard.stream().anyMatch(topics -> topics.contains(Topic.FEEDS)));
        goOn.countDown();

        assertThat(calls.take()).contains(Topic.READINGS, Topic.FORECASTS);
    }

    @Test
    void aClosedSubscriptionHearsNothing() throws InterruptedException {
        var other = new LinkedBlockingQueue<Set<Topic>>();
        var subscription = reader.subscribe(other::add);
        subscription.close();

        writer.write(List.of(FORECAST), Map.of());
        heard.take();

        assertThat(other).isEmpty();
    }

    private static FeedState feed() {
        return new FeedState(
                new FeedInfo("loops", FeedInfo.Kind.EXTERNAL, "Loops"),
                "",
                Optional.of(NOON),
                OptionalDouble.empty(),
                FeedState.Activity.RUNNING,
                Map.of("sent", 1L));
    }
}
