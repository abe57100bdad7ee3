package io.freeflow.app.ingest;

import io.freeflow.app.demo.ImportRoad;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Stages;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The closing account of an import. */
final class ImportTable {

    private static final String ROW = "%-36s %-12s %12s %12s %12s %12s %12s%n";

    private final PrintStream out;

    ImportTable(PrintStream out) {
        this.out = out;
    }

    /** What the files held and how it was judged. */
    void printFiles(List<FileTally> tallies) {
        out.println();
        out.printf(ROW, "file", "format", "records", "accepted", "corrected", "rejected", "left out");
        for (FileTally tally : tallies) {
            row(tally.file(), tally.format(), List.of(tally));
        }
        if (tallies.size() > 1) {
            row("all", "", tallies);
        }
        tallies.forEach(this::printDetails);
    }

    private void row(String name, String format, List<FileTally> tallies) {
        out.printf(
                ROW,
                name,
                format,
                sum(tallies, FileTally::records),
                sum(tallies, FileTally::accepted),
                sum(tallies, FileTally::corrected),
                sum(tallies, FileTally::rejected),
                sum(tallies, ImportTable::leftOut));
    }

    private static String sum(List<FileTally> tallies, ToLongFunction<FileTally> count) {
        return String.format(
                Locale.ROOT, "%,d", tallies.stream().mapToLong(count).sum());
    }

    private static long leftOut(FileTally tally) {
        return tally.leftOut().values().stream().mapToLong(Long::longValue).sum();
    }

    private void printDetails(FileTally tally) {
        tally.reasons()
                .forEach((reason, rejected) -> out.printf(
                        Locale.ROOT,
                        "  %s: %,d rejected, %s; the first: %s%n",
                        tally.file(),
                        rejected.count(),
                        reason.wireName(),
                        rejected.first()));
        tally.leftOut()
                .forEach((reason, count) ->
                        out.printf(Locale.ROOT, "  %s: %,d left out, %s%n", tally.file(), count, reason));
        if (!tally.remark().isEmpty()) {
            out.println("  " + tally.file() + ": " + tally.remark());
        }
    }

    /** What became of it in the store. */
    void printResult(ImportRoad.Result result) {
        out.println();
        count("stored", result.count(Stages.STORE, Counters.STORED));
        count("duplicate", result.count(Stages.STORE, Counters.DUPLICATE));
        count("revised", result.count(Stages.STORE, Counters.REVISED));
        count("rejected", ImportRoad.rejected(result, Stages.VALIDATE));
        count("late: its window was revised", result.count(Stages.AGGREGATE, Counters.LATE));
        count("too late for a window", result.count(Stages.AGGREGATE, Counters.TOO_LATE));
        if (result.count(Stages.REPORT, Counters.RECEIVED) > 0) {
            count("incidents accepted", result.count(Stages.REPORT, Counters.ACCEPTED));
            count("incidents updated", result.count(Stages.REPORT, Counters.UPDATED));
            count("incidents known before", result.count(Stages.REPORT, Counters.DUPLICATE));
            count("incidents rejected", ImportRoad.rejected(result, Stages.REPORT));
            count("incidents rejected before", result.count(Stages.REPORT, Counters.REJECTED_BEFORE));
        }
        count("ledger difference", result.difference());
    }

    /** What the Freeflow said that it was sent to. */
    void printAnswers(String head, List<String> outcomes, Upload.Result result) {
        out.println();
        out.println("  " + head);
        outcomes.forEach(outcome -> count(outcome, result.counts().getOrDefault(outcome, 0L)));
        if (result.before() > 0) {
            count("sent by an earlier import", result.before());
        }
        result.trouble()
                .ifPresent(trouble ->
                        out.println("stopped before its end, the same import goes on from here: " + trouble));
    }

    private void count(String name, long count) {
        out.printf(Locale.ROOT, "  %-36s %,12d%n", name, count);
    }
}
