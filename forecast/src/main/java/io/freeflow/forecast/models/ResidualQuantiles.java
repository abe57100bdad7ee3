package io.freeflow.forecast.models;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import io.freeflow.forecast.time.Calendar;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How wrong one model was: histograms of observed minus forecast by step and regime, and their quantiles. From
 * them come its intervals, lopsided where its errors are.
 */
public final class ResidualQuantiles implements Saved {

    /** Counts halve after each week of windows, so that what was learnt about a young profile is forgotten. */
    private static final int HALVE_AFTER = Calendar.SLOTS;

    private final String model;
    private final float[] prior;
    private final int regimes;
    private final int[] counts;
    private final float[] offsets;
    private final double[] weights = new double[Bins.COUNT];
    private int windows;
    private boolean changed;
    private final boolean[] stale;

    /**
     * Knows nothing but {@link Bins#wide}.
     *
     * @param regimes how many kinds of cells are told apart
     */
    public ResidualQuantiles(String model, int regimes) {
        this.model = model;
        this.regimes = regimes;
        this.counts = new int[Horizons.STEPS * regimes * Bins.COUNT];
        this.offsets = new float[Horizons.STEPS * regimes * QuantileGrid.QUANTILES];
        this.stale = new boolean[Horizons.STEPS * regimes];
        this.prior = Bins.wide();
        Arrays.fill(stale, true);
    }

    /** Takes in one error in mph, observed minus forecast. */
    void learn(int step, int regime, float error) {
        int cell = step * regimes + regime;
        counts[cell * Bins.COUNT + Bins.of(error)]++;
        stale[cell] = true;
        changed = true;
    }

    /** Says that all errors of a window were taken in. */
    void endWindow() {
        changed = true;
        windows++;
        if (windows % HALVE_AFTER == 0) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] >>= 1;
            }
            Arrays.fill(stale, true);
        }
    }

    /** The error in mph that stays below with the probability of the quantile's level. */
    float offset(int step, int regime, int quantile) {
        int cell = step * regimes + regime;
        if (stale[cell]) {
            stale[cell] = false;
            refresh(cell);
        }
        return offsets[cell * QuantileGrid.QUANTILES + quantile];
    }

    private void refresh(int cell) {
        int first = cell / regimes * Bins.COUNT;
        for (int bin = 0; bin < Bins.COUNT; bin++) {
            weights[bin] = prior[first + bin] + counts[cell * Bins.COUNT + bin];
        }
        Bins.quantiles(weights, offsets, cell * QuantileGrid.QUANTILES);
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
            var bytes = new ByteArrayOutputStream();
            writeSmall(bytes, windows);
            for (int i = 0; i < counts.length; i++) {
                writeSmall(bytes, counts[i]);
                if (counts[i] == 0) {
                    int end = endOfZeros(i);
                    writeSmall(bytes, end - i - 1);
                    i = end - 1;
                }
            }
            granules.put(kind(), "all", bytes.toByteArray());
        }
    }

    @Override
    public void restore(String key, byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        windows = readSmall(in);
        Arrays.fill(counts, 0);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = readSmall(in);
            i += counts[i] == 0 ? readSmall(in) : 0;
        }
        Arrays.fill(stale, true);
    }

    @Override
    public void touch() {
        changed = true;
    }

    private int endOfZeros(int first) {
        int end = first;
        while (end < counts.length && counts[end] == 0) {
            end++;
        }
        return end;
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
