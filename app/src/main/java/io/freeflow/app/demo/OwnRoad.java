package io.freeflow.app.demo;

import io.freeflow.app.command.DemoOptions.Face;
import io.freeflow.app.config.Settings;
import io.freeflow.app.start.EmbeddedConfig;
import io.freeflow.app.start.StartUp;
import io.freeflow.app.start.StartUp.Started;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.feed.FeedRules;
import io.freeflow.core.ledger.Ledger;
import io.freeflow.core.network.Network;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.embedded.DataFolder;
import io.freeflow.embedded.EmbeddedBroker;
import io.freeflow.embedded.EmbeddedPostgres;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.feeds.mqtt.MqttConfig;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.loop.FeedConfig;
import io.freeflow.kafka.loop.FeedConfig.AfterEnd;
import io.freeflow.kafka.loop.FeedLoop;
import io.freeflow.kafka.loop.IncidentOutlet;
import io.freeflow.kafka.loop.KafkaDesk;
import io.freeflow.kafka.loop.PushedOutlet;
import io.freeflow.kafka.loop.StoreLoop;
import io.freeflow.kafka.registry.RegistryConfig;
import io.freeflow.kafka.registry.Schemas;
import io.freeflow.kafka.topology.Road;
import io.freeflow.kafka.topology.RoadTopology;
import io.freeflow.kafka.wire.WireIds;
import io.freeflow.pipeline.aggregate.AggregateConfig;
import io.freeflow.pipeline.alert.AlertConfig;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.pipeline.validate.ValidateStage;
import io.freeflow.serve.ServeConfig;
import io.freeflow.serve.ServedRoad;
import io.freeflow.store.PostgresStore;
import io.freeflow.store.StoreConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The whole road with a broker and a database of its own, all in this process. */
final class OwnRoad {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Settings settings;
    private final ChosenFeed chosen;
    private final Purpose purpose;
    private final OptionalDouble speedup;
    private final Clock clock;
    private volatile List<LedgerEntry> booksBefore = List.of();

    /** What it is for. */
    enum Purpose {
        /** To show a feed, of which old rows are deleted as the settings say. */
        SHOW,
        /** To take files, each as often as somebody wants, in which nothing is too old to be kept. */
        IMPORT
    }

    /** What somebody looks at once all has started. */
    record Parts(
            Started<PostgresStore> store,
            Started<FeedLoop> feed,
            Started<Reports> reports,
            Optional<Started<Pages>> pages) {}

    /** Where incidents are reported, and its way into the log. */
    record Reports(ReportedIncidents door, IncidentOutlet outlet) implements AutoCloseable {
        @Override
        public void close() {
            outlet.close();
        }
    }

    OwnRoad(Settings settings, ChosenFeed chosen, Purpose purpose, OptionalDouble speedup, Clock clock) {
        this.settings = settings;
        this.chosen = chosen;
        this.purpose = purpose;
        this.speedup = speedup;
        this.clock = clock;
    }

