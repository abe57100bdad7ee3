package io.freeflow.forecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.core.road.ScoreSheet;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StandardEvaluationTest {

    private static final LocalDateTime START = LocalDateTime.of(2012, 3, 1, 0, 0);

    @Test
    void theSplitIsTheLiteratures() {
        assertThat(Split.of(34_272)).isEqualTo(new Split(23_974, 3_425, 6_850));
    }

    @Test
    void missingTargetsAreLeftOutAndMissingValuesAreCarriedOver() {
        var matrix = matrix(200, row -> row % 2 == 0 ? 50 : row % 4 == 1 ? 0 : Float.NaN);

        var result = StandardEvaluation.run(matrix, List.of(new LastValue())).getFirst();

        assertThat(result.all().mae()).isEqualTo(0);
        assertThat(result.steps().getFirst().n()).isBetween(17L, 18L);
    }

    @Test
    void nothingOfTheTestPartIsUsedForFitting() {
        var random = new Random(8);
        var honest = matrix(4000, row -> 50 + 10 * random.nextFloat());
        var changed = new Matrix(
                honest.times(), Arrays.stream(honest.mph()).map(float[]::clone).toArray(float[][]::new));
        var split = Split.of(4000);
        for (int row = split.firstTest() + StandardEvaluation.IN + StandardEvaluation.OUT; row < 4000; row++) {
            changed.mph()[row][0] = 1;
        }

        var one = new DampedDeviation();
        var other = new DampedDeviation();
        one.fit(honest, split);
        other.fit(changed, split);

        var said = new float[12];
        var saidToo = new float[12];
        one.predict(honest, split.firstTest(), said);
        other.predict(changed, split.firstTest(), saidToo);
        assertThat(saidToo).isEqualTo(said);
    }

    @Test
    void dampingFindsHowFastADeviationFades() {
        var random = new Random(8);
        var deviation = new float[1];
        var matrix = matrix(12_000, row -> {
            deviation[0] = (float) (0.8 * deviation[0] + random.nextGaussian());
            return 50 + deviation[0];
        });
        var damped = new DampedDeviation();

        damped.fit(matrix, Split.of(12_000));

        assertThat(damped.share(1)).isCloseTo(0.8f, within(0.11f));
        assertThat(damped.share(12)).isLessThan(0.25f);
    }

    @Test
    void sayingNothingDoesNotPay() {
        var matrix = matrix(200, row -> 50);
        var silent = new LastValue() {
            @Override
            public void predict(Matrix of, int lastRow, float[] out) {
                Arrays.fill(out, Float.NaN);
            }
        };

        assertThat(StandardEvaluation.run(matrix, List.of(silent))
                        .getFirst()
                        .all()
                        .mae())
                .isEqualTo(50);
    }

    @Test
    void intervalsAreScoredBesideTheProtocolOnEveryNthWindow() {
        var matrix = matrix(200, row -> row % 2 == 0 ? 50 : 60);
        var half = new LastValue() {
            @Override
            public void predict(Matrix of, int lastRow, float[] out, float[] low, float[] high) {
                Arrays.fill(out, 50);
                Arrays.fill(low, 45);
                Arrays.fill(high, 55);
            }
        };

        var result = StandardEvaluation.run(matrix, List.of(half), 4).getFirst();

        // 177 windows, 35 of them in the test part, of which nine are looked at.
        assertThat(result.all().n()).isEqualTo(9 * 12);
        assertThat(result.all().coverage90Percent()).isEqualTo(50);
        assertThat(StandardTable.intervals(List.of(result)))
                .contains("| last value | 15      | 9     |")
                .contains("10.0");
        assertThat(StandardTable.intervals(StandardEvaluation.run(matrix, List.of(new LastValue()))))
                .doesNotContain("last value");
    }

    @Test
    void aMatrixThatIsTooShortIsRefused() {
        assertThatThrownBy(() -> matrix(23, row -> 50)).hasMessageContaining("at least 24 rows");
    }

    @Test
    void ourNumbersAndTheLiteraturesStandInOneTableWithTheirSources() {
        var results = StandardEvaluation.run(matrix(200, row -> 50), List.of(new LastValue()));

        var table = StandardTable.of(results, Literature.metrLa());

        assertThat(table)
                .contains("| last value    | 0.000 / 0.000 / 0.00  |")
                .contains("measured here")
                .contains("| STID          | 2.808                 |")
                .contains("3-seed re-run");
        assertThat(table.lines()
                        .filter(line -> line.startsWith("|"))
                        .map(String::length)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void liveScoresGiveSkillOnlyOnTheSameCells() {
        var persistence = sheet("persistence", 10, 50);
        var champion = sheet("profile-damped", 10, 40);
        var other = sheet("other", 9, 1);

        var table = LiveScores.table(List.of(persistence, champion, other), "persistence");

        assertThat(table)
                .startsWith("Live, as issued")
                .contains(
                        "| profile-damped | 15      | 10    | 4.000   | 6.325    | 8.00   | 0.00     | 90.0    | 12.0      | 0.200")
                .contains("| other          | 15      | 9     | 0.111   |");
        assertThat(table.lines().filter(line -> line.startsWith("| other")))
                .allSatisfy(line -> assertThat(line).endsWith("|                      |"));
    }

    private static ScoreSheet sheet(String model, long n, double absolute) {
        var sums = new ScoreSums(n, absolute, 400, 2 * absolute, n, 0, 9, 120);
        return new ScoreSheet("r", model, LocalDate.of(2026, 3, 2), Collections.nCopies(12, sums));
    }

    private interface Speed {
        float at(int row);
    }

    private static Matrix matrix(int rows, Speed speed) {
        var times = new LocalDateTime[rows];
        var mph = new float[rows][1];
        for (int row = 0; row < rows; row++) {
            times[row] = START.plusMinutes(5L * row);
            mph[row][0] = speed.at(row);
        }
        return new Matrix(times, mph);
    }
}
