package io.freeflow.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freeflow.app.chaos.Kill.Part;
import io.freeflow.core.ledger.Ledger;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.embedded.EmbeddedPostgres;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.loop.FeedConfig;
import io.freeflow.kafka.loop.FeedLoop;
import io.freeflow.kafka.wire.WireIds;
import io.freeflow.store.PostgresStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Broker, processor and database in processes of their own, and a feed in this one that goes as far as it is let. */
final class ChaosRoad implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GLANCE = Duration.ofMillis(20);
    /** The feed is so far ahead of a kill that all parts are busy when it comes. */
    private static final int TICKS_AHEAD = 40;

    private static final Instant FIRST_TICK = Instant.parse("2026-01-01T00:00:00Z");

    private final Path folder;
    private final long sent;
    private final AtomicReference<Instant> clock = new AtomicReference<>(FIRST_TICK);
    private final EmbeddedPostgres database;
    private final ChaosRig rig;
    private final PostgresStore store;
    private final FeedLoop feed;
    private Child broker;
    private Child processor;

    private ChaosRoad(Path folder, EmbeddedPostgres database, long seed, long sent)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.sent = sent;
        this.database = database;
        this.broker = startBroker();
        this.rig = new ChaosRig(broker.ready().orElseThrow(), database.url(), database.user(), database.password());
        this.store = PostgresStore.open(rig.store());
        store.saveNetwork(ChaosRig.NETWORK);
        createTopics();
        this.processor = startProcessor();
        this.feed = FeedLoop.start(
                rig.kafka(),
                WireIds.committed(),
                ChaosFeed.NAME,
                new FeedConfig(OptionalDouble.of(1)),
                ChaosFeed.opener(seed, ChaosRig.SENSOR_IDS),
                clock::get);
        // The clock runs from the first tick on.
        await("the first tick").atMost(PATIENCE).until(() -> feed.state().isPresent());
    }

    /**
     * Starts all parts but the database.
     *
     * @param folder of all of them, the database's included
     * @param sent how many records the feed has for them
     */
    static ChaosRoad start(Path folder, EmbeddedPostgres database, long seed, long sent)
            throws IOException, InterruptedException {
        return new ChaosRoad(folder, database, seed, sent);
    }

    private Child startBroker() throws IOException {
        return Child.start(folder, BrokerProcess.class, folder.resolve("kafka").toString());
    }

    private Child startProcessor() throws IOException {
        return Child.start(
                folder,
                ProcessorProcess.class,
                rig.bootstrapServers(),
                rig.url(),
                rig.user(),
                rig.password(),
                folder.resolve("state").toString());
    }

    private void createTopics() throws InterruptedException {
        var settings = Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, rig.bootstrapServers());
        try (var admin = Admin.create(settings)) {
            new Topics(rig.kafka()).create(admin);
        }
    }

    /** Lets all flow until so much of it has come to the end of the road, and more than when this was called. */
    void flowUntil(double share) {
        flow((int) (share * ChaosFeed.TICKS) + TICKS_AHEAD);
        long before = settled();
        await("progress from " + before + " to " + share + " of " + sent)
                .atMost(PATIENCE)
                .pollInterval(GLANCE)
                .until(this::settled, now -> now > before && now >= share * sent);
    }

    /** Lets all flow that is left, and waits until the books balance. */
    Ledger flowToTheEnd() {
        flow(ChaosFeed.TICKS);
        await("all is settled").atMost(PATIENCE).until(this::settled, now -> now >= sent);
        return await("the books balance")
                .atMost(PATIENCE)
                .until(() -> Ledger.of(store.listLedger()), ledger -> ledger.difference() == 0);
    }

    private void flow(int ticks) {
        clock.set(FIRST_TICK.plus(FiveMinutes.LENGTH.multipliedBy(ticks)));
    }

    /** How many records have come to the end of the road; 0 while the database is away. */
    private long settled() {
        try {
            return Ledger.settled(store.listLedger());
        } catch (RuntimeException databaseIsAway) {
            return 0;
        }
    }

    /** Kills with -9, waits, and starts again what does not start itself. */
    void suffer(Kill kill) throws IOException {
        var postmaster = postmaster();
        kill.parts().forEach(this::kill);
        await().pollDelay(kill.downFor()).until(() -> true);
        if (kill.parts().contains(Part.DATABASE)) {
            await("the database is back")
                    .atMost(PATIENCE)
                    .until(() -> answers() && !postmaster().equals(postmaster));
        }
        if (kill.parts().contains(Part.BROKER)) {
            broker = startBroker();
            assertThat(broker.ready()).hasValue(rig.bootstrapServers());
        }
        if (kill.parts().contains(Part.PROCESSOR)) {
            processor = startProcessor();
        }
    }

    private void kill(Part part) {
        switch (part) {
            case BROKER -> broker.kill();
            case PROCESSOR -> processor.kill();
            case DATABASE -> {
                var postmaster = postmaster();
                Stream.concat(postmaster.descendants().toList().stream(), Stream.of(postmaster))
                        .forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    private ProcessHandle postmaster() {
        try {
            var pid = Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"))
                    .getFirst();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        feed.close();
        processor.close();
        broker.close();
        store.close();
    }
}
