package io.freeflow.app.demo;

import io.freeflow.app.command.DemoOptions;
import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.network.Network;
import io.freeflow.core.simulator.Simulator;
import io.freeflow.feeds.csv.CsvNetwork;
import io.freeflow.feeds.csv.CsvSource;
import io.freeflow.feeds.metrla.MetrLaFeed;
import io.freeflow.feeds.metrla.MetrLaNetwork;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatorControl;
import io.freeflow.feeds.simulate.SimulatorFeed;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.feeds.simulate.road.RoadMap;
import io.freeflow.pipeline.validate.ValidateConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The feed that was asked for, with the network it speaks of.
 *
 * @param namespace prefix of its topics and schema: each network and feed clock has its own
 * @param speeds the measured speeds of METR-LA, which an evaluation reads again
 * @param simulator the road, where it is simulated and may be changed
 */
record ChosenFeed(
        FeedInfo info,
        String namespace,
        Network network,
        Feed.Opener opener,
        Optional<Path> speeds,
        Optional<Simulator> simulator) {

    /**
     * Makes the feed.
     *
     * @param data folder for what a feed must remember by itself
     */
    static ChosenFeed of(DemoOptions options, ValidateConfig validate, Path data, InstantSource clock) {
        var zone = ZoneId.of(validate.zone());
        return switch (options.feed()) {
            case SIMULATE -> simulator(options, data);
            case METR_LA -> metrLa(options);
            case CSV -> csv(options, zone, validate.period());
            case NONE ->
                new ChosenFeed(
                        ExternalFeed.INFO,
                        "external",
                        external(options, zone),
                        position -> new ExternalFeed(clock),
                        Optional.empty(),
                        Optional.empty());
        };
    }

    /** The city in the box has no prefix: its topics have their plain names. Another is told by its version. */
    private static ChosenFeed simulator(DemoOptions options, Path data) {
        var roadMap = options.network().map(ChosenFeed::read).orElseGet(RoadMap::losAngeles);
        var city = SimulatedCity.of(roadMap, options.seed(), SimulatorOptions.DEFAULT);
        var namespace = options.network()
                .map(file -> "city-" + city.network().version())
                .orElse("");
        var changes = namespace.isEmpty() ? "simulator.jsonl" : "simulator-" + namespace + ".jsonl";
        var control = SimulatorControl.open(city, data.resolve(changes));
        return new ChosenFeed(
                SimulatorFeed.infoOf(city),
                namespace,
                city.network(),
                SimulatorFeed.demoOpener(control),
                Optional.empty(),
                Optional.of(control));
    }

    private static RoadMap read(Path file) {
        try {
            return RoadMap.read(file);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--network " + file + ": " + e.getMessage(), e);
        }
    }

    private static ChosenFeed metrLa(DemoOptions options) {
        var speeds = options.speeds().orElseThrow();
        var network = MetrLaNetwork.read(options.sensors().orElseThrow(), options.graph());
        return new ChosenFeed(
                MetrLaFeed.INFO, "metr-la", network, MetrLaFeed.opener(speeds), Optional.of(speeds), Optional.empty());
    }

    private static ChosenFeed csv(DemoOptions options, ZoneId zone, Duration period) {
        var speeds = options.speeds().orElseThrow();
        var info = new FeedInfo("csv", FeedInfo.Kind.REPLAY, "Replay of " + speeds.getFileName());
        var network = CsvNetwork.read(options.sensors().orElseThrow(), "csv", zone);
        return new ChosenFeed(
                info,
                "csv",
                network,
                new CsvSource(speeds, info, zone, period).opener(),
                Optional.empty(),
                Optional.empty());
    }

    private static Network external(DemoOptions options, ZoneId zone) {
        return options.sensors()
                .map(sensors -> CsvNetwork.read(sensors, "external", zone))
                .orElseGet(() -> Network.of(zone, List.of(), List.of()));
    }

    /** The file of sensors that joined the network, such as {@code registered-metr-la.sensors.csv}. */
    String registered() {
        return "registered" + (namespace.isEmpty() ? "" : "-" + namespace) + ".sensors.csv";
    }

    /** Such as {@code traffic_metr_la}. */
    String schema() {
        return namespace.isEmpty() ? "traffic" : "traffic_" + namespace.replace('-', '_');
    }
}
