package io.freeflow.app.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The tables of alerts in docs/benchmarks.md. */
final class AlertReport {

    private AlertReport() {}

    static void print(AlertScore score, List<Long> seeds, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d weekdays of seeds %d to %d, %d incidents that could be seen%n%n",
                score.days(),
                seeds.getFirst(),
                seeds.getLast(),
                score.visible());
        out.println(
                "| rule | opened a day | high or worse a day | right % | by an incident or event % | beside its own % "
                        + "| beside another rule's % | opened again % | minutes open, median | longest | of its time by an incident or event % |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        score.byRule().forEach((id, sums) -> {
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                    id,
                    (double) sums.opened / score.days(),
                    (double) sums.high / score.days(),
                    percent(sums.right, sums.judged),
                    percent(sums.caused, sums.opened),
                    percent(sums.besideItsOwn, sums.opened),
                    percent(sums.besideAnother, sums.opened),
                    percent(sums.reopened, sums.opened),
                    number(AlertScore.median(sums.minutesOpen), "%.0f"),
                    number(
                            sums.minutesOpen.stream()
                                    .mapToDouble(minutes -> minutes)
                                    .max()
                                    .orElse(Double.NaN),
                            "%.0f"),
                    percent(sums.causedWindows, sums.windows));
        });
        out.println();
        out.println("| rule | incidents found % | mean minutes to detect | median |");
        out.println("|---|---|---|---|");
        score.byRule().forEach((id, sums) -> found(id, sums.minutesToFind, score, out));
        found("any of them", score.minutesToAny(), score, out);
        out.flush();
    }

    private static void found(String who, List<Double> minutes, AlertScore score, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s |%n",
                who,
                percent(minutes.size(), score.visible()),
                number(AlertScore.mean(minutes), "%.1f"),
                number(AlertScore.median(minutes), "%.1f"));
    }

    private static String percent(int part, int whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }
}
