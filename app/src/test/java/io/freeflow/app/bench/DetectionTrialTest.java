package io.freeflow.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.pipeline.detect.DetectionMethod;
import io.freeflow.pipeline.detect.DetectionSettings;
import io.freeflow.pipeline.detect.DetectionSettings.California8;
import io.freeflow.pipeline.detect.DetectionSettings.Shortfall;
import io.freeflow.pipeline.detect.DetectionSettings.Slowing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A small trial on shown seeds; {@code freeflow bench detection} is the large one. */
class DetectionTrialTest {

    /** Four times as many incidents as in a usual city, so that a few mornings have enough. */
    private static final SimulatorOptions MANY_INCIDENTS = new SimulatorOptions(1, 0.008, 0.005, 0.02, false);

    @Test
    void everyMethodFindsMoreThanTheNaivePeerAtEqualFalseAlarms() {
        var trial = new DetectionTrial(MANY_INCIDENTS, new DetectionTrial.Span(3, 2, 7), () -> {});
        var peers = Ladder.of(DetectionMethod.SLOW_SPEED);
        var others = List.of(Shortfall.DEFAULT, Slowing.DEFAULT, California8.DEFAULT);
        var settings = Stream.<DetectionSettings>concat(peers.stream(), others.stream())
                .toList();

        var scores = trial.run(List.of(201L, 202L), settings);

        var peer = new Curve(scores.subList(0, peers.size()));
        assertThat(scores.getFirst().visible()).isGreaterThan(20);
        for (int i = peers.size(); i < settings.size(); i++) {
            var score = scores.get(i);
            assertThat(score.detectionRate())
                    .as(settings.get(i).method().name())
                    .isGreaterThan(peer.at(score.falseAlarmsADay()).orElse(0));
        }
    }
}
