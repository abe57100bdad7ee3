package io.freeflow.app.bench;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Detection rate over false alarms a day. */
final class Curve {

    private final List<Score> scores;

    Curve(List<Score> scores) {
        this.scores = scores.stream()
                .sorted(Comparator.comparingDouble(Score::falseAlarmsADay))
                .toList();
    }

    /**
     * The detection rate in percent at so many false alarms a day, between its points by a straight line. With fewer
     * settings than that it is what the loosest one gives; empty below the strictest.
     */
    OptionalDouble at(double falseAlarmsADay) {
        for (int i = 0; i < scores.size(); i++) {
            double here = scores.get(i).falseAlarmsADay();
            if (here >= falseAlarmsADay) {
                return i == 0 && here > falseAlarmsADay ? OptionalDouble.empty() : between(i, falseAlarmsADay);
            }
        }
        return OptionalDouble.of(scores.getLast().detectionRate());
    }

    private OptionalDouble between(int right, double falseAlarmsADay) {
        var above = scores.get(right);
        if (right == 0) {
            return OptionalDouble.of(above.detectionRate());
        }
        var below = scores.get(right - 1);
        double part = (falseAlarmsADay - below.falseAlarmsADay()) / (above.falseAlarmsADay() - below.falseAlarmsADay());
        return OptionalDouble.of(below.detectionRate() + part * (above.detectionRate() - below.detectionRate()));
    }
}
