package io.freeflow.forecast.evaluate;

import java.util.Arrays;

/** A model in the standard evaluation. */
public interface Candidate {

    String name();

    /** Learns from the train part and chooses on the validation part; must not look at the test part. */
    void fit(Matrix matrix, Split split);

    /**
     * Forecasts the twelve rows after a row, from that row and older ones only.
     *
     * @param out mph by [sensor][step]; {@code NaN} is scored as a speed of 0, so saying nothing does not pay
     */
    void predict(Matrix matrix, int lastRow, float[] out);

    /**
     * The same, and between which speeds nine of ten are expected.
     *
     * @param low mph by [sensor][step]; {@code NaN} from a model that gives no intervals
     * @param high as {@code low}
     */
    default void predict(Matrix matrix, int lastRow, float[] out, float[] low, float[] high) {
        predict(matrix, lastRow, out);
        Arrays.fill(low, Float.NaN);
        Arrays.fill(high, Float.NaN);
    }
}
