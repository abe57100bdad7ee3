package io.freeflow.forecast.models;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.forecast.state.Granules;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegressionTest {

    private final Regression regression = new Regression("model", 2, 3);

    @Test
    void beforeAnythingWasSeenThereIsNoRest() {
        assertThat(regression.rest(0, 3, new float[] {1, 5, 7})).isZero();
    }

    @Test
    void itFindsTheLineOfEachStepInItsSituation() {
        learn();

        assertThat(regression.rest(1, 0, new float[] {1, 2, 0})).isCloseTo(4 + 3 * 2, within(0.2));
        assertThat(regression.rest(1, 11, new float[] {1, 0, -1})).isCloseTo(4 + 11, within(0.2));
        assertThat(regression.rest(0, 0, new float[] {1, 2, 0}))
                .as("the other situation")
                .isZero();
    }

    @Test
    void whatIsSavedIsRestored() {
        learn();
        var saved = new ArrayList<byte[]>();
        regression.save(new Granules("region", (granule, bytes) -> saved.add(requireNonNull(bytes))));

        var restored = new Regression("model", 2, 3);
        restored.restore("all", saved.getFirst());

        var input = new float[] {1, 0.3f, -2};
        assertThat(restored.rest(1, 7, input)).isEqualTo(regression.rest(1, 7, input));
    }

    /** rest = 4 + 3 a - step b. */
    private void learn() {
        var random = new Random(8);
        var rests = new float[Horizons.STEPS];
        for (int i = 0; i < 20_000; i++) {
            var input = new float[] {1, (float) random.nextGaussian(), (float) random.nextGaussian()};
            for (int step = 0; step < Horizons.STEPS; step++) {
                rests[step] = (float) (4 + 3 * input[1] - step * input[2] + random.nextGaussian());
            }
            regression.learn(1, input, rests);
        }
        regression.fade();
    }
}
