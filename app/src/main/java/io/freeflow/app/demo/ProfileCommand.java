package io.freeflow.app.demo;

import io.freeflow.feeds.simulate.SeedRule;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatedHistory;
import io.freeflow.feeds.simulate.SimulatorFeed;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.feeds.simulate.road.RoadMap;
import io.freeflow.forecast.ProfileFitter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Makes what the demo begins with: a typical week from simulated weeks that end before the demo's, and what the models
 * learn with it on other cities.
 */
@Command(
        name = "profile",
        header = "Makes a typical week of the simulated city, such as the one that the demo ships.",
        footer = {
            "",
            "Example:",
            "  freeflow profile --out app/src/main/resources/io/freeflow/app/profiles/los-angeles.profile"
        })
public final class ProfileCommand implements Callable<Integer> {

    /** Cities on which the models learn how wrong the typical week of another one is. */
    private static final int OTHERS = 12;

    private static final Duration AFTER_OPENING = Duration.ofHours(3);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1001",
            description = "Seed of the simulated weeks, 1000 and more: never one that a demo shows (default: 1001).")
    private long seed;

    @Option(names = "--weeks", paramLabel = "N", defaultValue = "8", description = "Weeks, 2-104 (default: 8).")
    private int weeks;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the profile is written.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        if (weeks < 2 || weeks > 104) {
            throw new ParameterException(spec.commandLine(), "--weeks must be 2-104, was " + weeks);
        }
        requireTrainingSeed();
        var network = RoadMap.losAngeles().network();
        var region = network.regions().getFirst(); // a road map is one region
        var end = SimulatorFeed.DEMO_START.minus(SimulatorFeed.DEFAULT_HISTORY);
        var profile = ProfileFitter.typicalWeek(network, region, windows(seed, end, Duration.ofDays(7L * weeks)));
        for (int other = 1; other <= OTHERS; other++) {
            var city = SimulatedCity.of(RoadMap.losAngeles(), seed + other, SimulatorOptions.DEFAULT);
            profile = ProfileFitter.taught(
                    profile,
                    network,
                    region,
                    OpeningDrive.of(city, AFTER_OPENING).parts());
        }
        Path file = java.util.Objects.requireNonNull(out);
        try (var stream = Files.newOutputStream(file)) {
            profile.write(stream);
        }
        say(String.format(
                Locale.ROOT,
                "%s: typical week of %d sensors from %d simulated weeks, seed %d, models taught on seeds %d to %d, %,d bytes",
                file,
                profile.sensorIds().size(),
                weeks,
                seed,
                seed + 1,
                seed + OTHERS,
                Files.size(file)));
        return 0;
    }

    private static Iterator<ProfileFitter.Window> windows(long seed, Instant end, Duration length) {
        var city = SimulatedCity.of(RoadMap.losAngeles(), seed, SimulatorOptions.DEFAULT);
        var windows = new ArrayList<ProfileFitter.Window>();
        SimulatedHistory.forEachWindow(
                city,
                end.minus(length),
                end,
                (start, reports) -> windows.add(new ProfileFitter.Window(start, reports.copySpeeds())));
        return windows.iterator();
    }

    private void requireTrainingSeed() {
        try {
            SeedRule.requireTraining(seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--seed: " + e.getMessage());
        }
    }

    private void say(String line) {
        PrintWriter console = spec.commandLine().getOut();
        console.println(line);
        console.flush();
    }
}
