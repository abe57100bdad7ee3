package io.freeflow.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileGridTest {

    @Test
    void aNewGridIsMissingEverywhere() {
        var grid = QuantileGrid.missing(2);

        assertThat(grid.sensors()).isEqualTo(2);
        assertThat(grid.isMissing(1, 11)).isTrue();
        assertThat(grid.mph(1, 11, QuantileGrid.P95)).isNaN();
    }

    @Test
    void valuesAreKeptToAHundredthOfAMph() {
        var random = new Random(1);
        var grid = QuantileGrid.missing(3);
        for (int i = 0; i < 1000; i++) {
            int sensor = random.nextInt(3);
            int step = random.nextInt(Horizons.STEPS);
            int quantile = random.nextInt(QuantileGrid.QUANTILES);
            double mph = random.nextDouble(QuantileGrid.MAX_MPH);

            grid.set(sensor, step, quantile, mph);

            assertThat(grid.mph(sensor, step, quantile)).isCloseTo(mph, within(0.005000001));
        }
    }

    @Test
    void theFormIsShortsBySensorStepAndQuantile() {
        var grid = QuantileGrid.missing(2);
        grid.set(1, 2, QuantileGrid.P50, 65.25);

        byte[] packed = grid.pack();

        int at = 2 * (1 * 12 * 7 + 2 * 7 + 3);
        assertThat(packed).hasSize(2 * 2 * 12 * 7);
        assertThat(ByteBuffer.wrap(packed).getShort(at)).isEqualTo((short) 6525);
        assertThat(packed[0]).isEqualTo((byte) -1);
        assertThat(QuantileGrid.unpack(packed).pack()).isEqualTo(packed);
        assertThat(QuantileGrid.unpack(packed).mph(1, 2, QuantileGrid.P50)).isEqualTo(65.25);
    }

    @Test
    void theBoundsAreValuesAndNaNIsMissing() {
        var grid = QuantileGrid.missing(1);
        grid.set(0, 0, QuantileGrid.P05, 0);
        grid.set(0, 0, QuantileGrid.P95, QuantileGrid.MAX_MPH);
        assertThat(grid.isMissing(0, 0)).isFalse();
        assertThat(grid.mph(0, 0, QuantileGrid.P05)).isZero();
        assertThat(grid.mph(0, 0, QuantileGrid.P95)).isEqualTo(QuantileGrid.MAX_MPH);

        grid.set(0, 0, QuantileGrid.P05, Double.NaN);
        assertThat(grid.isMissing(0, 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 327.68, Double.POSITIVE_INFINITY})
    void whatCannotBePackedIsRefused(double mph) {
        assertThatThrownBy(() -> QuantileGrid.missing(1).set(0, 0, 0, mph))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("speed must be 0 to 327.67 mph, was " + mph);
    }

    @Test
    void bytesMustBeAWholeNumberOfSensors() {
        assertThat(QuantileGrid.unpack(new byte[0]).sensors()).isZero();
        assertThatThrownBy(() -> QuantileGrid.unpack(new byte[169]))
                .hasMessage("a packed grid is a multiple of 168 bytes, was 169");
    }

    @Test
    void stepsAreFiveMinutesEach() {
        var issuedAt = Instant.parse("2012-03-01T08:00:00Z");

        assertThat(Horizons.minutes(0)).isEqualTo(5);
        assertThat(Horizons.stepOf(60)).isEqualTo(11);
        assertThat(Horizons.window(issuedAt, 0).start()).isEqualTo(issuedAt);
        assertThat(Horizons.window(issuedAt, 11).end()).isEqualTo("2012-03-01T09:00:00Z");
        assertThatThrownBy(() -> Horizons.stepOf(7))
                .hasMessage("horizon must be a multiple of 5 from 5 to 60 minutes, was 7");
    }
}
