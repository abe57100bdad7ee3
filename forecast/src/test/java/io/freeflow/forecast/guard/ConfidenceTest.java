package io.freeflow.forecast.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.forecast.QuantileGrid;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

    @Test
    void aNarrowForecastIsSure() {
        assertThat(confidence(58, 59, 60, 61, 62, 63, 64)).isEqualTo(1);
    }

    @Test
    void itIsTheProbabilityOfBeingWithinTenMilesPerHour() {
        assertThat(confidence(20, 30, 40, 50, 60, 70, 80)).isCloseTo(0.5, within(1e-9));
        assertThat(confidence(20, 30, 40, 50, 52, 55, 70)).isCloseTo(0.9 + 0.05 / 3 - 0.25, within(1e-9));
    }

    @Test
    void aMissingCellHasNoConfidenceAndSuitsNobody() {
        double confidence = Confidence.of(QuantileGrid.missing(1), 0, 0);

        assertThat(confidence).isNaN();
        assertThat(Confidence.suitableForRouting(confidence)).isFalse();
    }

    @Test
    void sixtyPercentIsEnoughForRouting() {
        assertThat(Confidence.suitableForRouting(0.6)).isTrue();
        assertThat(Confidence.suitableForRouting(0.59)).isFalse();
    }

    private static double confidence(double... quantiles) {
        var grid = QuantileGrid.missing(1);
        for (int quantile = 0; quantile < quantiles.length; quantile++) {
            grid.set(0, 0, quantile, quantiles[quantile]);
        }
        return Confidence.of(grid, 0, 0);
    }
}
