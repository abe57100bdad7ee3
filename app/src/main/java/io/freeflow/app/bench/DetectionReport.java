package io.freeflow.app.bench;

import io.freeflow.pipeline.detect.DetectionMethod;
import io.freeflow.pipeline.detect.DetectionSettings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The tables of docs/benchmarks.md. */
final class DetectionReport {

    private static final double[] FALSE_ALARMS_A_DAY = {2, 5, 10, 20, 50, 100};

    private final PrintWriter out;
    private final List<Result> results;

    private DetectionReport(PrintWriter out, List<Result> results) {
        this.out = out;
        this.results = results;
    }

    /**
     * What a method found with each of its settings.
     *
     * @param scores the one of the setting that ships first
     */
    record Result(DetectionMethod method, List<Score> scores) {}

    static void print(DetectionTrial trial, List<Long> seeds, PrintWriter out) {
        var results = measure(trial, seeds);
        var any = results.getFirst().scores().getFirst();
        out.printf(
                Locale.ROOT,
                "%d weekdays of seeds %d to %d, %d incidents that could be seen, %d of them on a road already slow%n",
                any.days(),
                seeds.getFirst(),
                seeds.getLast(),
                any.visible(),
                any.visibleWhenCongested());
        var report = new DetectionReport(out, results);
        report.shipped();
        report.atEqualFalseAlarms();
        out.flush();
    }

    /** Every setting of every method's ladder, in the order of the methods. */
    static List<Result> measure(DetectionTrial trial, List<Long> seeds) {
        var settings = new ArrayList<DetectionSettings>();
        for (DetectionMethod method : DetectionMethod.values()) {
            settings.addAll(Ladder.of(method));
        }
        var scores = trial.run(seeds, settings);
        var results = new ArrayList<Result>();
        for (DetectionMethod method : DetectionMethod.values()) {
            results.add(new Result(
                    method,
                    IntStream.range(0, settings.size())
                            .filter(i -> settings.get(i).method() == method)
                            .mapToObj(scores::get)
                            .toList()));
        }
        return results;
    }

    private void shipped() {
        out.println();
        out.println("As shipped:");
        out.println();
        out.println("| method | false alarms a day | found % | begun on a free road % | on a slow one % "
                + "| mean minutes to detect | median |");
        out.println("|---|---|---|---|---|---|---|");
        for (Result result : results) {
            var score = result.scores().getFirst();
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f ± %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                    result.method(),
                    score.falseAlarmsADay(),
                    score.detectionRate(),
                    score.halfWidth(),
                    score.detectionRateWhenFree(),
                    score.detectionRateWhenCongested(),
                    score.meanMinutes(),
                    score.medianMinutes());
        }
    }

    private void atEqualFalseAlarms() {
        double asThePeer = results.getFirst().scores().getFirst().falseAlarmsADay();
        out.println();
        out.println("Percent found at equal false alarms a day:");
        out.println();
        var head = new StringBuilder("| method |");
        for (double falseAlarms : FALSE_ALARMS_A_DAY) {
            head.append(String.format(Locale.ROOT, " %.0f |", falseAlarms));
        }
        out.println(head.append(String.format(Locale.ROOT, " %.0f, as the peer ships |", asThePeer)));
        out.println("|---|---|---|---|---|---|---|---|");
        for (Result result : results) {
            var curve = new Curve(result.scores());
            var line = new StringBuilder("| " + result.method() + " |");
            for (double falseAlarms : FALSE_ALARMS_A_DAY) {
                line.append(cell(curve.at(falseAlarms)));
            }
            out.println(line.append(cell(curve.at(asThePeer))));
        }
    }

    private static String cell(OptionalDouble percent) {
        return percent.isPresent() ? String.format(Locale.ROOT, " %.1f |", percent.getAsDouble()) : " – |";
    }
}
