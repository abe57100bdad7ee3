package io.freeflow.forecast.guard;

import io.freeflow.core.forecast.QuantileGrid;

/**
 * How sure a forecast is of itself: the probability, by its own quantiles, that the speed will be within 10 mph of the
 * median. 10 mph is the error that probe-data contracts allow. Between two quantiles the probability is spread evenly;
 * the 5 % beyond each end count only if the end itself is nearer than 10 mph. So it is honest exactly as far as the
 * intervals are, and their coverage is published.
 */
public final class Confidence {

    public static final double LOW_BELOW = 0.3;
    public static final double ROUTING_FROM = 0.6;
    private static final double NEAR_MPH = 10;

    private Confidence() {}

    /** 0 to 1; {@code NaN} for a missing cell. */
    public static double of(QuantileGrid grid, int sensor, int step) {
        double median = grid.mph(sensor, step, QuantileGrid.P50);
        if (Double.isNaN(median)) {
            return Double.NaN;
        }
        return probabilityBelow(grid, sensor, step, median + NEAR_MPH)
                - probabilityBelow(grid, sensor, step, median - NEAR_MPH);
    }

    /** A missing cell is not suitable: unknown never passes. */
    public static boolean suitableForRouting(double confidence) {
        return confidence >= ROUTING_FROM;
    }

    private static double probabilityBelow(QuantileGrid grid, int sensor, int step, double mph) {
        double lower = grid.mph(sensor, step, 0);
        if (mph < lower) {
            return 0;
        }
        for (int quantile = 1; quantile < QuantileGrid.QUANTILES; quantile++) {
            double upper = grid.mph(sensor, step, quantile);
            if (mph < upper) {
                double from = QuantileGrid.LEVELS.get(quantile - 1);
                double to = QuantileGrid.LEVELS.get(quantile);
                return (from + (to - from) * (mph - lower) / (upper - lower)) / 100;
            }
            lower = upper;
        }
        return 1;
    }
}
