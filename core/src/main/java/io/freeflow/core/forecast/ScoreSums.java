package io.freeflow.core.forecast;

/**
 * Sums over scored cells, from which errors are pooled over values. Forecast minus observed, in mph. Only observed
 * targets are scored, never imputed or missing ones.
 *
 * @param n cells scored
 * @param absolute sum of |error|
 * @param squared sum of error squared
 * @param percent sum of 100 |error| / observed, over the cells with an observed speed above 0
 * @param percentCells cells in {@code percent}
 * @param error sum of errors
 * @param covered cells whose observed speed lies in the 90 % interval
 * @param width sum of the widths of the 90 % intervals
 */
public record ScoreSums(
        long n,
        double absolute,
        double squared,
        double percent,
        long percentCells,
        double error,
        long covered,
        double width) {

    public static final ScoreSums ZERO = new ScoreSums(0, 0, 0, 0, 0, 0, 0, 0);

    public ScoreSums plus(ScoreSums other) {
        return new ScoreSums(
                n + other.n,
                absolute + other.absolute,
                squared + other.squared,
                percent + other.percent,
                percentCells + other.percentCells,
                error + other.error,
                covered + other.covered,
                width + other.width);
    }

    /** Mean absolute error in mph; {@code NaN} when nothing was scored. */
    public double mae() {
        return absolute / n;
    }

    public double rmse() {
        return Math.sqrt(squared / n);
    }

    public double mapePercent() {
        return percent / percentCells;
    }

    public double bias() {
        return error / n;
    }

    public double coverage90Percent() {
        return 100.0 * covered / n;
    }

    public double width90() {
        return width / n;
    }
}
