package io.freeflow.app.command;

import io.freeflow.app.config.Durations;
import io.freeflow.app.config.Section;
import io.freeflow.app.config.Sources;
import io.freeflow.feeds.simulate.SeedRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs all of Freeflow on this machine. */
@Command(
        name = "demo",
        header = "Runs all of Freeflow on this machine: feed, broker, database, forecasts and pages.",
        description = {
            "",
            "Nothing has to be installed or set up. Data stay in the data folder, so that the next start",
            "goes on where this one ended; stop with Ctrl-C.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  freeflow demo",
            "  freeflow demo --speedup 300 --reset",
            "  freeflow demo --feed metr-la --speeds metr-la.h5 --sensors graph_sensor_locations.csv",
            "  freeflow demo --headless --for 2m --speedup max"
        })
final class DemoCommand implements Callable<Integer> {

    private final List<Section<?>> sections;
    private final Map<String, String> environment;
    private final DemoRunner runner;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", description = "Port of the pages and the API; 0 for any free one.")
    private @Nullable Integer port;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Folder for all data (default: .freeflow).")
    private @Nullable Path dataDir;

    @Option(names = "--reset", description = "Delete the data of earlier runs first.")
    private boolean reset;

    @Option(
            names = "--feed",
            paramLabel = "NAME",
            defaultValue = "simulate",
            description = "simulate, metr-la, csv or none (default: simulate).")
    private String feed = "simulate";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the simulator, 0-999 (default: 1).")
    private long seed;

    @Option(
            names = "--network",
            paramLabel = "FILE",
            description = "Road map of the simulator; its typical week is learnt from nothing (default: Los Angeles).")
    private @Nullable Path network;

    @Option(
            names = "--speedup",
            paramLabel = "N|max",
            defaultValue = "30",
            description = "Seconds of the feed for each second of ours, or max (default: 30).")
    private String speedup = "30";

    @Option(names = "--speeds", paramLabel = "FILE", description = "Measured speeds, for metr-la and csv.")
    private @Nullable Path speeds;

    @Option(names = "--sensors", paramLabel = "FILE", description = "Places of the sensors, for metr-la and csv.")
    private @Nullable Path sensors;

    @Option(names = "--graph", paramLabel = "FILE", description = "Distances between sensors, for metr-la and csv.")
    private @Nullable Path graph;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "Stop after this time, such as 90s or 10m (default: run until stopped).")
    private @Nullable String duration;

    @Option(
            names = "--headless",
            description = "No pages and no API; a replay then ends the run when all of it is stored.")
    private boolean headless;

    @Option(names = "--json-logs", description = "Write all log events to stderr as JSON, one a line.")
    private boolean jsonLogs;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    DemoCommand(List<Section<?>> sections, Map<String, String> environment, DemoRunner runner) {
        this.sections = sections;
        this.environment = environment;
        this.runner = runner;
    }

    @Override
    public Integer call() throws Exception {
        var options = options();
        var named = new ArrayList<Sources.Flag>();
        if (port != null) {
            named.add(new Sources.Flag("serve.port", port.toString(), "--port"));
        }
        if (dataDir != null) {
            named.add(new Sources.Flag("embedded.data-dir", dataDir.toString(), "--data-dir"));
        }
        return runner.run(options, settings.load(sections, environment, named));
    }

    private DemoOptions options() {
        var chosen = feed();
        boolean fromFiles = chosen == DemoOptions.Feed.METR_LA || chosen == DemoOptions.Feed.CSV;
        if (fromFiles && (speeds == null || sensors == null)) {
            throw wrong("--feed " + feed + " needs --speeds FILE and --sensors FILE");
        }
        if (!fromFiles && (speeds != null || sensors != null || graph != null)) {
            throw wrong(
                    "--speeds, --sensors and --graph go with --feed metr-la or --feed csv, not with --feed " + feed);
        }
        if (chosen != DemoOptions.Feed.SIMULATE && network != null) {
            throw wrong("--network goes with --feed simulate, not with --feed " + feed);
        }
        return new DemoOptions(
                reset ? DemoOptions.Start.RESET : DemoOptions.Start.RESUME,
                chosen,
                shownSeed(),
                readable("--network", network),
                speedup(),
                readable("--speeds", speeds),
                readable("--sensors", sensors),
                readable("--graph", graph),
                duration(),
                headless ? DemoOptions.Face.HEADLESS : DemoOptions.Face.PAGES,
                jsonLogs ? LogFormat.JSON : LogFormat.TEXT);
    }

    private long shownSeed() {
        try {
            return SeedRule.requireShown(seed);
        } catch (IllegalArgumentException e) {
            throw wrong("--seed: " + e.getMessage());
        }
    }

    private DemoOptions.Feed feed() {
        return switch (feed) {
            case "simulate" -> DemoOptions.Feed.SIMULATE;
            case "metr-la" -> DemoOptions.Feed.METR_LA;
            case "csv" -> DemoOptions.Feed.CSV;
            case "none" -> DemoOptions.Feed.NONE;
            default -> throw wrong("--feed must be simulate, metr-la, csv or none, was '" + feed + "'");
        };
    }

    private OptionalDouble speedup() {
        if (speedup.toLowerCase(Locale.ROOT).equals("max")) {
            return OptionalDouble.empty();
        }
        try {
            double factor = Double.parseDouble(speedup);
            if (factor > 0 && factor <= 1e6) {
                return OptionalDouble.of(factor);
            }
        } catch (NumberFormatException notANumber) {
            // Told below.
        }
        throw wrong("--speedup must be a number above 0 and at most 1000000, or max, was '" + speedup + "'");
    }

    private Optional<Duration> duration() {
        if (duration == null) {
            return Optional.empty();
        }
        try {
            var parsed = Durations.parse(duration);
            if (parsed.isPositive()) {
                return Optional.of(parsed);
            }
        } catch (DateTimeParseException notADuration) {
            // Told below.
        }
        throw wrong("--for must be a duration above 0 such as 90s or 10m, was '" + duration + "'");
    }

    private Optional<Path> readable(String option, @Nullable Path file) {
        if (file != null && !Files.isReadable(file)) {
            throw wrong(option + " names a file that cannot be read: " + file);
        }
        return Optional.ofNullable(file);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
