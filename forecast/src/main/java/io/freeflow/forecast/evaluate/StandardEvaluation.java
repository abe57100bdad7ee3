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
        var split = Split.of(matrix.rows());
        return candidates.stream()
                .map(candidate -> {
                    candidate.fit(matrix, split);
                    return score(matrix, split, candidate);
                })
                .toList();
    }

    private static Result score(Matrix matrix, Split split, Candidate candidate) {
        var sums = new Sums[OUT];
        Arrays.setAll(sums, step -> new Sums());
        var out = new float[matrix.sensors() * OUT];
        for (int window = split.firstTest(); window < split.windows(); window++) {
            int lastRow = window + IN - 1;
            candidate.predict(matrix, lastRow, out);
            for (int sensor = 0; sensor < matrix.sensors(); sensor++) {
                for (int step = 0; step < OUT; step++) {
                    int target = lastRow + 1 + step;
                    if (!matrix.isMissing(target, sensor)) {
                        float said = out[sensor * OUT + step];
                        sums[step].add(Float.isNaN(said) ? 0 : said, matrix.mph()[target][sensor]);
                    }
                }
            }
        }
        return new Result(
                candidate.name(), Arrays.stream(sums).map(Sums::scores).toList());
    }

    /** Point errors of one step; the protocol knows no intervals. */
    private static final class Sums {
        private long n;
        private double absolute;
        private double squared;
        private double percent;
        private double error;

        void add(double said, double observed) {
            double difference = said - observed;
            n++;
            absolute += Math.abs(difference);
            squared += difference * difference;
            percent += 100 * Math.abs(difference) / observed;
            error += difference;
        }

        ScoreSums scores() {
            return new ScoreSums(n, absolute, squared, percent, n, error, 0, 0);
        }
    }
}
