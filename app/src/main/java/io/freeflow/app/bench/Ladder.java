package io.freeflow.app.bench;

import io.freeflow.pipeline.detect.DetectionMethod;
import io.freeflow.pipeline.detect.DetectionSettings;
import io.freeflow.pipeline.detect.DetectionSettings.California8;
import io.freeflow.pipeline.detect.DetectionSettings.Shortfall;
import io.freeflow.pipeline.detect.DetectionSettings.SlowSpeed;
import io.freeflow.pipeline.detect.DetectionSettings.Slowing;
import java.util.List;

/** Settings of each method from strict to loose: its curve of detections over false alarms. */
final class Ladder {

    private Ladder() {}

    /**
     * The settings of a method, and those it ships with first. They come from {@code freeflow bench detection --tune}: for
     * each number of false alarms a day the setting that found most of the incidents of the seeds to learn from.
     */
    static List<? extends DetectionSettings> of(DetectionMethod method) {
        return switch (method) {
            case SLOW_SPEED -> List.of(SlowSpeed.DEFAULT);
            case CALIFORNIA_8 -> List.of(California8.DEFAULT);
            case SHORTFALL -> List.of(Shortfall.DEFAULT);
            case SLOWING -> List.of(Slowing.DEFAULT);
        };
    }
}
