package io.freeflow.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.feed.Feed;
import io.freeflow.core.ledger.Ledger;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.store.InMemoryTrafficStore;
import io.freeflow.kafka.loop.FeedConfig;
import io.freeflow.kafka.loop.FeedLoop;
import io.freeflow.kafka.topology.Road;
import io.freeflow.kafka.topology.RoadTopology;
import io.freeflow.kafka.wire.WireIds;
import io.freeflow.pipeline.aggregate.AggregateConfig;
import io.freeflow.pipeline.aggregate.AggregateStage;
import io.freeflow.pipeline.alert.AlertStage;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.pipeline.validate.ValidateStage;
import io.freeflow.testkit.Networks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/** The parts of a road for tests: a small network, its stages, its topics. */
public record Rig(KafkaConfig config, Network network, WireIds ids) {

    public static final Network SMALL = Networks.draw("""
            north  I-5    N  A B C D E
            south  I-405  S  F G H I J
            """);

    /** Two slow neighbours in one window open an alert. */
    public static final AlertRule ANY_QUEUE = new AlertRule(
            "any-queue",
            "Queue",
            new AlertCondition.Queue(0, 0),
            Severity.MEDIUM,
            Duration.ZERO,
            Duration.ofMinutes(5),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            List.of());

    public static final FeedConfig FULL_SPEED = new FeedConfig(OptionalDouble.empty());

    /** A rig in its namespace, with its topics. */
    public static Rig create(String bootstrapServers, String namespace) {
        var rig = of(bootstrapServers, namespace, SMALL);
        rig.createTopics();
        return rig;
    }

    public static Rig of(String bootstrapServers, String namespace, Network network) {
        return new Rig(
                new KafkaConfig(
                        bootstrapServers,
                        namespace,
                        1,
                        3,
                        Duration.ofDays(1),
                        2,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(6)),
                network,
                WireIds.committed());
    }

    /** The same road with the ids of a registry. */
    public Rig with(WireIds otherIds) {
        return new Rig(config, network, otherIds);
    }

    /** As who takes a killed road's place does. */
    public void abortTransactionsOfTheRoad() throws InterruptedException {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers()))) {
            OpenTransactions.abort(admin, new Topics(config).applicationId());
        }
    }

    /** The transactional ids of those who have sent something and not committed it yet. */
    public List<String> listOpenTransactions() throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers()))) {
            var ongoing = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
            return admin.listTransactions(ongoing).all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(config.namespace()))
                    .toList();
        }
    }

    public void createTopics() {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers()))) {
            new Topics(config).create(admin);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> sensorIds() {
        return network.sensors().stream().map(Sensor::id).toList();
    }

    public RoadTopology.Stages stages() {
        return new RoadTopology.Stages(
                part -> new ValidateStage(validateConfig(), new LineDecoder(), network, part),
                part -> new AggregateStage(aggregateConfig(), network, part, config.lanes(), config.lanes()),
                part -> new EchoForecastStage(network, part),
                part -> new AlertStage(network, List.of(ANY_QUEUE), Integer.toString(part)));
    }

    public static ValidateConfig validateConfig() {
        return ValidateConfig.USUAL;
    }

    public static AggregateConfig aggregateConfig() {
        return new AggregateConfig(
                Duration.ZERO, Duration.ofHours(12), Duration.ofHours(24), Duration.ofDays(1), Duration.ofMinutes(1));
    }

    public Road startRoad(Path stateFolder) {
        return startRoad(stateFolder, stages());
    }

    public Road startRoad(Path stateFolder, RoadTopology.Stages stages) {
        return Road.start(config, stateFolder, RoadTopology.of(new Topics(config), ids, config.lanes(), stages));
    }

    public FeedLoop startFeed(Feed.Opener opener) {
        return FeedLoop.start(config, ids, LineFeed.NAME, FULL_SPEED, opener, InstantSource.system());
    }

    /** Waits until all that the feed sent is in the store, and nothing is there twice. */
    public void awaitBalance(InMemoryTrafficStore store, int windows, Duration within) {
        long slots = (long) windows * sensorIds().size();
        await().atMost(within).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            var ledger = Ledger.of(store.listLedger());
            assertThat(hop(ledger, "feed").in()).containsEntry("slots", slots);
            assertThat(hop(ledger, "predictions").in())
                    .containsEntry("issued", (long) windows * network.regions().size());
            assertThat(ledger.hops())
                    .allSatisfy(hop ->
                            assertThat(hop.difference()).as(hop.toString()).isZero());
        });
        var windowed = hop(Ledger.of(store.listLedger()), "aggregate");
        assertThat(windowed.out()).as("no reading came twice").containsOnlyKeys("windowed");
    }

    private static Ledger.Hop hop(Ledger ledger, String name) {
        return ledger.hops().stream()
                .filter(hop -> hop.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no hop " + name + " yet"));
    }
}
