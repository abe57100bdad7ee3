package io.freeflow.app.bench.health;

import io.freeflow.core.health.Suspicion;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.window.ImputationMethod;
import java.io.PrintWriter;
import java.util.Locale;

/** The tables of docs/benchmarks.md. */
final class HealthTables {

    private HealthTables() {}

    static void print(String title, HealthScore score, PrintWriter out) {
        out.printf("%n%s, %d days:%n%n", title, score.days());
        out.println("| fault | faults | found % | median minutes | first named as |");
        out.println("|---|---|---|---|---|");
        for (SensorFault.Kind kind : score.kinds()) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.0f | %s | %s |%n",
                    kind.name(),
                    score.faults(kind),
                    score.found(kind),
                    minutes(score.medianMinutes(kind)),
                    score.namedAs(kind));
        }
        out.println();
        out.println("| suspicion | told | right % | false a day |");
        out.println("|---|---|---|---|");
        for (Suspicion suspicion : score.suspicions()) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.1f | %.2f |%n",
                    suspicion.wireName(),
                    score.told(suspicion),
                    score.precision(suspicion),
                    score.falseADay(suspicion));
        }
        out.flush();
    }

    static void print(SingleLoops loops, PrintWriter out) {
        out.printf("%nSpeeds of single loops, mean absolute error in mph, lanes in five minutes:%n%n");
        out.println("| lane | windows | g-factor | 22 feet for all |");
        out.println("|---|---|---|---|");
        row("from 45 mph", loops.free(), out);
        row("below 45 mph", loops.congested(), out);
        out.flush();
    }

    private static void row(String name, SingleLoops.Misses error, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f |%n",
                name,
                error.windows(),
                error.byFactor(),
                error.byFixedLength());
    }

    static void print(HiddenCells hidden, PrintWriter out) {
        out.printf("%nSpeeds of stations that were hidden, mean absolute error in mph, five minutes:%n%n");
        out.println("| station | cells | neighbours | profile | last value | hidden | imputed % | as imputed |");
        out.println("|---|---|---|---|---|---|---|---|");
        row("from 45 mph", hidden.free(), out);
        row("below 45 mph", hidden.congested(), out);
        out.flush();
    }

    private static void row(String name, HiddenCells.Misses error, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f | %.2f | %d | %.1f | %.2f |%n",
                name,
                error.cells(),
                error.by(ImputationMethod.NEIGHBOURS),
                error.by(ImputationMethod.PROFILE),
                error.by(ImputationMethod.LAST_VALUE),
                error.hidden(),
                error.imputedPercent(),
                error.imputed());
    }

    private static String minutes(double minutes) {
        return Double.isNaN(minutes) ? "–" : String.format(Locale.ROOT, "%.0f", minutes);
    }
}
