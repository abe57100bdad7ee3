package io.freeflow.app.bench;

import io.freeflow.pipeline.detect.DetectionMethod;
import io.freeflow.pipeline.detect.DetectionSettings;
import io.freeflow.pipeline.detect.DetectionSettings.California8;
import io.freeflow.pipeline.detect.DetectionSettings.Shortfall;
import io.freeflow.pipeline.detect.DetectionSettings.SlowSpeed;
import io.freeflow.pipeline.detect.DetectionSettings.Slowing;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sweeps the thresholds of every method and prints, for each number of false alarms a day, what finds most. */
final class DetectionTuning {

    private static final double[] BUDGETS = {2, 5, 10, 20, 50, 100, 200, 500, 1000};

    private DetectionTuning() {}

    static void run(DetectionTrial trial, List<Long> seeds, PrintWriter out) {
        var settings = sweep();
        var scores = trial.run(seeds, settings);
        out.printf(
                Locale.ROOT,
                "%d settings on %d weekdays of seeds %d to %d, %d incidents that could be seen%n",
                settings.size(),
                scores.getFirst().days(),
                seeds.getFirst(),
                seeds.getLast(),
                scores.getFirst().visible());
        for (DetectionMethod method : DetectionMethod.values()) {
            for (double budget : BUDGETS) {
                int best = -1;
                for (int i = 0; i < settings.size(); i++) {
                    if (settings.get(i).method() == method
                            && scores.get(i).falseAlarmsADay() <= budget
                            && (best < 0 || isBetter(scores.get(i), scores.get(best)))) {
                        best = i;
                    }
                }
                if (best >= 0) {
                    var score = scores.get(best);
                    out.printf(
                            Locale.ROOT,
                            "at most %4.0f a day: %6.1f a day, found %5.1f %%, mean %4.1f min  %s%n",
                            budget,
                            score.falseAlarmsADay(),
                            score.detectionRate(),
                            score.meanMinutes(),
                            settings.get(best));
                }
            }
        }
        out.flush();
    }

    private static boolean isBetter(Score one, Score other) {
        int byRate = Double.compare(one.detectionRate(), other.detectionRate());
        return byRate > 0 || (byRate == 0 && one.falseAlarmsADay() < other.falseAlarmsADay());
    }

    private static List<DetectionSettings> sweep() {
        var settings = new ArrayList<DetectionSettings>();
        for (double below : new double[] {30, 20, 15, 12, 10, 8, 7}) {
            for (int minutes : new int[] {2, 5, 10}) {
                settings.add(new SlowSpeed(below, Duration.ofMinutes(minutes)));
            }
        }
        for (double difference : new double[] {8, 30, 50, 65}) {
            for (double relative : new double[] {0.5, 0.65, 0.75}) {
                for (int minutes : new int[] {5, 10}) {
                    settings.add(new California8(difference, -0.4, relative, 13, 30, Duration.ofMinutes(minutes)));
                }
            }
        }
        for (double remaining : new double[] {0.85, 0.7}) {
            for (double threshold : new double[] {0.5, 1, 2, 4, 6, 9, 13}) {
                settings.add(new Shortfall(remaining, threshold));
            }
        }
        for (double allowance : new double[] {1, 2, 3, 4}) {
            for (double threshold : new double[] {10, 20, 40, 80, 160}) {
                settings.add(new Slowing(allowance, threshold, 15));
            }
        }
        return settings;
    }
}
