package io.freeflow.forecast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DampingTest {

    private final Damping damping = new Damping();
    private final Ring speeds = new Ring("speeds", 20);
    private final Ring expected = new Ring("expected", 20);

    @Test
    void beforeAnythingWasSeenAThirdIsLeftAfterAnHour() {
        assertThat(damping.left(12)).isCloseTo(0.3, within(0.01));
        assertThat(damping.left(3)).isCloseTo(0.68, within(0.01));
    }

    @Test
    void itLearnsHowFastDeviationsFade() {
        var random = new Random(5);
        var deviation = new float[20];
        for (int window = 0; window < 3000; window++) {
            var row = new float[20];
            for (int sensor = 0; sensor < 20; sensor++) {
                deviation[sensor] = (float) (0.9 * deviation[sensor] + 4 * random.nextGaussian());
                row[sensor] = random.nextInt(10) == 0 ? Float.NaN : 50 + deviation[sensor];
            }
            take(window, row);
        }

        assertThat(damping.left(1)).isCloseTo(0.9, within(0.03));
        assertThat(damping.left(6)).isCloseTo(Math.pow(0.9, 6), within(0.05));
        assertThat(damping.left(24)).isCloseTo(Math.pow(0.9, 24), within(0.06));
    }

    private void take(long window, float[] row) {
        var fifty = new float[20];
        java.util.Arrays.fill(fifty, 50);
        speeds.put(window, row);
        expected.put(window, fifty);
        damping.learn(speeds, expected);
    }
}
