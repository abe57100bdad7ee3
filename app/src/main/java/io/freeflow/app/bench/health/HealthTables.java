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

    static void print(String title, DayScore score, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%s, days as they were diagnosed, %d sensor-days, %.1f %% with a long fault:%n%n",
                title,
                score.sensorDays(),
                score.longPercent());
        out.println("| fault | long | found % | told as | short | found % |");
        out.println("|---|---|---|---|---|---|");
        score.faults()
                .forEach((kind, count) -> out.printf(
                        Locale.ROOT,
                        "| %s | %d | %s | %s | %d | %s |%n",
                        kind.name(),
                        count.all(),
                        percent(count.found()),
                        count.toldAs(),
                        count.allShort(),
                        percent(count.foundShort())));
        out.println();
        out.println("| verdict | told | right % | long % | false a day |");
        out.println("|---|---|---|---|---|");
        score.verdicts()
                .forEach((status, count) -> out.printf(
                        Locale.ROOT,
                        "| %s | %d | %.1f | %.1f | %.2f |%n",
                        status.wireName(),
                        count.all(),
                        count.right(),
                        count.rightLong(),
                        score.falseADay(status)));
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
        out.println(
                "| station | silent for | cells | neighbours | profile | last value | hidden | imputed % | as imputed |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        hidden.misses()
                .forEach((kind, error) -> out.printf(
                        Locale.ROOT,
                        "| %s | %s | %d | %s | %s | %s | %d | %.1f | %.2f |%n",
                        name(kind.traffic()),
                        name(kind.gap()),
                        error.cells(),
                        mph(error.by(ImputationMethod.NEIGHBOURS)),
                        mph(error.by(ImputationMethod.PROFILE)),
                        mph(error.by(ImputationMethod.LAST_VALUE)),
                        error.hidden(),
                        error.imputedPercent(),
                        error.imputed()));
        out.printf("%nThose of which no neighbour was seen, by what they said last:%n%n");
        out.println("| last value | silent for | cells | profile | last value | as imputed |");
        out.println("|---|---|---|---|---|---|");
        hidden.lonely()
                .forEach((kind, error) -> out.printf(
                        Locale.ROOT,
                        "| %s | %s | %d | %s | %s | %.2f |%n",
                        name(kind.traffic()),
                        name(kind.gap()),
                        error.cells(),
                        mph(error.by(ImputationMethod.PROFILE)),
                        mph(error.by(ImputationMethod.LAST_VALUE)),
                        error.imputed()));
        out.flush();
    }

    private static String name(HiddenCells.Traffic traffic) {
        return switch (traffic) {
            case FREE -> "from 45 mph";
            case CONGESTED -> "below 45 mph";
        };
    }

    private static String name(HiddenCells.Gap gap) {
        return switch (gap) {
            case FIVE_MINUTES -> "5 min";
            case FIFTEEN_MINUTES -> "10 to 15 min";
            case THIRTY_MINUTES -> "20 to 30 min";
            case AN_HOUR -> "35 to 60 min";
            case HOURS -> "1 to 3 h";
        };
    }

    private static String percent(double percent) {
        return Double.isNaN(percent) ? "–" : String.format(Locale.ROOT, "%.0f", percent);
    }

    private static String mph(double mph) {
        return Double.isNaN(mph) ? "–" : String.format(Locale.ROOT, "%.2f", mph);
    }

    private static String minutes(double minutes) {
        return Double.isNaN(minutes) ? "–" : String.format(Locale.ROOT, "%.0f", minutes);
    }
}
