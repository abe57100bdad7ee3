package io.freeflow.app.bench;

import io.freeflow.app.demo.Terminal;
import io.freeflow.feeds.simulate.SeedRule;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which cities and days a trial looks at. */
final class TrialOptions {

    private static final long FIRST_SHOWN = 1;
    private static final int MOST = 99;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--tune", description = "Sweep thresholds on seeds to learn from, and print the best of them.")
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

    boolean isTuning() {
        return tune;
    }

    DetectionTrial.Span span() {
        return new DetectionTrial.Span(learningDays, days, 24);
    }

    /** The seeds of the cities. */
    List<Long> chosen() {
        requireIn("--seeds", seeds, 1);
        requireIn("--days", days, 1);
        requireIn("--learning-days", learningDays, 0);
        return LongStream.range(0, seeds)
                .map(one -> first() + one)
                .peek(this::requireAllowed)
                .boxed()
                .toList();
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
    Runnable progress() {
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
