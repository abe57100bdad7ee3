package io.freeflow.app.bench;

import io.freeflow.pipeline.detect.DetectionMethod;
import io.freeflow.pipeline.detect.DetectionSettings;
import io.freeflow.pipeline.detect.DetectionSettings.California8;
import io.freeflow.pipeline.detect.DetectionSettings.Shortfall;
import io.freeflow.pipeline.detect.DetectionSettings.SlowSpeed;
import io.freeflow.pipeline.detect.DetectionSettings.Slowing;
import java.time.Duration;
import java.util.List;

/** Settings of each method from strict to loose: its curve of detections over false alarms. */
final class Ladder {

    private Ladder() {}

    /**
     * The settings of a method, and those it ships with first. They come from {@code freeflow bench detection --tune --days 2}: for
     * each number of false alarms a day the setting that found most of the incidents of the seeds to learn from.
     */
    static List<? extends DetectionSettings> of(DetectionMethod method) {
        return switch (method) {
            case SLOW_SPEED ->
                List.of(
                        SlowSpeed.DEFAULT,
                        slower(7, 10),
                        slower(7, 5),
                        slower(8, 5),
                        slower(10, 10),
                        slower(12, 10),
                        slower(12, 5),
                        slower(30, 10));
            case CALIFORNIA_8 ->
                List.of(
                        California8.DEFAULT,
                        california(65, 0.75, 10),
                        california(50, 0.75, 5),
                        california(50, 0.65, 5),
                        california(30, 0.75, 5),
                        california(8, 0.5, 10),
                        california(8, 0.5, 5));
            case SHORTFALL ->
                List.of(
                        Shortfall.DEFAULT,
                        new Shortfall(0.7, 13),
                        new Shortfall(0.85, 6),
                        new Shortfall(0.85, 4),
                        new Shortfall(0.85, 2),
                        new Shortfall(0.85, 0.5));
            case SLOWING ->
                List.of(
                        Slowing.DEFAULT,
                        new Slowing(4, 80, 15),
                        new Slowing(4, 20, 15),
                        new Slowing(3, 20, 15),
                        new Slowing(1, 20, 15),
                        new Slowing(1, 10, 15));
        };
    }

    private static SlowSpeed slower(double belowMph, int minutes) {
        return new SlowSpeed(belowMph, Duration.ofMinutes(minutes));
    }

    private static California8 california(double difference, double relative, int minutes) {
        return new California8(difference, -0.4, relative, 13, 30, Duration.ofMinutes(minutes));
    }
}
