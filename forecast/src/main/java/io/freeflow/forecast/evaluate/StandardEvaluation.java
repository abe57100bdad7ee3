package io.freeflow.forecast.evaluate;

import io.freeflow.core.forecast.ScoreSums;
import java.util.Arrays;
import java.util.List;

/**
 * The literature's protocol: 12 rows in, 12 out, 70/10/20 in time, missing targets left out, errors pooled over values.
 * Rows are counted, so a hole in the wall clock is not seen. The test part is opened once for a number that is published.
 */
public final class StandardEvaluation {

    public static final int IN = 12;
    public static final int OUT = 12;

    private StandardEvaluation() {}

    /**
     * One model's errors on the test part.
     *
     * @param steps one for each of the twelve steps
     */
    public record Result(String model, List<ScoreSums> steps) {
        public Result {
            steps = List.copyOf(steps);
        }

        /** All twelve steps pooled. */
        public ScoreSums all() {
            return steps.stream().reduce(ScoreSums.ZERO, ScoreSums::plus);
        }
    }

    /** The baselines that every model must beat. */
    public static List<Candidate> baselines() {
        return List.of(new LastValue(), new WeeklyMean(0), new DampedDeviation());
    }

    /** Fits each candidate and scores it on the test part. */
    public static List<Result> run(Matrix matrix, List<Candidate> candidates) {
        return run(matrix, candidates, 1);
    }

    /**
     * Fits each candidate and scores it on every n-th window of the test part: for a look at what is slow. Only every
     * window is the protocol.
     */
    public static List<Result> run(Matrix matrix, List<Candidate> candidates, int every) {
        var split = Split.of(matrix.rows());
        return candidates.stream()
                .map(candidate -> {
                    candidate.fit(matrix, split);
                    return score(matrix, split, candidate, every);
                })
                .toList();
    }

    private static Result score(Matrix matrix, Split split, Candidate candidate, int every) {
        var sums = new Sums[OUT];
        Arrays.setAll(sums, step -> new Sums());
        var out = new float[matrix.sensors() * OUT];
        var low = new float[out.length];
        var high = new float[out.length];
        for (int window = split.firstTest(); window < split.windows(); window += every) {
            int lastRow = window + IN - 1;
            candidate.predict(matrix, lastRow, out, low, high);
            for (int sensor = 0; sensor < matrix.sensors(); sensor++) {
                for (int step = 0; step < OUT; step++) {
                    int target = lastRow + 1 + step;
                    if (!matrix.isMissing(target, sensor)) {
                        int cell = sensor * OUT + step;
                        float observed = matrix.mph()[target][sensor];
                        sums[step].add(Float.isNaN(out[cell]) ? 0 : out[cell], observed);
                        sums[step].addInterval(low[cell], high[cell], observed);
                    }
                }
            }
        }
        return new Result(
                candidate.name(), Arrays.stream(sums).map(Sums::scores).toList());
    }

    /** Errors of one step. The protocol knows no intervals: ours are beside it, {@code NaN} wide where there are none. */
    private static final class Sums {
        private long n;
        private double absolute;
        private double squared;
        private double percent;
        private double error;
        private long covered;
        private double width;

        void add(double said, double observed) {
            double difference = said - observed;
            n++;
            absolute += Math.abs(difference);
            squared += difference * difference;
            percent += 100 * Math.abs(difference) / observed;
            error += difference;
        }

        void addInterval(double low, double high, double observed) {
            covered += observed >= low && observed <= high ? 1 : 0;
            width += high - low;
        }

        ScoreSums scores() {
            return new ScoreSums(n, absolute, squared, percent, n, error, covered, width);
        }
    }
}
