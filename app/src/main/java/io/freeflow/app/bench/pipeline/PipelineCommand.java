package io.freeflow.app.bench.pipeline;

import io.freeflow.embedded.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the road from raw records to events and windows beside a limit and what others would have written. */
@Command(
        name = "pipeline",
        header = "How fast the road is, beside a byte copy and KafkaJS processors, on one broker.",
        description = {
            "In each round all take the same nested JSON readings from the same five partitions, one after the other; the",
            "first round warms up and is not counted. Then each takes readings at a fixed rate. Needs about 5 GB in --folder",
            "and, for the KafkaJS peers, Node and bench/peers of the repository."
        })
public final class PipelineCommand implements Callable<Integer> {

    private static final int MOST_READINGS = 100_000_000;
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--readings",
            paramLabel = "N",
            defaultValue = "500000",
            description = "Readings of a round (default: 500000).")
    private int readings;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Rounds, 1-99 (default: 5).")
    private int rounds;

    @Option(
            names = "--sensors",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Sensors, of which each says something every 30 s of road time (default: 1000).")
    private int sensors;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Readings a second for the latencies, 0 for none (default: 5000).")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "How long latencies are measured, and the longest that a peer may take for a round (default: 30).")
    private int seconds;

    @Option(names = "--heap", paramLabel = "MIB", defaultValue = "96", description = "Heap of ours (default: 96).")
    private int heap;

    @Option(
            names = "--only",
            paramLabel = "WHO",
            split = ",",
            description = "Only some of: ours, copy, each, batch (default: all).")
    private List<String> only = List.of();

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where the broker's log lies (default: a new one).")
    private Optional<Path> folder = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireBetween("--readings", readings, 1, MOST_READINGS);
        requireBetween("--rounds", rounds, 1, 99);
        requireBetween("--sensors", sensors, 1, NestedReadings.MOST_SENSORS);
        requireBetween("--rate", rate, 0, 1_000_000);
        requireBetween("--seconds", seconds, 1, 3600);
        requireBetween("--heap", heap, 32, 65_536);
        var who = competitors();
        var place = folder.isEmpty() ? Files.createTempDirectory("freeflow-bench") : folder.get();
        Files.createDirectories(place);
        try (var rig = PipelineRig.start(place, new NestedReadings(sensors), heap, who)) {
            spec.commandLine().getOut().println(measure(rig, who));
        } finally {
            if (folder.isEmpty()) {
                FileTrees.delete(place);
            }
        }
        return 0;
    }

    private PipelineTable measure(PipelineRig rig, Set<Competitor> who) throws InterruptedException {
        var table = new PipelineTable();
        for (int round = 0; round <= rounds; round++) {
            var results = rig.round(readings, Duration.ofSeconds(seconds));
            results.forEach((competitor, result) -> say(String.format(
                    Locale.ROOT, "%-6s %,10.0f readings/s", competitor.word(), result.readingsPerSecond())));
            if (round > 0) {
                table.add(results);
            }
            say(round == 0 ? "warmed up" : "round " + round + " of " + rounds + " done");
        }
        for (Competitor competitor : who) {
            if (rate > 0) {
                var latency = rig.latency(competitor, rate, WARM_UP, Duration.ofSeconds(seconds));
                table.add(competitor, latency);
                say(String.format(
                        Locale.ROOT,
                        "%-6s p99 %.1f ms at %,d/s, %,d did not come",
                        competitor.word(),
                        latency.percentile(99),
                        rate,
                        latency.missing()));
            }
            table.addMemory(competitor, rig.peakMebibytes(competitor));
        }
        return table;
    }

    /** Progress goes beside the table. */
    private void say(String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
    }

    private Set<Competitor> competitors() {
        var chosen = EnumSet.noneOf(Competitor.class);
        for (String word : only) {
            chosen.add(Arrays.stream(Competitor.values())
                    .filter(competitor -> competitor.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), "--only must be some of ours, copy, each, batch, was " + word)));
        }
        return chosen.isEmpty() ? EnumSet.allOf(Competitor.class) : chosen;
    }

    private void requireBetween(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), name + " must be " + least + "-" + most + ", was " + value);
        }
    }
}
