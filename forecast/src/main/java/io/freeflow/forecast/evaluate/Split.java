package io.freeflow.forecast.evaluate;

/**
 * The literature's 70/10/20 in time. A window begins at a row, has 12 rows in and 12 rows out, and counts for the part
 * that its place falls into.
 */
public record Split(int train, int validation, int test) {

    /** Of ten windows: with fewer a part is empty. */
    public static final int FEWEST_ROWS = StandardEvaluation.IN + StandardEvaluation.OUT + 9;

    /** The split of a matrix, rounded as DCRNN did: 23,974 / 3,425 / 6,850 windows for METR-LA. */
    public static Split of(int rows) {
        int windows = rows - StandardEvaluation.IN - StandardEvaluation.OUT + 1;
        int test = (int) Math.round(windows * 0.2);
        int train = (int) Math.round(windows * 0.7);
        return new Split(train, windows - train - test, test);
    }

    public int firstTest() {
        return train + validation;
    }

    public int windows() {
        return train + validation + test;
    }

    /** Rows that may be fitted on: the first 70 % of all rows. */
    public int fitRows(int rows) {
        return (int) (rows * 0.7);
    }
}
