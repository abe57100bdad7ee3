package io.freeflow.pipeline.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.reading.Measurement;
import io.freeflow.testkit.EverySeed;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lane whose vehicles, loop included, are 30 feet long; traffic flows at 65 mph unless a test says otherwise. */
class A03_GFactorTest {

    private static final double FEET = 30;

    private static Measurement of(double vph, double mph) {
        return new Measurement(Double.NaN, vph, 100 * FEET / 5280 * vph / mph);
    }

    private static void learn(GFactor loop, int seconds, Random random) {
        for (int i = 0; i < 500; i++) {
            loop.take(of(300 + random.nextInt(1200), 64 + 2 * random.nextDouble()), seconds);
        }
    }

    @Test
    void untilItKnowsBetterAVehicleIsTwentyTwoFeet() {
        assertThat(new GFactor(1, 65).speed(of(600, 30))).isEqualTo(30 * 22 / FEET, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 300})
    void theLengthIsLearntFromFreeFlowWhateverThePeriod(int seconds) {
        var loop = new GFactor(1, 65);
        learn(loop, seconds, new Random(1));

        assertThat(loop.feet()).isEqualTo(FEET, within(0.6));
        assertThat(loop.speed(of(1500, 20))).isEqualTo(20, within(0.5));
    }

    @EverySeed
    void aQueueDoesNotSpoilWhatWasLearnt(long seed) {
        var loop = new GFactor(1, 65);
        var random = new Random(seed);
        learn(loop, 300, random);
        for (int i = 0; i < 24; i++) {
            loop.take(of(1400, 15 + 10 * random.nextDouble()), 300);
        }

        assertThat(loop.feet()).isEqualTo(FEET, within(1.0));
    }

    @Test
    void fewVehiclesMoveTheSpeedLittleAndManyMuch() {
        var few = new GFactor(1, 65);
        var many = new GFactor(1, 65);
        learn(few, 300, new Random(1));
        learn(many, 300, new Random(1));

        assertThat(few.take(of(24, 20), 300)).isGreaterThan(60);
        assertThat(many.take(of(1800, 20), 300)).isLessThan(40);
    }

    @Test
    void lanesTogetherCarryMore() {
        var three = new GFactor(3, 65);

        assertThat(three.speed(new Measurement(Double.NaN, 1800, 100 * 22.0 / 5280 * 600 / 40)))
                .isEqualTo(40, within(1e-9));
    }

    @Test
    void whatSaysNothingHasNoSpeed() {
        var loop = new GFactor(1, 65);

        assertThat(loop.take(new Measurement(Double.NaN, 0, 0), 300)).isNaN();
        assertThat(loop.take(new Measurement(Double.NaN, Double.NaN, 10), 300)).isNaN();
        assertThat(loop.take(new Measurement(Double.NaN, 600, Double.NaN), 300)).isNaN();
        assertThat(loop.feet()).isEqualTo(22);
    }
}
