package io.freeflow.app.bench.pipeline;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What was measured of each competitor, as a Markdown table, and what of it had to be reached. */
final class PipelineTable {

    private static final double OF_THE_COPY = 0.33;
    private static final double TIMES_EACH = 30;
    private static final double TIMES_BATCH = 3;
    private static final double P99_MILLIS = 100;
    private static final double MEBIBYTES = 256;

    private final Map<Competitor, List<Throughput>> rounds = new EnumMap<>(Competitor.class);
    private final Map<Competitor, Latency> latencies = new EnumMap<>(Competitor.class);
    private final Map<Competitor, Double> memory = new EnumMap<>(Competitor.class);

    void add(Map<Competitor, Throughput> round) {
        round.forEach((competitor, throughput) ->
                rounds.computeIfAbsent(competitor, key -> new ArrayList<>()).add(throughput));
    }

    void add(Competitor competitor, Latency latency) {
        latencies.put(competitor, latency);
    }

    void addMemory(Competitor competitor, double mebibytes) {
        memory.put(competitor, mebibytes);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append(
                        "| who | readings/s, median (least to most) | CPU s a million | bytes a reading | p50 ms | p99 | p99.9")
                .append(" | resident MiB |\n|---|---|---|---|---|---|---|---|\n");
        rounds.keySet().forEach(competitor -> text.append(row(competitor)));
        text.append('\n').append(demands());
        return text.toString();
    }

    private String row(Competitor competitor) {
        var all = roundsOf(competitor);
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f (%,.0f to %,.0f) | %s | %s | %s | %s |%n",
                competitor.title(),
                rate(competitor),
                all.stream().mapToDouble(Throughput::readingsPerSecond).min().orElseThrow(),
                all.stream().mapToDouble(Throughput::readingsPerSecond).max().orElseThrow(),
                figure("%.1f", median(competitor, Throughput::cpuSecondsPerMillion)),
                figure("%,.0f", median(competitor, Throughput::bytesPerReading)),
                latency(latencies.get(competitor)),
                figure("%.0f", memory.getOrDefault(competitor, Double.NaN)));
    }

    private static String latency(@Nullable Latency latency) {
        if (latency == null) {
            return "– | – | –";
        }
        if (!latency.isComplete()) {
            return "falls behind | – | –";
        }
        return String.format(
                Locale.ROOT,
                "%.1f | %.1f | %.1f",
                latency.percentile(50),
                latency.percentile(99),
                latency.percentile(99.9));
    }

    private static String figure(String format, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }

    /** One line for each demand that can be judged from what was measured. */
    private String demands() {
        var lines = new StringBuilder();
        if (rounds.containsKey(Competitor.OURS)) {
            atLeast(lines, "of the byte copy", Competitor.COPY, OF_THE_COPY);
            atLeast(lines, "times KafkaJS as people write it", Competitor.KAFKAJS_EACH, TIMES_EACH);
            atLeast(lines, "times KafkaJS tuned", Competitor.KAFKAJS_BATCH, TIMES_BATCH);
            var latency = latencies.get(Competitor.OURS);
            if (latency != null) {
                double p99 = latency.isComplete() ? latency.percentile(99) : Double.POSITIVE_INFINITY;
                line(lines, p99 <= P99_MILLIS, "p99 %.1f ms, at most %.0f", p99, P99_MILLIS);
            }
            double held = memory.getOrDefault(Competitor.OURS, Double.NaN);
            if (!Double.isNaN(held)) {
                line(lines, held <= MEBIBYTES, "%.0f MiB resident, at most %.0f", held, MEBIBYTES);
            }
        }
        return lines.toString();
    }

    private void atLeast(StringBuilder lines, String what, Competitor other, double least) {
        if (rounds.containsKey(other)) {
            double ratio = rate(Competitor.OURS) / rate(other);
            line(lines, ratio >= least, "%.2f " + what + ", at least %.2f", ratio, least);
        }
    }

    private static void line(StringBuilder lines, boolean holds, String format, double value, double limit) {
        lines.append(holds ? "reached      " : "NOT REACHED  ")
                .append(String.format(Locale.ROOT, format, value, limit))
                .append('\n');
    }

    private List<Throughput> roundsOf(Competitor competitor) {
        return rounds.getOrDefault(competitor, List.of());
    }

    private double rate(Competitor competitor) {
        return median(competitor, Throughput::readingsPerSecond);
    }

    private double median(Competitor competitor, ToDoubleFunction<Throughput> figure) {
        var sorted = roundsOf(competitor).stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
