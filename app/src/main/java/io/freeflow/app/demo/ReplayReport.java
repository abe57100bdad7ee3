package io.freeflow.app.demo;

import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Ledger;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.feeds.metrla.MetrLaMatrix;
import io.freeflow.forecast.evaluate.Literature;
import io.freeflow.forecast.evaluate.LiveScores;
import io.freeflow.forecast.evaluate.Split;
import io.freeflow.forecast.evaluate.StandardEvaluation;
import io.freeflow.forecast.evaluate.StandardTable;
import io.freeflow.store.PostgresStore;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The closing account of a replay: the books, the speed, and two score tables that are never mixed. */
final class ReplayReport {

    private final PrintStream out;
    private final ChosenFeed chosen;
    private final PostgresStore store;

    ReplayReport(PrintStream out, ChosenFeed chosen, PostgresStore store) {
        this.out = out;
        this.chosen = chosen;
        this.store = store;
    }

    /**
     * Prints all.
     *
     * @param took from this start until the last count
     * @param storedBefore readings that were stored before this start
     */
    void print(Duration took, long storedBefore) {
        var entries = store.listLedger();
        printBooks(entries, took, storedBefore);
        out.println();
        out.println("Live scores: every forecast as it was issued, the profile learnt as it went, all windows");
        out.println(LiveScores.table(store.listScores(), "persistence"));
        chosen.speeds().ifPresent(this::printStandard);
    }

    private void printBooks(List<LedgerEntry> entries, Duration took, long storedBefore) {
        var ledger = Ledger.of(entries);
        out.println();
        out.println("Replay of " + chosen.info().label());
        entries.stream()
                .filter(entry -> entry.stage().equals(Stages.FEED))
                .forEach(entry -> printCounts(entry.counts()));
        line("received", sum(entries, Stages.VALIDATE, Counters.RECEIVED));
        rejected(entries);
        long stored = storedReadings(entries);
        line("stored", stored);
        var totals = store.readingTotals(chosen.info().name());
        line("rows by SQL", totals.rows());
        out.printf(Locale.ROOT, "  %-34s %20.4f%n", "sum of speed_mph by SQL", totals.speedSum());
        line("duplicate", sum(entries, Stages.STORE, Counters.DUPLICATE));
        line("revised", sum(entries, Stages.STORE, Counters.REVISED));
        line("late", sum(entries, Stages.AGGREGATE, Counters.LATE));
        line("windows", sum(entries, Stages.FORECAST, Counters.WINDOWS));
        line("forecasts issued", sum(entries, Stages.FORECAST, Counters.ISSUED));
        double seconds = Math.max(1e-3, took.toMillis() / 1e3);
        out.printf(
                Locale.ROOT,
                "  %-34s %,20.0f readings/s (%,d in %.1f s, file to row)%n",
                "throughput",
                (stored - storedBefore) / seconds,
                stored - storedBefore,
                seconds);
        line("ledger difference", ledger.difference());
        ledger.hops().stream()
                .filter(hop -> hop.difference() != 0)
                .forEach(hop -> out.println("    " + hop.name() + ": in " + hop.in() + ", out " + hop.out()));
    }

    private void printCounts(Map<String, Long> counts) {
        line("slots", counts.getOrDefault(Counters.SLOTS, 0L));
        line("sent", counts.getOrDefault(Counters.SENT, 0L));
        counts.forEach((counter, count) -> {
            if (counter.startsWith(Counters.MISSING)) {
                line("missing, " + counter.substring(Counters.MISSING.length()), count);
            }
        });
    }

    private void rejected(List<LedgerEntry> entries) {
        entries.stream()
                .filter(entry -> entry.stage().equals(Stages.VALIDATE))
                .flatMap(entry -> entry.counts().keySet().stream())
                .filter(counter -> counter.startsWith(Counters.REJECTED))
                .distinct()
                .sorted()
                .forEach(counter -> line(
                        "rejected, " + counter.substring(Counters.REJECTED.length()),
                        sum(entries, Stages.VALIDATE, counter)));
    }

    private void line(String name, long count) {
        out.printf(Locale.ROOT, "  %-34s %,20d%n", name, count);
    }

    private void printStandard(Path speeds) {
        var file = MetrLaMatrix.read(speeds);
        out.println();
        if (file.rows() < Split.FEWEST_ROWS) {
            out.println("Standard scores: none, the file is too short: it has " + file.rows()
                    + " rows, the literature's protocol needs " + Split.FEWEST_ROWS);
            return;
        }
        out.println("Standard scores: the literature's protocol on the file's rows, beside the literature");
        var results = StandardEvaluation.run(SpeedMatrix.of(file), StandardEvaluation.baselines());
        out.println(StandardTable.of(results, Literature.metrLa()));
    }

    static long storedReadings(List<LedgerEntry> entries) {
        return sum(entries, Stages.STORE, Counters.STORED);
    }

    private static long sum(List<LedgerEntry> entries, String stage, String counter) {
        return entries.stream()
                .filter(entry -> entry.stage().equals(stage))
                .mapToLong(entry -> entry.counts().getOrDefault(counter, 0L))
                .sum();
    }
}
