package io.freeflow.forecast.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.forecast.Forecaster.Draft;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.network.Sensor;
import io.freeflow.forecast.Roads;
import io.freeflow.forecast.guard.Outcome.Issued;
import io.freeflow.forecast.guard.Outcome.Reason;
import io.freeflow.forecast.guard.Outcome.Withheld;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The safety rules one by one. The sensor's free-flow speed is 65 mph. */
class GuardTest {

    private static final Instant NOW = Roads.START;
    private static final Sensor SENSOR = Roads.sensor("A", Roads.REGION);

    private final Guard guard = new Guard(GuardLimits.WIDEST);
    private final Draft draft = new Draft(1);

    @Test
    void anOrdinaryForecastPassesUnchangedAndWithoutWarning() {
        fill(60);
        cell(3, 50, 52, 55, 58, 60, 62, 64);

        var issued = release();

        assertThat(issued.warnings()).isEmpty();
        assertThat(quantiles(issued, 3)).containsExactly(50, 52, 55, 58, 60, 62, 64);
        assertThat(issued.forecast().sensorIds()).containsExactly("A");
    }

    @Test
    void anExcessiveSpeedIsClippedToTheLimitAndCounted() {
        fill(60);
        cell(0, 50, 60, 70, 80, 95, 105, 130);

        var issued = release();

        assertThat(quantiles(issued, 0)).containsExactly(50, 60, 70, 80, 95, 100, 100);
        assertThat(issued.warnings()).containsEntry(Warning.SPEED_CLIPPED, 1);
    }

    @Test
    void aNegativeSpeedIsClippedToZeroAndCounted() {
        fill(10);
        cell(0, -5, -1, 2, 5, 8, 9, 10);

        var issued = release();

        assertThat(quantiles(issued, 0)).containsExactly(0, 0, 2, 5, 8, 9, 10);
        assertThat(issued.warnings()).containsEntry(Warning.SPEED_CLIPPED, 1);
    }

    @Test
    void aCellWithNotANumberIsMissingAndCounted() {
        fill(60);
        draft.set(0, 4, QuantileGrid.P95, Float.NaN);

        var issued = release();

        assertThat(issued.forecast().speedsMph().isMissing(0, 4)).isTrue();
        assertThat(issued.warnings()).containsEntry(Warning.SPEED_NOT_A_NUMBER, 1);
    }

    @Test
    void aCellWithInfinityIsMissingAndCounted() {
        fill(60);
        draft.set(0, 4, QuantileGrid.P05, Float.NEGATIVE_INFINITY);
        draft.set(0, 5, QuantileGrid.P95, Float.POSITIVE_INFINITY);

        var issued = release();

        assertThat(issued.forecast().speedsMph().isMissing(0, 4)).isTrue();
        assertThat(issued.forecast().speedsMph().isMissing(0, 5)).isTrue();
        assertThat(issued.warnings()).containsEntry(Warning.SPEED_NOT_A_NUMBER, 2);
    }

    @Test
    void aCellThatTheModelLeftOutIsMissingWithoutAWarning() {
        fill(60);
        cell(11, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN);

        var issued = release();

        assertThat(issued.forecast().speedsMph().isMissing(0, 11)).isTrue();
        assertThat(issued.warnings()).isEmpty();
    }

    @Test
    void aMedianFarAboveFreeFlowIsFlaggedAndKept() {
        fill(84);
        assertThat(release().warnings()).isEmpty();
        fill(85);

        var issued = release();

        assertThat(issued.warnings()).containsEntry(Warning.ABOVE_FREE_FLOW, Horizons.STEPS);
        assertThat(issued.forecast().speedsMph().mph(0, 0, QuantileGrid.P50)).isEqualTo(85);
    }

    @Test
    void aMedianThatJumpsByMoreThan40IsFlagged() {
        fill(60);
        cell(6, 20, 20, 20, 20, 20, 20, 20);
        assertThat(release().warnings()).isEmpty();
        cell(6, 19, 19, 19, 19, 19, 19, 19);

        assertThat(release().warnings()).containsEntry(Warning.SPEED_JUMPS, 2);
    }

    @Test
    void crossedQuantilesArePutInOrderAndCounted() {
        fill(60);
        cell(0, 60, 50, 55, 58, 52, 62, 64);

        var issued = release();

        assertThat(quantiles(issued, 0)).containsExactly(50, 52, 55, 58, 60, 62, 64);
        assertThat(issued.warnings()).containsEntry(Warning.QUANTILES_CROSSED, 1);
    }

