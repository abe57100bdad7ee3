package io.freeflow.forecast.models;

import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import io.freeflow.forecast.time.Calendar;
import java.nio.ByteBuffer;

/**
 * How much of today's deviation from the typical week is left after some windows. Learnt from what every new window says
 * about the deviations of the two hours before it.
 */
public final class Damping implements Saved {

    /*
     * a(lag) = (P a0(lag) + sum r_t r_{t+lag}) / (P + sum r_t^2), held to 0..1: least squares without intercept, drawn to
     * a0(lag) = 0.9 exp(-0.092 lag), which passes .68/.52/.30 at 15/30/60 minutes. Residuals are taken against the
     * profile as it stood before their window, so nothing of the target is in it. Sums halve in two weeks: the bad
     * profile of the first days is forgotten.
     */
    static final int LAGS = 24;

    private static final double PRIOR = 20_000;
    private static final double KEEP = Math.pow(0.5, 1.0 / (2 * Calendar.SLOTS));

    private final double[] product = new double[LAGS + 1];
    private final double[] square = new double[LAGS + 1];
    private boolean changed;

    /** Learns from the newest window. */
    void learn(Ring speeds, Ring expected) {
        long newest = speeds.newest();
        var speedNow = speeds.row(newest);
        var expectedNow = expected.row(newest);
        for (int lag = 1; lag <= LAGS; lag++) {
            product[lag] *= KEEP;
            square[lag] *= KEEP;
            if (!speeds.has(newest - lag) || !expected.has(newest - lag)) {
                continue;
            }
            var speedThen = speeds.row(newest - lag);
            var expectedThen = expected.row(newest - lag);
            for (int sensor = 0; sensor < speedNow.length; sensor++) {
                float then = speedThen[sensor] - expectedThen[sensor];
                float both = then * (speedNow[sensor] - expectedNow[sensor]);
                if (!Float.isNaN(both)) {
                    product[lag] += both;
                    square[lag] += then * then;
                }
            }
        }
        changed = true;
    }

    /** The share of a deviation that is left after 1 to 24 windows, 0 to 1. */
    double left(int lag) {
        double before = 0.9 * Math.exp(-0.092 * lag);
        return Math.clamp((PRIOR * before + product[lag]) / (PRIOR + square[lag]), 0, 1);
    }

    @Override
    public String kind() {
        return "damping";
    }

    @Override
    public int headerBytes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void save(Granules granules) {
        if (changed) {
            changed = false;
            var bytes = ByteBuffer.allocate(2 * (LAGS + 1) * Double.BYTES);
            bytes.asDoubleBuffer().put(product).put(square);
            granules.put(kind(), "all", bytes.array());
        }
    }

    @Override
    public void restore(String key, byte[] bytes) {
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(product).get(square);
    }

    @Override
    public void touch() {
        changed = true;
    }
}
