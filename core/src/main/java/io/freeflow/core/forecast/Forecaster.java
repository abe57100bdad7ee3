package io.freeflow.core.forecast;

import java.util.Arrays;

/**
 * A model of a region's next hour. The same history and the same learnt state give the same draft. Not thread-safe.
 *
 * <p>A model writes a {@link Draft}, in which anything can stand; only the guard makes a {@link QuantileGrid} of it.
 */
public interface Forecaster {

    /** The model's stable name: lower case, digits and dashes. */
    String name();

    /** What its numbers rest on at present, such as a training run or how long it has learnt. */
    String version();

    /** Writes every cell it can say something about; the others stay {@code NaN}. */
    void forecast(History history, Draft draft);

    /** What a model says, not yet checked. In mph, {@code NaN} is missing; [sensor][step][quantile] as in the grid. */
    final class Draft {

        private final int sensors;
        private final float[] mph;

        public Draft(int sensors) {
            this.sensors = sensors;
            this.mph = new float[sensors * Horizons.STEPS * QuantileGrid.QUANTILES];
            clear();
        }

        public int sensors() {
            return sensors;
        }

        /** Makes every value missing. */
        public void clear() {
            Arrays.fill(mph, Float.NaN);
        }

        public float mph(int sensor, int step, int quantile) {
            return mph[at(sensor, step) + quantile];
        }

        public void set(int sensor, int step, int quantile, float value) {
            mph[at(sensor, step) + quantile] = value;
        }

        private static int at(int sensor, int step) {
            return (sensor * Horizons.STEPS + step) * QuantileGrid.QUANTILES;
        }
    }
}
