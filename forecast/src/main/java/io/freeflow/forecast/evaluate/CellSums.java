package io.freeflow.forecast.evaluate;

/** Sums over scored cells, in mph. A cell without an interval makes everything about intervals {@code NaN}. */
public final class CellSums {

    /** Share that an interval from 5 % to 95 % leaves outside. */
    private static final double OUTSIDE = 0.1;

    private long cells;
    private double absolute;
    private double squared;
    private double percent;
    private double error;
    private long covered;
    private double width;
    private double outside;
    private double pinball;

    void add(double said, double low, double high, double observed) {
        double difference = said - observed;
        cells++;
        absolute += Math.abs(difference);
        squared += difference * difference;
        percent += 100 * Math.abs(difference) / observed;
        error += difference;
        covered += observed >= low && observed <= high ? 1 : 0;
        width += high - low;
        outside += Math.max(0, Math.max(low - observed, observed - high));
        pinball += (pinball(low, observed, 0.05) + pinball(said, observed, 0.5) + pinball(high, observed, 0.95)) / 3;
    }

    private static double pinball(double said, double observed, double level) {
        double above = observed - said;
        return Double.isNaN(said) ? Double.NaN : above >= 0 ? level * above : (level - 1) * above;
    }

    void add(CellSums other) {
        cells += other.cells;
        absolute += other.absolute;
        squared += other.squared;
        percent += other.percent;
        error += other.error;
        covered += other.covered;
        width += other.width;
        outside += other.outside;
        pinball += other.pinball;
    }

    public long cells() {
        return cells;
    }

    double absolute() {
        return absolute;
    }

    public double mae() {
        return absolute / cells;
    }

    public double rmse() {
        return Math.sqrt(squared / cells);
    }

    public double mapePercent() {
        return percent / cells;
    }

    /** Said minus observed. */
    public double bias() {
        return error / cells;
    }

    /** Observed speeds within the 90 % interval. */
    public double coveragePercent() {
        return Double.isNaN(width) ? Double.NaN : 100.0 * covered / cells;
    }

    /** Mean width of the 90 % interval. */
    public double width() {
        return width / cells;
    }

    /** Mean interval score of the 90 % interval (Winkler 1972; Gneiting and Raftery 2007, equation 43). */
    public double winkler() {
        return (width + 2 / OUTSIDE * outside) / cells;
    }

    /** Mean pinball loss of the 5, 50 and 95 % quantiles. */
    public double pinball() {
        return pinball / cells;
    }
}
