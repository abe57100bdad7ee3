package io.freeflow.forecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.forecast.evaluate.BacktestScores.Regime;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestTest {

    private static final int ROWS = 3 * 288;
    private static final int[] ALL = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

    @Test
    void theErrorsAreThoseOfTheStandardEvaluation() {
        var matrix = matrix();
        var expected = StandardEvaluation.run(matrix, List.of(new LastValue())).getFirst();

        var scores = run(matrix, Backtest.Part.TEST, 0, new LastValue());

        for (int step : ALL) {
            assertThat(scores.of(step).cells())
                    .isEqualTo(expected.steps().get(step).n());
            assertThat(scores.of(step).mae())
                    .isCloseTo(expected.steps().get(step).mae(), within(1e-9));
            assertThat(scores.of(step).rmse())
                    .isCloseTo(expected.steps().get(step).rmse(), within(1e-9));
            assertThat(scores.of(step).mapePercent())
                    .isCloseTo(expected.steps().get(step).mapePercent(), within(1e-9));
        }
    }

    @Test
    void everySliceHoldsEveryCellOnce() {
        var scores = run(matrix(), Backtest.Part.TEST, 0, new LastValue());
        long all = scores.of(ALL).cells();

        assertThat(Arrays.stream(Regime.values())
                        .mapToLong(each -> scores.ofRegime(each, ALL).cells())
                        .sum())
                .isEqualTo(all);
        long hours = 0;
        for (int hour = 0; hour < 24; hour++) {
            hours += scores.ofHour(hour, ALL).cells();
        }
        assertThat(hours).isEqualTo(all);
        assertThat(scores.ofSensor(0, ALL).cells() + scores.ofSensor(1, ALL).cells())
                .isEqualTo(all);
    }

    @Test
    void aRegimeGoesFromTheLastSpeedToTheTargets() {
        assertThat(Regime.of(false, false)).isEqualTo(Regime.FREE_FLOW);
        assertThat(Regime.of(false, true)).isEqualTo(Regime.ONSET);
        assertThat(Regime.of(true, true)).isEqualTo(Regime.CONGESTED);
        assertThat(Regime.of(true, false)).isEqualTo(Regime.RECOVERY);
        var scores = run(matrix(), Backtest.Part.TEST, 0, new LastValue());

        // The last value is right where nothing changes, and 28 or 30 mph off where a queue comes or goes.
        assertThat(scores.ofRegime(Regime.CONGESTED, ALL).mae()).isZero();
        assertThat(scores.ofRegime(Regime.ONSET, ALL).mae()).isCloseTo(30, within(1e-6));
        assertThat(scores.ofRegime(Regime.RECOVERY, ALL).bias()).isCloseTo(-30, within(1e-6));
    }

    @Test
    void anIntervalCostsItsWidthAndTwentyTimesWhatItMisses() {
        var sums = new CellSums();
        sums.add(50, 40, 60, 50);
        sums.add(50, 40, 60, 65);

        assertThat(sums.coveragePercent()).isEqualTo(50);
        assertThat(sums.width()).isEqualTo(20);
        assertThat(sums.winkler()).isCloseTo((20 + 20 + 20 * 5) / 2.0, within(1e-9));
        // 0.05·10 + 0 + 0.05·10, then 0.05·25 + 0.5·15 + 0.95·5, each over three quantiles
        assertThat(sums.pinball()).isCloseTo((1.0 / 3 + 13.5 / 3) / 2, within(1e-9));
    }

    @Test
    void aLostSensorSaysNothingAndIsScoredAllTheSame() {
        var whole = run(matrix(), Backtest.Part.TEST, 0, new LastValue());
        var lost = run(matrix(), Backtest.Part.TEST, 0.9, new LastValue());

        assertThat(lost.of(ALL).cells()).isEqualTo(whole.of(ALL).cells());
        assertThat(lost.of(ALL).mae()).isGreaterThan(whole.of(ALL).mae());
    }

    @Test
    void aDifferenceHasTheIntervalOfItsDays() {
        var one = run(matrix(), Backtest.Part.TEST, 0, new LastValue());
        var worse = run(matrix(), Backtest.Part.TEST, 0, new Off(2));

        var same = Backtest.difference(one, one, ALL);
        assertThat(same).containsExactly(0, 0, 0);
        var difference = Backtest.difference(worse, one, ALL);
        assertThat(difference[0]).isCloseTo(worse.of(ALL).mae() - one.of(ALL).mae(), within(0.2));
        assertThat(difference[1]).isLessThanOrEqualTo(difference[0]);
        assertThat(difference[2]).isGreaterThanOrEqualTo(difference[0]);
    }

    private static BacktestScores run(Matrix matrix, Backtest.Part part, double lost, Candidate candidate) {
        return new Backtest(matrix, part, 1, lost, 1)
                .run(List.of(candidate), done -> {})
                .getFirst();
    }

    /** The last value, and something off. */
    private record Off(float mph) implements Candidate {
        @Override
        public String name() {
            return "off";
        }

        @Override
        public void fit(Matrix matrix, Split split) {}

        @Override
        public void predict(Matrix matrix, int lastRow, float[] out) {
            new LastValue().predict(matrix, lastRow, out);
            for (int i = 0; i < out.length; i++) {
                out[i] += mph;
            }
        }
    }

    /** Two sensors at 60 mph, and at 30 in a queue of two hours of every six. */
    private static Matrix matrix() {
        var times = new LocalDateTime[ROWS];
        var mph = new float[ROWS][2];
        for (int row = 0; row < ROWS; row++) {
            times[row] = LocalDateTime.of(2026, 3, 2, 0, 0).plusMinutes(5L * row);
            float speed = row % 72 < 24 ? 30 : 60;
            mph[row][0] = speed;
            mph[row][1] = row % 10 == 3 ? 0 : speed;
        }
        return new Matrix(times, mph);
    }
}
