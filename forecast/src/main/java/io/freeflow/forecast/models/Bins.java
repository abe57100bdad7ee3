package io.freeflow.forecast.models;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;

/** The bins of an error from -100 to 100 mph: 0.5 mph wide near zero, up to 4 mph wide far out. */
public final class Bins {

    private static final float[] EDGES = edges();
    static final int COUNT = EDGES.length - 1;
    private static final byte[] PLACES = places();

    /** An unknown model's errors weigh as much as this many seen ones. */
    private static final double WIDE_WEIGHT = 100;

    private Bins() {}

    static int of(float error) {
        int half = (int) Math.clamp(2 * error + 200, 0, PLACES.length - 1);
        return PLACES[half];
    }

    /**
     * The errors of a model of which nothing is known: two-sided exponential, its 90 % interval 10 mph to either side
     * at 5 minutes and 20 mph at 60.
     */
    public static float[] wide() {
        var prior = new float[Horizons.STEPS * COUNT];
        for (int step = 0; step < Horizons.STEPS; step++) {
            double scale = (10 + 10.0 * step / (Horizons.STEPS - 1)) / Math.log(10);
            for (int bin = 0; bin < COUNT; bin++) {
                double share = laplace(EDGES[bin + 1] / scale) - laplace(EDGES[bin] / scale);
                prior[step * COUNT + bin] = (float) (WIDE_WEIGHT * share);
            }
        }
        return prior;
    }

    /** Writes the seven quantiles of a histogram, even within a bin. */
    static void quantiles(double[] weights, float[] out, int first) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double below = 0;
        int bin = 0;
        for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
            double wanted = total * QuantileGrid.LEVELS.get(quantile) / 100;
            while (bin < COUNT - 1 && below + weights[bin] < wanted) {
                below += weights[bin];
                bin++;
            }
            double part = weights[bin] > 0 ? Math.clamp((wanted - below) / weights[bin], 0, 1) : 0;
            out[first + quantile] = (float) (EDGES[bin] + part * (EDGES[bin + 1] - EDGES[bin]));
        }
    }

    private static double laplace(double x) {
        return x < 0 ? 0.5 * Math.exp(x) : 1 - 0.5 * Math.exp(-x);
    }

    private static float[] edges() {
        var half = new java.util.ArrayList<Float>();
        for (float edge = 0; edge < 100; edge += edge < 8 ? 0.5f : edge < 24 ? 1 : edge < 48 ? 2 : 4) {
            half.add(edge);
        }
        half.add(100f);
        var edges = new float[2 * half.size() - 1];
        for (int i = 0; i < half.size(); i++) {
            edges[half.size() - 1 + i] = half.get(i);
            edges[half.size() - 1 - i] = -half.get(i);
        }
        return edges;
    }

    /** The bin of each half mile per hour from -100. */
    private static byte[] places() {
        var places = new byte[400];
        int bin = 0;
        for (int half = 0; half < places.length; half++) {
            while (EDGES[bin + 1] <= -100 + half / 2f) {
                bin++;
            }
            places[half] = (byte) bin;
        }
        return places;
    }
}
