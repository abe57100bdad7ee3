package io.freeflow.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the quantiles 5, 10, 25, 50, 75, 90, 95 say about a bound. */
class ProbabilityBelowTest {

    @ParameterizedTest
    @CsvSource({
        "20, 0.05", // on a quantile
        "30, 0.50",
        "50, 0.95",
        "21, 0.075", // on the line between two
        "32.5, 0.625",
        "19, 0.025", // the first line goes on
        "18, 0",
        "5, 0",
        "52, 0.97", // and so does the last
        "55, 1",
        "90, 1"
    })
    void isReadOffTheLinesThroughTheQuantiles(double bound, double probability) {
        assertThat(below(bound, 20, 22, 25, 30, 35, 45, 50)).isCloseTo(probability, within(1e-9));
    }

    @Test
    void nothingIsSlowerThanStanding() {
        assertThat(below(0, 0, 0, 1, 2, 3, 4, 5)).isZero();
        assertThat(below(1, 2, 10, 11, 12, 13, 14, 15)).isCloseTo(0.025, within(1e-9));
    }

    @Test
    void equalQuantilesAreAStep() {
        assertThat(below(29.99, 30, 30, 30, 30, 30, 30, 30)).isZero();
        assertThat(below(30, 30, 30, 30, 30, 30, 30, 30)).isEqualTo(0.05);
        assertThat(below(30.01, 30, 30, 30, 30, 30, 30, 30)).isEqualTo(1);
        assertThat(below(30, 20, 25, 30, 30, 30, 40, 50)).isEqualTo(0.25);
    }

    @Test
    void whatIsMissingHasNone() {
        assertThat(QuantileGrid.missing(1).probabilityBelow(0, 0, 30)).isNaN();
    }

    static LongStream seeds() {
        var only = Long.getLong("seed"); // -Dseed=42 replays one failure
        return only != null ? LongStream.of(only) : new Random(1).longs(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void growsWithTheBoundFromZeroToOne(long seed) {
        var random = new Random(seed);
        var quantiles = random.doubles(7, 0, 80).map(Math::rint).sorted().toArray();

        double before = 0;
        for (double bound = 0; bound <= 170; bound += 0.5) {
            double probability = below(bound, quantiles);
            assertThat(probability).isBetween(before, 1.0);
            before = probability;
        }
        assertThat(before).isEqualTo(1);
    }

    private static double below(double bound, double... quantiles) {
        var grid = QuantileGrid.missing(1);
        for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
            grid.set(0, 3, quantile, quantiles[quantile]);
        }
        return grid.probabilityBelow(0, 3, bound);
    }
}
