package io.freeflow.forecast.evaluate;

/**
 * The typical week plus what is left of the last value's deviation from it. The share that is left after each number of
 * rows is chosen on validation; a last value that is old has less left.
 */
final class DampedDeviation implements Candidate {

    /** Shares that are tried: 0, 0.05 ... 1. */
    private static final int SHARES = 21;
    /** Twelve steps after a value that is up to twelve rows old. */
    private static final int LAGS = 24;
    /** Of 0 to 10 slots around, 6 was best on METR-LA's validation part. */
    private static final int AROUND = 6;

    private final WeeklyMean week = new WeeklyMean(AROUND);
    private final LastValue last = new LastValue();
    private final float[] share = new float[LAGS + 1];

    @Override
    public String name() {
        return "typical week + damped deviation";
    }

    @Override
    public void fit(Matrix matrix, Split split) {
        week.fit(matrix, split);
        last.fit(matrix, split);
        var errors = new double[LAGS + 1][SHARES];
        for (int window = split.train(); window < split.firstTest(); window++) {
            collect(matrix, window + StandardEvaluation.IN - 1, errors);
        }
        for (int lag = 1; lag <= LAGS; lag++) {
            share[lag] = place(smallest(errors[lag]));
        }
    }

    private void collect(Matrix matrix, int lastRow, double[][] errors) {
        var rows = last.rowsAt(matrix, lastRow);
        for (int sensor = 0; sensor < matrix.sensors(); sensor++) {
            for (int target = lastRow + 1; target <= lastRow + StandardEvaluation.OUT; target++) {
                int lag = target - rows[sensor];
                if (rows[sensor] >= 0 && lag <= LAGS && !matrix.isMissing(target, sensor)) {
                    float rest = matrix.mph()[target][sensor] - week.mph(target, sensor);
                    add(errors[lag], rest, deviation(matrix, rows[sensor], sensor));
                }
            }
        }
    }

    private static void add(double[] errors, float rest, float deviation) {
        for (int i = 0; i < SHARES; i++) {
            errors[i] += Math.abs(rest - place(i) * deviation);
        }
    }

    private static float place(int i) {
        return i / (SHARES - 1f);
    }

    private static int smallest(double[] errors) {
        int best = 0;
        for (int i = 1; i < errors.length; i++) {
            best = errors[i] < errors[best] ? i : best;
        }
        return best;
    }

    private float deviation(Matrix matrix, int row, int sensor) {
        return matrix.mph()[row][sensor] - week.mph(row, sensor);
    }

    /** The chosen share that is left after a number of rows. */
    float share(int lag) {
        return share[lag];
    }

    @Override
    public void predict(Matrix matrix, int lastRow, float[] out) {
        week.predict(matrix, lastRow, out);
        var rows = last.rowsAt(matrix, lastRow);
        for (int sensor = 0; sensor < matrix.sensors(); sensor++) {
            for (int step = 0; step < StandardEvaluation.OUT; step++) {
                int lag = lastRow + 1 + step - rows[sensor];
                if (rows[sensor] >= 0 && lag <= LAGS) {
                    out[sensor * StandardEvaluation.OUT + step] += share[lag] * deviation(matrix, rows[sensor], sensor);
                }
            }
        }
    }
}
