package io.freeflow.app.bench;

import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.pipeline.detect.Detection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** What one method found in how many days, against the truth. */
final class Score {

    private int days;
    private int falseAlarms;
    private final int[] visible = new int[2];
    private final int[] found = new int[2];
    private final List<Double> minutes = new ArrayList<>();

    /** Counts a day: a detection that is of no incident is a false alarm; what onlookers do counts neither way. */
    void add(RoadTruth truth, List<Happening> happenings, List<Detection> confirmed) {
        days++;
        for (Detection detection : confirmed) {
            if (happenings.stream()
                    .map(Happening::incident)
                    .noneMatch(incident -> explains(truth, incident, detection))) {
                falseAlarms++;
            }
        }
        for (Happening happening : happenings) {
            if (happening.visible()) {
                int regime = happening.congestedBefore() ? 1 : 0;
                visible[regime]++;
                confirmed.stream()
                        .filter(detection -> truth.matches(detection, happening.incident()))
                        .min(Comparator.comparing(Detection::confirmed))
                        .ifPresent(first -> {
                            found[regime]++;
                            minutes.add(minutesAfter(happening.incident(), first));
                        });
            }
        }
    }

    private static boolean explains(RoadTruth truth, SimulatedIncident incident, Detection detection) {
        return truth.matches(detection, incident) || truth.isOnlookers(detection, incident);
    }

    private static double minutesAfter(SimulatedIncident incident, Detection detection) {
        return Duration.between(incident.interval().start(), detection.confirmed())
                        .toSeconds()
                / 60.0;
    }

    /** Adds the days of another. */
    Score plus(Score other) {
        var sum = new Score();
        for (Score one : List.of(this, other)) {
            sum.days += one.days;
            sum.falseAlarms += one.falseAlarms;
            for (int regime = 0; regime < 2; regime++) {
                sum.visible[regime] += one.visible[regime];
                sum.found[regime] += one.found[regime];
            }
            sum.minutes.addAll(one.minutes);
        }
        return sum;
    }

    int days() {
        return days;
    }

    int visible() {
        return visible[0] + visible[1];
    }

    double falseAlarmsADay() {
        return (double) falseAlarms / days;
    }

    /** Percent of the visible incidents. */
    double detectionRate() {
        return 100.0 * (found[0] + found[1]) / visible();
    }

    /** Half of the 95 percent interval of the detection rate (normal approximation), in percent points. */
    double halfWidth() {
        double share = detectionRate() / 100;
        return 196 * Math.sqrt(share * (1 - share) / visible());
    }

    /** Of those that began on a free road. */
    double detectionRateWhenFree() {
        return 100.0 * found[0] / visible[0];
    }

    /** Of those that began on a slow one. */
    double detectionRateWhenCongested() {
        return 100.0 * found[1] / visible[1];
    }

    int visibleWhenCongested() {
        return visible[1];
    }

    double meanMinutes() {
        return minutes.stream().mapToDouble(minute -> minute).average().orElse(Double.NaN);
    }

    double medianMinutes() {
        if (minutes.isEmpty()) {
            return Double.NaN;
        }
        var sorted = new ArrayList<>(minutes);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
