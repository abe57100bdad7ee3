package io.freeflow.forecast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.SensorOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTrackerTest {

    private static final float MEDIAN = 60;

    /** Half widths that a network may claim while what happens scatters by 5 mph: nine of ten are within 8.2. */
    @ParameterizedTest
    @ValueSource(floats = {0.5f, 8.2f, 25})
    void whateverANetworkClaimsNineOfTenAreWithin(float claimed) {
        var tracker = new IntervalTracker("m", 1, 0.5f);
        var random = new Random(1);
        int within = 0;
        for (int window = 0; window < 6_000; window++) {
            float low = tracker.low(0, 3, MEDIAN - claimed, MEDIAN);
            float high = tracker.high(0, 3, MEDIAN + claimed, MEDIAN);
            float observed = (float) (MEDIAN + 5 * random.nextGaussian());
            within += window >= 1_000 && low <= observed && observed <= high ? 1 : 0;
            tracker.learn(0, 3, low, high, observed);
        }

        assertThat(within / 5_000.0).isCloseTo(0.9, within(0.01));
    }

    @Test
    void eachEndOfEachSensorAndStepMovesByItself() {
        var tracker = new IntervalTracker("m", 2, 1);

        tracker.learn(0, 3, 50, 70, 45);

        assertThat(tracker.low(0, 3, 50, MEDIAN)).isEqualTo(49.05f);
        assertThat(tracker.high(0, 3, 70, MEDIAN)).isEqualTo(69.95f);
        assertThat(tracker.low(0, 4, 50, MEDIAN)).isEqualTo(50);
        assertThat(tracker.low(1, 3, 50, MEDIAN)).isEqualTo(50);
    }

    @Test
    void noEndCrossesTheMedianOrRunsAway() {
        var tracker = new IntervalTracker("m", 1, 1);
        for (int window = 0; window < 10_000; window++) {
            tracker.learn(0, 0, 50, 70, MEDIAN);
        }
        assertThat(tracker.low(0, 0, 50, MEDIAN)).isEqualTo(MEDIAN);
        assertThat(tracker.high(0, 0, 70, MEDIAN)).isEqualTo(MEDIAN);

        for (int window = 0; window < 10_000; window++) {
            tracker.learn(0, 0, 50, 70, 0);
        }
        assertThat(tracker.low(0, 0, 50, MEDIAN)).isEqualTo(20);
    }

    @Test
    void itIsSavedWithItsSensorsAndANewOneBeginsAnew() {
        var tracker = new IntervalTracker("m", 2, 1);
        tracker.learn(1, 7, 50, 70, 45);
        var saved = new HashMap<String, byte[]>();
        tracker.save(new Granules("r", saved::put));

        var again = new IntervalTracker("m", 2, 1);
        var order = SensorOrder.between(List.of("a", "b"), List.of("b", "c"));
        again.restore("all", order.arrange(saved.getOrDefault("intervals-m/all/r", new byte[0]), again.headerBytes()));

        assertThat(again.low(0, 7, 50, MEDIAN)).isEqualTo(49.05f);
        assertThat(again.low(1, 7, 50, MEDIAN)).isEqualTo(50);
    }

    @Test
    void nothingNewIsNotSaved() {
        var saved = new HashMap<String, byte[]>();

        new IntervalTracker("m", 2, 1).save(new Granules("r", saved::put));

        assertThat(saved).isEmpty();
    }
}
