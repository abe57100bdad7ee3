package io.freeflow.core.forecast;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Seven quantiles of speed for each sensor and each of the twelve steps, packed as 16-bit hundredths of a mph. Mutable
 * until handed on; a receiver must not change it.
 *
 * <p>Packed form: big-endian signed shorts in the order [sensor][step][quantile]; -1 is missing.
 */
public final class QuantileGrid {

    /** The levels in percent. The 90 % interval is the first to the last. */
    public static final List<Integer> LEVELS = List.of(5, 10, 25, 50, 75, 90, 95);

    public static final int QUANTILES = 7;
    public static final int P05 = 0;
    public static final int P50 = 3;
    public static final int P95 = 6;
    /** The highest speed that can be packed. */
    public static final double MAX_MPH = 327.67;

    private static final short MISSING = -1;
    private static final int ROW = Horizons.STEPS * QUANTILES;

    private final short[] values;

    private QuantileGrid(short[] values) {
        this.values = values;
    }

    /** A grid in which every value is missing. */
    public static QuantileGrid missing(int sensors) {
        var values = new short[sensors * ROW];
        java.util.Arrays.fill(values, MISSING);
        return new QuantileGrid(values);
    }

    /**
     * A grid from its packed form.
     *
     * @throws IllegalArgumentException if the bytes are not a whole number of sensors */
    public static QuantileGrid unpack(byte[] bytes) {
        if (bytes.length % (2 * ROW) != 0) {
            throw new IllegalArgumentException(
                    "a packed grid is a multiple of " + 2 * ROW + " bytes, was " + bytes.length);
        }
        var values = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).asShortBuffer().get(values);
        return new QuantileGrid(values);
    }

    public byte[] pack() {
        var buffer = ByteBuffer.allocate(2 * values.length);
        buffer.asShortBuffer().put(values);
        return buffer.array();
    }

    public int sensors() {
        return values.length / ROW;
    }

    /** Speed in mph, rounded to 0.01; {@code NaN} if missing. */
    public double mph(int sensor, int step, int quantile) {
        short value = values[sensor * ROW + step * QUANTILES + quantile];
        return value == MISSING ? Double.NaN : value / 100.0;
    }

    public boolean isMissing(int sensor, int step) {
        return values[sensor * ROW + step * QUANTILES] == MISSING;
    }

    /**
     * How probable it is that the speed will be below a bound: straight lines through (p05, 0.05) to (p95, 0.95), the first
     * and the last of which go on until 0, though not below 0 mph, and 1. Where several quantiles are equal to the bound, the
     * lowest of their levels.
     *
     * @return 0 to 1; {@code NaN} if missing
     */
    public double probabilityBelow(int sensor, int step, double boundMph) {
        if (isMissing(sensor, step)) {
            return Double.NaN;
        }
        if (boundMph <= 0) {
            return 0;
        }
        double lowest = mph(sensor, step, 0);
        double highest = mph(sensor, step, QUANTILES - 1);
        double below = Math.max(0, lowest - (mph(sensor, step, 1) - lowest));
        double belowLevel = 0;
        for (int quantile = 0; quantile < QUANTILES; quantile++) {
            double above = mph(sensor, step, quantile);
            double aboveLevel = LEVELS.get(quantile) / 100.0;
            if (boundMph <= above) {
                return between(below, belowLevel, above, aboveLevel, boundMph);
            }
            below = above;
            belowLevel = aboveLevel;
        }
        return between(highest, belowLevel, highest + highest - mph(sensor, step, QUANTILES - 2), 1, boundMph);
    }

    /** The level at a speed on the line from one point to another, held between their levels. */
    private static double between(double from, double fromLevel, double to, double toLevel, double mph) {
        if (mph >= to) {
            return toLevel;
        }
        return fromLevel + Math.max(0, (mph - from) / (to - from)) * (toLevel - fromLevel);
    }

    /**
     * Puts one value.
     *
     * @param mph 0 to {@link #MAX_MPH}, or {@code NaN} for missing
     */
    public void set(int sensor, int step, int quantile, double mph) {
        if (mph < 0 || mph > MAX_MPH) {
            throw new IllegalArgumentException("speed must be 0 to " + MAX_MPH + " mph, was " + mph);
        }
        values[sensor * ROW + step * QUANTILES + quantile] =
                Double.isNaN(mph) ? MISSING : (short) Math.round(mph * 100);
    }
}
