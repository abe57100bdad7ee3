package io.freeflow.forecast.evaluate;

import io.freeflow.forecast.models.IntervalTracker;
import java.util.Arrays;

/**
 * A model whose intervals follow what happened, as they do on the road: at each row it is told of the forecasts that spoke of
 * that row. It has to be asked row by row, else it forgets what it is waiting for.
 */
public final class Tracked implements Candidate {

    private static final int NONE = -1;

    private final Candidate model;
    private final float rate;
    private IntervalTracker tracker;
    /** By the place of the row modulo twelve: the row that a forecast was made at, and its ends. */
    private final int[] rows = new int[StandardEvaluation.OUT];

    private final float[][] lows = new float[StandardEvaluation.OUT][];
    private final float[][] highs = new float[StandardEvaluation.OUT][];

    /**
     * A model, tracked.
     *
     * @param rate see {@link IntervalTracker}
     */
    public Tracked(Candidate model, float rate) {
        this.model = model;
        this.rate = rate;
        this.tracker = new IntervalTracker(model.name(), 0, rate);
    }

    @Override
    public String name() {
        return model.name() + " tracked at " + rate;
    }

    @Override
    public void fit(Matrix matrix, Split split) {
        model.fit(matrix, split);
        tracker = new IntervalTracker(model.name(), matrix.sensors(), rate);
        Arrays.fill(rows, NONE);
    }

    @Override
    public void predict(Matrix matrix, int lastRow, float[] out) {
        predict(matrix, lastRow, out, new float[out.length], new float[out.length]);
    }

    @Override
    public void predict(Matrix matrix, int lastRow, float[] out, float[] low, float[] high) {
        learn(matrix, lastRow);
        model.predict(matrix, lastRow, out, low, high);
        for (int sensor = 0; sensor < matrix.sensors(); sensor++) {
            for (int step = 0; step < StandardEvaluation.OUT; step++) {
                int cell = sensor * StandardEvaluation.OUT + step;
                low[cell] = tracker.low(sensor, step, low[cell], out[cell]);
                high[cell] = tracker.high(sensor, step, high[cell], out[cell]);
            }
        }
        int place = lastRow % rows.length;
        rows[place] = lastRow;
        lows[place] = low.clone();
        highs[place] = high.clone();
    }

    private void learn(Matrix matrix, int row) {
        for (int step = 0; step < StandardEvaluation.OUT; step++) {
            int made = row - step - 1;
            int place = Math.floorMod(made, rows.length);
            if (rows[place] == made) {
                for (int sensor = 0; sensor < matrix.sensors(); sensor++) {
                    if (!matrix.isMissing(row, sensor)) {
                        int cell = sensor * StandardEvaluation.OUT + step;
                        tracker.learn(sensor, step, lows[place][cell], highs[place][cell], matrix.mph()[row][sensor]);
                    }
                }
            }
        }
    }
}