    /** The road, a component a line; each waits for those it needs. */
    Parts start(Face face, DataFolder data, StartUp startUp) {
        var ports = settings.get(EmbeddedConfig.class);
        var alertRules = AlertRulesFile.read(settings.get(AlertConfig.class));
        var broker = startUp.start(
                "kafka", () -> EmbeddedBroker.start(data.kafka(), ports.kafkaPort()), EmbeddedBroker::bootstrapServers);
        var database = startUp.start(
                "postgres", () -> EmbeddedPostgres.start(data.postgres(), ports.postgresPort()), EmbeddedPostgres::url);
        var log = startUp.start(
                "topics",
                () -> Log.open(
                        settings.get(KafkaConfig.class).with(broker.get().bootstrapServers(), chosen.namespace())));
        var schemas = startUp.start("schemas", () -> Schemas.open(settings.get(RegistryConfig.class)), Schemas::place);
        var registered = RegisteredSensors.open(data.path().resolve(chosen.registered()), chosen.network());
        var store = startUp.start("store", () -> openStore(database.get(), registered.network()));
        var road = startUp.start(
                "streams", () -> startRoad(alertRules, log.get(), schemas.get().ids(), data));
        var storing = startUp.start(
                "storing",
                () -> StoreLoop.start(
                        log.get().config(),
                        schemas.get().ids(),
                        new RegisteringSink(store.get(), registered, store.get()::saveNetwork, clock)));
        var feed = startUp.start(
                "feed",
                () -> startFeed(log.get(), schemas.get().ids(), store.get()),
                started -> chosen.info().label());
        var reports = startUp.start(
                "report", () -> openReports(log.get(), schemas.get().ids(), store.get()));
        if (face == Face.HEADLESS) {
            return new Parts(store, feed, reports, Optional.empty());
        }
        var door = startUp.start(
                "door",
                () -> openDoor(PushedReadings.HTTP, log.get(), schemas.get().ids()));
        var mqtt = settings.get(MqttConfig.class);
        var subscription = mqtt.isNamed() && purpose == Purpose.SHOW
                ? Optional.of(startUp.start(
                        "mqtt",
                        () -> new MqttDoor(
                                mqtt,
                                openDoor(mqtt.feed(), log.get(), schemas.get().ids())),
                        started -> mqtt.url().toString()))
                : Optional.<Started<MqttDoor>>empty();
        var letterDoor = startUp.start(
                "replay",
                () -> openLetterDoor(
                        log.get(),
                        schemas.get().ids(),
                        store.get(),
                        reports.get().door()));
        var desk = startUp.start(
                "desk", () -> new KafkaDesk(log.get().config(), schemas.get().ids()));
        var pages = startUp.start(
                "serve",
                () -> Pages.start(
                        settings.get(ServeConfig.class),
                        new ServedRoad(
                                store.get(),
                                store.get(),
                                desk.get(),
                                alertRules,
                                Optional.of(door.get()),
                                Optional.of(letterDoor.get()),
                                Optional.of(reports.get().door()),
                                chosen.simulator(),
                                schemas.get().versions(),
                                settings.get(AggregateConfig.class).silentAfter()),
                        Checks.of(
                                log.get(),
                                database.get(),
                                road.get(),
                                storing.get(),
                                feed.get(),
                                subscription.map(Started::get)),
                        clock));
        return new Parts(store, feed, reports, Optional.of(pages));
    }

    private PostgresStore openStore(EmbeddedPostgres database, Network shown) {
        var config = settings.get(StoreConfig.class);
        boolean keepAll = purpose == Purpose.IMPORT;
        var store = PostgresStore.open(new StoreConfig(
                database.url(),
                database.user(),
                database.password(),
                chosen.schema(),
                keepAll ? FOR_EVER : config.keepReadings(),
                keepAll ? FOR_EVER : config.keepWindows(),
                keepAll ? FOR_EVER : config.keepForecasts(),
                config.poolSize()));
        store.saveNetwork(shown);
        return store;
    }

    private PushedReadings openDoor(String source, Log log, WireIds ids) {
        return new PushedReadings(source, this::validateStage, new PushedOutlet(log.config(), ids, source));
    }

    /** Judges at the doors as the road does. */
    private ValidateStage validateStage() {
        return new ValidateStage(
                settings.get(ValidateConfig.class),
                settings.getEach(FeedRules.class),
                new JsonDecoder(),
                chosen.network(),
                0);
    }

    private Reports openReports(Log log, WireIds ids, PostgresStore store) {
        var outlet = new IncidentOutlet(log.config(), ids);
        return new Reports(new ReportedIncidents(chosen.network(), store, outlet::write, clock), outlet);
    }

    private ReplayedLetters openLetterDoor(Log log, WireIds ids, PostgresStore store, ReportedIncidents reports) {
        return new ReplayedLetters(
                this::validateStage, store, new PushedOutlet(log.config(), ids, ReplayedLetters.BOOKS), reports);
    }

    private Road startRoad(List<AlertRule> alertRules, Log log, WireIds ids, DataFolder data) {
        int lanes = log.config().lanes();
        var configured = settings.get(AggregateConfig.class);
        var aggregate =
                chosen.speeds().isPresent() ? configured.withoutSlots() : configured; // METR-LA has windows only
        var stages = RoadStages.of(settings, aggregate, alertRules, chosen.network(), lanes);
        return Road.start(log.config(), data.state(), RoadTopology.of(log.topics(), ids, lanes, stages));
    }

    /** The books as they were before the feed began. */
    List<LedgerEntry> booksBefore() {
        return booksBefore;
    }

    private FeedLoop startFeed(Log log, WireIds ids, PostgresStore store) {
        booksBefore = store.listLedger();
        var afterEnd = purpose == Purpose.IMPORT ? AfterEnd.OPENS_AGAIN : AfterEnd.STAYS_OVER;
        var config = new FeedConfig(speedup, () -> settled(store), afterEnd);
        return FeedLoop.start(log.config(), ids, chosen.info().name(), config, chosen.opener(), clock);
    }

    /** How far the road is; while the database is away nobody knows, and the feed waits rather than ends. */
    private static long settled(PostgresStore store) {
        try {
            return Ledger.settled(store.listLedger());
        } catch (RuntimeException databaseIsAway) {
            return 0;
        }
    }
}
