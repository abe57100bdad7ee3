package io.freeflow.app.bench;

import io.freeflow.app.demo.Terminal;
import io.freeflow.feeds.simulate.SeedRule;
import io.freeflow.feeds.simulate.SimulatorOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures incident detection on the simulator's truth, or chooses its thresholds. */
@Command(
        name = "detection",
        header = "Measures how well incidents are detected, against the simulator's truth.",
        description = {
            "",
            "Simulates weekdays of the city with each seed, lets every method look at them and counts. An incident counts",
            "if it made a station within 2 miles upstream 10 mph slower, in the mean of ten minutes, than in the same day",
            "without incidents. It is detected by what is confirmed within 3 miles before it, from its start until ten",
            "minutes after its end. What is of no incident is a false alarm; daily queues are no incidents.",
            "Days of two seeds are simulated at once if there are two cores.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  freeflow bench detection",
            "  freeflow bench detection --seeds 2 --days 1",
            "  freeflow bench detection --tune --days 2"
        })
public final class DetectionCommand implements Callable<Integer> {

    private static final long FIRST_SHOWN = 1;
    private static final int MOST = 99;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--tune",
            description = "Sweep each method's thresholds on seeds to learn from, and print the best of them.")
    private boolean tune;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "4", description = "So many seeds, 1-99 (default: 4).")
    private int seeds;

    @Option(
            names = "--first-seed",
            paramLabel = "N",
            description = "The first of them: 0-999, with --tune at least 1000 (default: 1, with --tune 1000).")
    private @Nullable Long firstSeed;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "5",
            description = "Weekdays of each seed that count, 1-99 (default: 5).")
    private int days;

    @Option(
            names = "--learning-days",
            paramLabel = "N",
            defaultValue = "3",
            description = "Weekdays before them, from which what is usual is learnt, 0-99 (default: 3).")
    private int learningDays;

    @Override
    public Integer call() {
        requireIn("--seeds", seeds, 1);
        requireIn("--days", days, 1);
        requireIn("--learning-days", learningDays, 0);
        var chosen = LongStream.range(0, seeds)
                .map(one -> first() + one)
                .peek(this::requireAllowed)
                .boxed()
                .toList();
        var out = spec.commandLine().getOut();
        var trial = new DetectionTrial(
                SimulatorOptions.DEFAULT, new DetectionTrial.Span(learningDays, days, 24), progress());
        if (tune) {
            DetectionTuning.run(trial, chosen, out);
        } else {
            DetectionReport.print(trial, chosen, out);
        }
        return 0;
    }

    private long first() {
        if (firstSeed != null) {
            return firstSeed;
        }
        return tune ? SeedRule.FIRST_TRAINING_SEED : FIRST_SHOWN;
    }

    private void requireAllowed(long seed) {
        try {
            long allowed = tune ? SeedRule.requireTraining(seed) : SeedRule.requireShown(seed);
            assert allowed == seed;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--first-seed: " + e.getMessage());
        }
    }

    private void requireIn(String option, int value, int least) {
        if (value < least || value > MOST) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be " + least + "-" + MOST + ", was " + value);
        }
    }

    /** Counts days on the terminal. */
    private Runnable progress() {
        PrintWriter err = spec.commandLine().getErr();
        int all = seeds * (days + learningDays);
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