    @Test
    void aForecastThatKnowsNothingOfItselfIsFlaggedAsLowConfidence() {
        fill(50);
        cell(0, 5, 10, 25, 50, 75, 90, 95);

        assertThat(release().warnings()).containsEntry(Warning.LOW_CONFIDENCE, 1);
    }

    @Test
    void aForecastWithoutAnyValueIsWithheld() {
        assertThat(guard.release(proposal(NOW, NOW, NOW))).isEqualTo(new Withheld(Reason.NO_HISTORY));
    }

    @Test
    void aForecastOfNoSensorsIsWithheld() {
        var proposal = new Proposal("r", NOW, NOW, NOW, "model", "1", List.of(), new Draft(0));

        assertThat(guard.release(proposal)).isEqualTo(new Withheld(Reason.UNKNOWN_REGION));
    }

    @Test
    void aForecastOfAnotherNumberOfSensorsIsWithheld() {
        var proposal = new Proposal("r", NOW, NOW, NOW, "model", "1", List.of(SENSOR), new Draft(2));

        assertThat(guard.release(proposal)).isEqualTo(new Withheld(Reason.WRONG_SHAPE));
    }

    @Test
    void aForecastThatIsNewerThanItsInputsIsWithheld() {
        fill(60);

        assertThat(guard.release(proposal(NOW.plusSeconds(1), NOW, NOW)))
                .isEqualTo(new Withheld(Reason.NEWER_THAN_ITS_INPUTS));
        assertThat(guard.release(proposal(NOW, NOW.plusSeconds(1), NOW)))
                .isEqualTo(new Withheld(Reason.NEWER_THAN_ITS_INPUTS));
    }

    @Test
    void limitsMayOnlyBeNarrowed() {
        fill(80);
        var narrow = new Guard(new GuardLimits(0, 70));

        var issued = (Issued) narrow.release(proposal(NOW, NOW, NOW));

        assertThat(issued.forecast().speedsMph().mph(0, 0, QuantileGrid.P50)).isEqualTo(70);
        assertThatThrownBy(() -> new GuardLimits(0, 120)).hasMessageContaining("may only narrow");
        assertThatThrownBy(() -> new GuardLimits(-1, 100)).hasMessageContaining("may only narrow");
        assertThatThrownBy(() -> new GuardLimits(0, Double.NaN)).hasMessageContaining("may only narrow");
    }

    static LongStream seeds() {
        var only = Long.getLong("seed");
        return only != null ? LongStream.of(only) : new Random(1).longs(50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverAModelWritesOnlySoundCellsLeave(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < Horizons.STEPS; step++) {
            for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
                draft.set(0, step, quantile, anything(random));
            }
        }

        var grid = guard.bound(draft);

        for (int step = 0; step < Horizons.STEPS; step++) {
            double before = 0;
            for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
                double mph = grid.mph(0, step, quantile);
                assertThat(Double.isNaN(mph)).as("seed %d", seed).isEqualTo(grid.isMissing(0, step));
                if (!Double.isNaN(mph)) {
                    assertThat(mph).as("seed %d", seed).isBetween(before, 100.0);
                    before = mph;
                }
            }
        }
    }

    private static float anything(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> Float.NaN;
            case 1 -> Float.POSITIVE_INFINITY;
            case 2 -> Float.intBitsToFloat(random.nextInt());
            default -> 300 * random.nextFloat() - 100;
        };
    }

    private Issued release() {
        return (Issued) guard.release(proposal(NOW, NOW, NOW));
    }

    private Proposal proposal(Instant issuedAt, Instant dataCutoff, Instant knownAt) {
        return new Proposal(Roads.REGION, issuedAt, dataCutoff, knownAt, "model", "1", List.of(SENSOR), draft);
    }

    private void fill(float mph) {
        for (int step = 0; step < Horizons.STEPS; step++) {
            cell(step, mph, mph, mph, mph, mph, mph, mph);
        }
    }

    private void cell(int step, float... quantiles) {
        for (int quantile = 0; quantile < quantiles.length; quantile++) {
            draft.set(0, step, quantile, quantiles[quantile]);
        }
    }

    private static double[] quantiles(Issued issued, int step) {
        var quantiles = new double[QuantileGrid.QUANTILES];
        java.util.Arrays.setAll(quantiles, i -> issued.forecast().speedsMph().mph(0, step, i));
        return quantiles;
    }
}
