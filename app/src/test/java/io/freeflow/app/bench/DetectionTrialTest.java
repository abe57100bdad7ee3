package io.freeflow.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.pipeline.detect.DetectionMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small trial on shown seeds; {@code freeflow bench detection} is the large one. */
class DetectionTrialTest {

    /** Four times as many incidents as in a usual city, so that a few mornings have enough. */
    private static final SimulatorOptions MANY_INCIDENTS = new SimulatorOptions(1, 0.008, 0.005, 0.02);

    @Test
    void everyMethodFindsMoreThanTheNaivePeerAtEqualFalseAlarms() {
        var trial = new DetectionTrial(MANY_INCIDENTS, new DetectionTrial.Span(3, 2, 7), () -> {});

        var results = DetectionReport.measure(trial, List.of(201L));

        var peer = new Curve(results.getFirst().scores());
        assertThat(results.getFirst().method()).isEqualTo(DetectionMethod.SLOW_SPEED);
        assertThat(results.getFirst().scores().getFirst().visible()).isGreaterThan(8);
        for (var result : results.subList(1, results.size())) {
            var shipped = result.scores().getFirst();
            double peers = peer.at(shipped.falseAlarmsADay()).orElse(0);
            assertThat(shipped.detectionRate()).as(result.method().name()).isGreaterThan(peers);
        }
    }
}
