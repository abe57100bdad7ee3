package io.freeflow.forecast.evaluate;

import java.time.LocalDateTime;

/**
 * Speeds by row and sensor, as the literature's data sets are: rows are counted, the wall clock is a label. Its arrays
 * are not copied and must not be changed.
 *
 * @param times wall clock at the start of each row
 * @param mph [row][sensor]; 0 and {@code NaN} are missing
 */
public record Matrix(LocalDateTime[] times, float[][] mph) {

    public Matrix {
        if (times.length != mph.length || mph.length < StandardEvaluation.IN + StandardEvaluation.OUT) {
            throw new IllegalArgumentException("a matrix needs a time for each of at least "
                    + (StandardEvaluation.IN + StandardEvaluation.OUT) + " rows, had " + times.length + " times for "
                    + mph.length + " rows");
        }
    }

    public int rows() {
        return mph.length;
    }

    public int sensors() {
        return mph[0].length;
    }

    public boolean isMissing(int row, int sensor) {
        return !(mph[row][sensor] > 0);
    }
}
