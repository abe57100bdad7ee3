package io.freeflow.app.bench.health;

import io.freeflow.app.config.Sections;
import io.freeflow.app.config.Settings;
import io.freeflow.app.config.Sources;
import io.freeflow.app.demo.Terminal;
import io.freeflow.core.network.Network;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.feeds.simulate.SeedRule;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.pipeline.aggregate.AggregateConfig;
import io.freeflow.pipeline.aggregate.AggregateStage;
import io.freeflow.pipeline.health.HealthConfig;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.pipeline.validate.ValidateStage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how well broken detectors are found, or sweeps the thresholds. */
@Command(
        name = "health",
        header = "Measures how well broken detectors are found, against the simulator's truth.",
        description = {
            "",
            "Simulates days of the city with each seed, ten times as many faults in them as in the demo. Each lane is",
            "tested before it is rolled up to its station; then the stations' records go through validate and aggregate as",
            "on the road. A fault is found if something stands against its sensor while it lasts, or ten minutes later. A",
            "word is right if there was any fault of its sensor then. Of the days' diagnoses, a fault is long if it stood for",
            "a quarter of 05:00 to 21:59.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  freeflow bench health",
            "  freeflow bench health --seeds 1 --days 1",
            "  freeflow bench health --only estimates",
            "  freeflow bench health --tune --days 2"
        })
public final class HealthCommand implements Callable<Integer> {

    private static final long FIRST_SHOWN = 1;
    private static final int MOST = 99;
    private static final double MORE_FAULTS = 0.2;
    /** Nothing comes later than some minutes, and the sweep's many stages have to fit into memory. */
    private static final AggregateConfig SHORT = new AggregateConfig(
            Duration.ZERO, Duration.ofMinutes(15), Duration.ofHours(24), Duration.ofDays(1), Duration.ZERO);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--tune", description = "Sweep the thresholds on seeds to learn from, 1000 and on.")
    private boolean tune;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "4", description = "So many seeds, 1-99 (default: 4).")
    private int seeds;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "3",
            description = "Days of each that count, after one from which detectors are known, 1-99 (default: 3).")
    private int days;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description =
                    "One part of the tables: lanes, stations, days or estimates; with --tune of seeds to learn from.")
    private Optional<Part> only = Optional.empty();

    private enum Part {
        LANES,
        STATIONS,
        DAYS,
        ESTIMATES
    }

    private boolean wants(Part part) {
        return only.isEmpty() || only.get() == part;
    }

    @Override
    public Integer call() {
        requireIn("--seeds", seeds);
        requireIn("--days", days);
        long first = tune ? SeedRule.FIRST_TRAINING_SEED : FIRST_SHOWN;
        var chosen = LongStream.range(first, first + seeds).boxed().toList();
        var out = spec.commandLine().getOut();
        var usual = SimulatorOptions.DEFAULT;
        var options = new SimulatorOptions(
                usual.demandScale(),
                usual.incidentsPerMileHour(),
                usual.missingShare(),
                MORE_FAULTS,
                usual.specialEvents());
        var trial = new HealthTrial(options, days, progress());
        if (tune && only.isEmpty()) {
            HealthTuning.run(trial, chosen, stages(), out);
            return 0;
        }
        out.printf("Seeds %d to %d, %s faults a station and day%n", first, first + seeds - 1, MORE_FAULTS);
        if (wants(Part.LANES) || wants(Part.DAYS)) {
            print("Lanes", trial.lanes(chosen, List.of(HealthConfig.DEFAULT)).getFirst(), Part.LANES);
        }
        if (wants(Part.STATIONS) || wants(Part.DAYS)) {
            var stations = trial.stations(chosen, List.of(HealthConfig.DEFAULT), stages());
            print("Stations on the road", stations.getFirst(), Part.STATIONS);
        }
        if (wants(Part.ESTIMATES)) {
            var estimates = trial.estimates(chosen);
            HealthTables.print(estimates.loops(), out);
            HealthTables.print(estimates.hidden(), out);
        }
        return 0;
    }

    private void print(String title, HealthTrial.Scores scores, Part words) {
        var out = spec.commandLine().getOut();
        if (wants(words)) {
            HealthTables.print(title, scores.words(), out);
        }
        if (wants(Part.DAYS)) {
            HealthTables.print(title, scores.days(), out);
        }
    }

    private static HealthTrial.Stages stages() {
        var settings = Settings.load(Sections.list(), new Sources(Optional.empty(), Map.of(), List.of()));
        return new HealthTrial.Stages() {
            @Override
            public ValidateStage validate(Network network) {
                return new ValidateStage(settings.get(ValidateConfig.class), new JsonDecoder(), network, 0);
            }

            @Override
            public AggregateStage aggregate(Network network, HealthConfig config) {
                return new AggregateStage(SHORT, config, network, 0, 1, 1);
            }
        };
    }

    private void requireIn(String option, int value) {
        if (value < 1 || value > MOST) {
            throw new ParameterException(spec.commandLine(), option + " must be 1-" + MOST + ", was " + value);
        }
    }

    /** Counts days on the terminal. */
    private Runnable progress() {
        var err = spec.commandLine().getErr();
        boolean lanesAndStations = only.isPresent() ? only.get() == Part.DAYS : tune;
        int runs = lanesAndStations ? 2 : only.isPresent() ? 1 : 3;
        int all = seeds * (days + 1) * runs;
        var done = new AtomicInteger();
        return () -> {
            int now = done.incrementAndGet();
            if (Terminal.isThere()) {
                err.printf("\r  %d of %d days ", now, all);
                err.print(now == all ? "\r                          \r" : "");
                err.flush();
            }
        };
    }
}
