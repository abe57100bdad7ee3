package io.freeflow.app.demo;

import io.freeflow.app.command.DemoOptions;
import io.freeflow.app.command.DemoRunner;
import io.freeflow.app.command.Logging;
import io.freeflow.app.config.Settings;
import io.freeflow.app.start.EmbeddedConfig;
import io.freeflow.app.start.StartUp;
import io.freeflow.app.start.StartUp.Started;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.ledger.Ledger;
import io.freeflow.core.network.Network;
import io.freeflow.embedded.DataFolder;
import io.freeflow.embedded.EmbeddedBroker;
import io.freeflow.embedded.EmbeddedPostgres;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.loop.FeedConfig;
import io.freeflow.kafka.loop.FeedLoop;
import io.freeflow.kafka.loop.StoreLoop;
import io.freeflow.kafka.topology.Road;
import io.freeflow.kafka.topology.RoadTopology;
import io.freeflow.pipeline.aggregate.AggregateConfig;
import io.freeflow.pipeline.aggregate.AggregateStage;
import io.freeflow.pipeline.alert.AlertConfig;
import io.freeflow.pipeline.alert.AlertStage;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.pipeline.validate.ValidateStage;
import io.freeflow.serve.ServeConfig;
import io.freeflow.store.PostgresStore;
import io.freeflow.store.StoreConfig;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Runs the whole road in this process: broker, database, feed, stages, store and pages. */
public final class Demo implements DemoRunner {

    private final PrintStream out;
    private final Clock clock;

    public Demo(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public int run(DemoOptions options, Settings settings) throws Exception {
        var embedded = settings.get(EmbeddedConfig.class);
        var stop = Stop.onSignal();
        try (var folder = DataFolder.open(embedded.dataDir());
                var startUp = new StartUp(out)) {
            if (options.start() == DemoOptions.Start.RESET) {
                folder.reset();
            }
            Logging.start(options.logs(), folder.logs());
            var chosen = ChosenFeed.of(options, settings.get(ValidateConfig.class), folder.path(), clock);
            var parts = start(options, settings, chosen, folder, startUp);
            startUp.await();
            var running = new Running(
                    out,
                    clock,
                    options,
                    chosen,
                    parts.store().get(),
                    parts.feed().get());
            parts.pages().ifPresent(pages -> out.println(pages.get().address()));
            if (Terminal.isThere()) {
                Keys.listen(System.in, parts.feed().get(), out);
            }
            return running.until(stop);
        } finally {
            stop.done();
        }
    }

    /** What the demo looks at once all has started. */
    private record Parts(Started<PostgresStore> store, Started<FeedLoop> feed, Optional<Started<Pages>> pages) {}

    /** The road, a component a line; each waits for those it needs. */
    private Parts start(DemoOptions options, Settings settings, ChosenFeed chosen, DataFolder data, StartUp startUp) {
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
        var store = startUp.start("store", () -> openStore(settings, database.get(), chosen));
        var road = startUp.start("streams", () -> startRoad(settings, alertRules, log.get(), chosen, data));
        var storing = startUp.start("storing", () -> StoreLoop.start(log.get().config(), store.get()));
        var feed = startUp.start(
                "feed",
                () -> startFeed(options, log.get(), store.get(), chosen),
                started -> chosen.info().label());
        Optional<Started<Pages>> pages = options.face() == DemoOptions.Face.HEADLESS
                ? Optional.empty()
                : Optional.of(startUp.start(
                        "serve",
                        () -> Pages.start(
                                settings.get(ServeConfig.class),
                                log.get().config(),
                                store.get(),
                                alertRules,
                                chosen.simulator(),
                                Checks.of(log.get(), database.get(), road.get(), storing.get(), feed.get()),
                                clock)));
        return new Parts(store, feed, pages);
    }

    private static PostgresStore openStore(Settings settings, EmbeddedPostgres database, ChosenFeed chosen) {
        var config = settings.get(StoreConfig.class);
        var store = PostgresStore.open(new StoreConfig(
                database.url(),
                database.user(),
                database.password(),
                chosen.schema(),
                config.keepReadings(),
                config.keepWindows(),
                config.keepForecasts(),
                config.poolSize()));
        store.saveNetwork(chosen.network());
        return store;
    }

    private static Road startRoad(
            Settings settings, List<AlertRule> alertRules, Log log, ChosenFeed chosen, DataFolder data) {
        int lanes = log.config().lanes();
        var stages = stages(settings, alertRules, chosen.network(), lanes);
        return Road.start(log.config(), data.state(), RoadTopology.of(log.topics(), lanes, stages));
    }

    /** The stages of a road of so many lanes. */
    public static RoadTopology.Stages stages(
            Settings settings, List<AlertRule> alertRules, Network network, int lanes) {
        var validate = settings.get(ValidateConfig.class);
        var aggregate = settings.get(AggregateConfig.class);
        var forecast = new ForecastStages(settings, network);
        return new RoadTopology.Stages(
                part -> new ValidateStage(validate, new JsonDecoder(), network, part),
                part -> new AggregateStage(aggregate, network, part, lanes, lanes),
                forecast::of,
                part -> new AlertStage(network, alertRules, Integer.toString(part)));
    }

    private FeedLoop startFeed(DemoOptions options, Log log, PostgresStore store, ChosenFeed chosen) {
        var speed = new FeedConfig(options.speedup(), () -> settled(store));
        return FeedLoop.start(log.config(), chosen.info().name(), speed, chosen.opener(), clock);
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
