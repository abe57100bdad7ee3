package io.freeflow.forecast.evaluate;

import java.util.Arrays;

/** The last speed that is not missing, however old it is. */
class LastValue implements Candidate {

    private int upTo = -1;
    private int[] rows = new int[0];

    @Override
    public String name() {
        return "last value";
    }

    @Override
    public void fit(Matrix matrix, Split split) {
        rows = new int[matrix.sensors()];
        forget();
    }

    private void forget() {
        upTo = -1;
        Arrays.fill(rows, -1);
    }

    /** The row of each sensor's last value as seen from a row; -1 if it had none. Fast if asked in growing order. */
    int[] rowsAt(Matrix matrix, int lastRow) {
        if (lastRow < upTo) {
            forget();
        }
        while (upTo < lastRow) {
            upTo++;
            for (int sensor = 0; sensor < rows.length; sensor++) {
                if (!matrix.isMissing(upTo, sensor)) {
                    rows[sensor] = upTo;
                }
            }
        }
        return rows;
    }

    @Override
    public void predict(Matrix matrix, int lastRow, float[] out) {
        var last = rowsAt(matrix, lastRow);
        for (int sensor = 0; sensor < last.length; sensor++) {
            float mph = last[sensor] < 0 ? Float.NaN : matrix.mph()[last[sensor]][sensor];
            Arrays.fill(out, sensor * StandardEvaluation.OUT, (sensor + 1) * StandardEvaluation.OUT, mph);
        }
    }
}
