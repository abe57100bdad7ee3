package io.freeflow.forecast.evaluate;

import io.freeflow.forecast.evaluate.BacktestScores.Regime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Scores models on one part of a matrix, all of them on the same cells: those that were observed. Windows and parts are the
 * literature's, see {@link StandardEvaluation}.
 */
public final class Backtest {

    /** Rows that a value tells the state at issue time. */
    private static final int CARRIED = StandardEvaluation.IN;

    private static final float CONGESTED_BELOW_MPH = 45;

    private final Matrix matrix;
    private final Matrix seen;
    private final Split split;
    private final int from;
    private final int until;
    private final int every;

    /** Which windows are scored. */
    public enum Part {
        VALIDATION,
        TEST
    }

    /**
     * A backtest of every n-th window of a part.
     *
     * @param every 1 is the protocol, more is a look
     * @param lost share of the sensors that say nothing while they are forecast and are scored all the same; 0 to 0.9
     * @param seed of the choice of those
     */
    public Backtest(Matrix matrix, Part part, int every, double lost, long seed) {
        this.matrix = matrix;
        this.split = Split.of(matrix.rows());
        this.from = part == Part.VALIDATION ? split.train() : split.firstTest();
        this.until = part == Part.VALIDATION ? split.firstTest() : split.windows();
        this.every = every;
        this.seen = lost > 0 ? without(lost, seed) : matrix;
    }

    private Matrix without(double lost, long seed) {
        var random = new Random(seed);
        var silent = new boolean[matrix.sensors()];
        for (int sensor = 0; sensor < silent.length; sensor++) {
            silent[sensor] = random.nextDouble() < lost;
        }
        var mph = matrix.mph().clone();
        for (int row = from; row < mph.length; row++) {
            mph[row] = mph[row].clone();
            for (int sensor = 0; sensor < silent.length; sensor++) {
                mph[row][sensor] = silent[sensor] ? 0 : mph[row][sensor];
            }
        }
        return new Matrix(matrix.times(), mph);
    }

    /** How many windows the models are asked for, one after the other. */
    public int windows() {
        return (until - from + every - 1) / every;
    }

    /**
     * Fits the models on the train part and scores them.
     *
     * @param progress is told after each window how many were done
     */
    public List<BacktestScores> run(List<Candidate> candidates, IntConsumer progress) {
        candidates.forEach(candidate -> candidate.fit(matrix, split));
        var scores = candidates.stream()
                .map(candidate -> new BacktestScores(candidate.name(), matrix.sensors()))
                .toList();
        var out = new float[matrix.sensors() * StandardEvaluation.OUT];
        var low = new float[out.length];
        var high = new float[out.length];
        int done = 0;
        for (int window = from; window < until; window += every) {
            int lastRow = window + StandardEvaluation.IN - 1;
            for (int i = 0; i < candidates.size(); i++) {
                candidates.get(i).predict(seen, lastRow, out, low, high);
                score(lastRow, out, low, high, scores.get(i));
            }
            progress.accept(++done);
        }
        return scores;
    }

    private void score(int lastRow, float[] out, float[] low, float[] high, BacktestScores scores) {
        for (int sensor = 0; sensor < matrix.sensors(); sensor++) {
            boolean congested = isCongested(lastRow, sensor);
            for (int step = 0; step < StandardEvaluation.OUT; step++) {
                int target = lastRow + 1 + step;
                if (!matrix.isMissing(target, sensor)) {
                    int cell = sensor * StandardEvaluation.OUT + step;
                    float observed = matrix.mph()[target][sensor];
                    scores.at(
                                    step,
                                    sensor,
                                    matrix.times()[target],
                                    Regime.of(congested, observed < CONGESTED_BELOW_MPH))
                            .forEach(sums ->
                                    sums.add(Float.isNaN(out[cell]) ? 0 : out[cell], low[cell], high[cell], observed));
                }
            }
        }
    }

    /** By the last value of the hour; a sensor that said nothing counts as free. */
    private boolean isCongested(int lastRow, int sensor) {
        for (int row = lastRow; row > lastRow - CARRIED; row--) {
            if (!matrix.isMissing(row, sensor)) {
                return matrix.mph()[row][sensor] < CONGESTED_BELOW_MPH;
            }
        }
        return false;
    }

    /**
     * How certain the difference of two models is, by drawing whole days with replacement.
     *
     * @param steps of which the errors are pooled
     * @return the mean and the ends of the 95 % interval of the first one's MAE minus the other's, in mph
     */
    public static double[] difference(BacktestScores one, BacktestScores other, int... steps) {
        var days = one.days();
        var random = new Random(1);
        var draws = new double[2_000];
        for (int draw = 0; draw < draws.length; draw++) {
            double first = 0;
            double second = 0;
            long cells = 0;
            for (int i = 0; i < days.size(); i++) {
                var day = days.get(random.nextInt(days.size()));
                for (int step : steps) {
                    first += one.ofDay(day, step).absolute();
                    second += other.ofDay(day, step).absolute();
                    cells += one.ofDay(day, step).cells();
                }
            }
            draws[draw] = (first - second) / cells;
        }
        Arrays.sort(draws);
        return new double[] {
            Arrays.stream(draws).average().orElse(Double.NaN),
            draws[(int) (0.025 * draws.length)],
            draws[(int) (0.975 * draws.length)]
        };
    }
}
