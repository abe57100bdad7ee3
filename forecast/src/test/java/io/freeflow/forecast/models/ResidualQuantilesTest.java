package io.freeflow.forecast.models;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.forecast.state.Granules;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResidualQuantilesTest {

    private final ResidualQuantiles residuals = new ResidualQuantiles("model", Regime.REGIMES);

    @Test
    void theyStartWide() {
        assertThat(residuals.offset(0, 0, QuantileGrid.P05)).isCloseTo(-10, within(1f));
        assertThat(residuals.offset(11, 0, QuantileGrid.P95)).isCloseTo(20, within(1f));
    }

    @Test
    void theyBecomeTheQuantilesOfWhatWasSeen() {
        var random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            residuals.learn(2, 4, (float) (3 + 5 * random.nextGaussian()));
        }
        residuals.endWindow();

        assertThat(residuals.offset(2, 4, QuantileGrid.P05)).isCloseTo(3 - 5 * 1.645f, within(0.3f));
        assertThat(residuals.offset(2, 4, QuantileGrid.P50)).isCloseTo(3, within(0.2f));
        assertThat(residuals.offset(2, 4, QuantileGrid.P95)).isCloseTo(3 + 5 * 1.645f, within(0.3f));
        assertThat(residuals.offset(3, 4, QuantileGrid.P50)).as("another step").isCloseTo(0, within(0.5f));
        assertThat(residuals.offset(2, 5, QuantileGrid.P50))
                .as("another regime")
                .isCloseTo(0, within(0.5f));
    }

    @Test
    void quantilesNeverCross() {
        var random = new Random(4);
        for (int i = 0; i < 500; i++) {
            residuals.learn(random.nextInt(12), random.nextInt(9), 100 * (float) random.nextGaussian());
        }
        residuals.endWindow();

        for (int step = 0; step < Horizons.STEPS; step++) {
            for (int quantile = 1; quantile < QuantileGrid.QUANTILES; quantile++) {
                assertThat(residuals.offset(step, 3, quantile))
                        .isGreaterThanOrEqualTo(residuals.offset(step, 3, quantile - 1));
            }
        }
    }

    @Test
    void whatIsSavedIsRestored() {
        var random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            residuals.learn(random.nextInt(12), random.nextInt(9), 30 * (float) random.nextGaussian());
        }
        residuals.endWindow();
        var saved = new ArrayList<byte[]>();
        residuals.save(new Granules("region", (granule, bytes) -> saved.add(requireNonNull(bytes))));

        var restored = new ResidualQuantiles("model", Regime.REGIMES);
        restored.learn(0, 0, 3);
        restored.restore("all", saved.getFirst());

        for (int step = 0; step < Horizons.STEPS; step++) {
            for (int regime = 0; regime < Regime.REGIMES; regime++) {
                assertThat(restored.offset(step, regime, QuantileGrid.P05))
                        .isEqualTo(residuals.offset(step, regime, QuantileGrid.P05));
            }
        }
    }

    @Test
    void everyErrorHasABin() {
        for (float error = -150; error < 150; error += 0.25f) {
            assertThat(Bins.of(error)).isBetween(0, Bins.COUNT - 1);
        }
        assertThat(Bins.of(0.1f)).isEqualTo(Bins.of(0.4f)).isNotEqualTo(Bins.of(-0.1f));
    }
}
