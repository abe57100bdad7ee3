package io.freeflow.forecast.models;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import io.freeflow.forecast.time.Calendar;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * How wrong one model was: histograms of observed minus forecast by step and {@link Regime}, and their quantiles. From
 * them come its intervals, lopsided where its errors are.
 */
public final class ResidualQuantiles implements Saved {

    /** Counts halve after each week of windows, so that what was learnt about a young profile is forgotten. */
    private static final int HALVE_AFTER = Calendar.SLOTS;

    private final String model;
    private final float[] prior;
    private final int[] counts = new int[Horizons.STEPS * Regime.REGIMES * Bins.COUNT];
    private final float[] offsets = new float[Horizons.STEPS * Regime.REGIMES * QuantileGrid.QUANTILES];
    private int windows;
    private boolean changed;
    private boolean stale = true;

    /**
     * Knows nothing but its prior.
     *
     * @param prior weight of each bin, [step][bin]; see {@link Bins}
     */
    public ResidualQuantiles(String model, float[] prior) {
        this.model = model;
        this.prior = prior.clone();
    }

    /** Takes in one error in mph, observed minus forecast. */
    void learn(int step, int regime, float error) {
        counts[(step * Regime.REGIMES + regime) * Bins.COUNT + Bins.of(error)]++;
        changed = true;
    }

    /** Says that all errors of a window were taken in. */
    void endWindow() {
        stale = true;
        changed = true;
        windows++;
        if (windows % HALVE_AFTER == 0) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] >>= 1;
            }
        }
    }

    /** The error in mph that stays below with the probability of the quantile's level. */
    float offset(int step, int regime, int quantile) {
        if (stale) {
            refresh();
        }
        return offsets[(step * Regime.REGIMES + regime) * QuantileGrid.QUANTILES + quantile];
    }

    private void refresh() {
        stale = false;
        var weights = new double[Bins.COUNT];
        for (int cell = 0; cell < Horizons.STEPS * Regime.REGIMES; cell++) {
            int first = cell / Regime.REGIMES * Bins.COUNT;
            for (int bin = 0; bin < Bins.COUNT; bin++) {
                weights[bin] = prior[first + bin] + counts[cell * Bins.COUNT + bin];
            }
            Bins.quantiles(weights, offsets, cell * QuantileGrid.QUANTILES);
        }
    }

    @Override
    public String kind() {
        return "residuals-" + model;
    }

    @Override
    public int headerBytes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void save(Granules granules) {
        if (changed) {
            changed = false;
            var bytes = new ByteArrayOutputStream(2 * counts.length);
            writeSmall(bytes, windows);
            for (int count : counts) {
                writeSmall(bytes, count);
            }
            granules.put(kind(), "all", bytes.toByteArray());
        }
    }

    @Override
    public void restore(String key, byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        windows = readSmall(in);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = readSmall(in);
        }
        stale = true;
    }

    @Override
    public void touch() {
        changed = true;
    }

    /** Seven bits a byte, the highest bit says that more follow. */
    private static void writeSmall(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static int readSmall(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
