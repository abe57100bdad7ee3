package io.freeflow.forecast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.window.ImputationMethod;
import io.freeflow.core.window.ImputedState;
import io.freeflow.core.window.Quality;
import io.freeflow.forecast.Roads;
import io.freeflow.forecast.time.Calendar;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A, B and C stand half a mile apart, D ten miles on; A and B have four lanes, C and D two. */
class ImputerTest {

    private static final float NONE = Float.NaN;
    private static final long FIRST = Calendar.windowAt(Roads.START);

    private final Network network = Network.of(
            Roads.ZONE,
            List.of(sensor("A", 1, 4), sensor("B", 1.5, 4), sensor("C", 2, 2), sensor("D", 12, 2)),
            List.of());
    private final Knowledge knowledge = new Knowledge(network, Roads.REGION, Optional.empty());
    private final Imputer imputer = new Imputer(knowledge);
    private long window = FIRST;

    private static Sensor sensor(String id, double postmile, int lanes) {
        return new Sensor(
                id,
                id,
                new Position(34, -118),
                Roads.REGION,
                new Placement.OnFreeway("I-5", Direction.N, postmile, lanes),
                OptionalDouble.of(65));
    }

    private void learn(int windows, float... speeds) {
        for (int i = 0; i < windows; i++) {
            knowledge.learn(window++, speeds);
        }
    }

    private List<ImputedState> impute(float... speeds) {
        var flows = new float[speeds.length];
        Arrays.fill(flows, NONE);
        return imputer.impute(window, speeds, flows, all(Quality.MISSING));
    }

    private static Quality[] all(Quality quality) {
        var qualities = new Quality[4];
        Arrays.fill(qualities, quality);
        return qualities;
    }

    private ImputedState imputeFirst(Quality quality, float... speeds) {
        var flows = new float[speeds.length];
        Arrays.fill(flows, NONE);
        return imputer.impute(window, speeds, flows, all(quality)).getFirst();
    }

    @Test
    void whatWasObservedIsNotImputed() {
        learn(3, 60, 60, 60, 60);

        assertThat(impute(60, 50, 40, 30)).isEmpty();
    }

    @Test
    void aFreshLastValueComesFirstAndThenTheNeighboursWhoseDifferenceFadesFromTheLastToTheUsual() {
        learn(3, 60, 50, 40, 60);
        learn(1, 60, 30, 40, 60);
        assertThat(imputeFirst(Quality.MISSING, 60, NONE, 40, 60).method()).isEqualTo(ImputationMethod.LAST_VALUE);

        learn(3, 60, NONE, 40, 60);

        var state = imputeFirst(Quality.MISSING, 60, NONE, 40, 60);
        assertThat(state.method()).isEqualTo(ImputationMethod.NEIGHBOURS);
        assertThat(state.sources()).containsExactly("A", "C");
        double share = Math.exp(-4 / 6.0);
        double usually = imputeFirst(Quality.SUSPECT, 60, NONE, 40, 60).speedMph();
        assertThat(state.speedMph()).isCloseTo(share * 30 + (1 - share) * usually, within(0.01));
    }

    @Test
    void whatASuspectSaidLastDoesNotCount() {
        learn(3, 60, 50, 40, 60);

        assertThat(imputeFirst(Quality.SUSPECT, 40, NONE, 20, 60)).satisfies(state -> {
            assertThat(state.sensorId()).isEqualTo("B");
            assertThat(state.method()).isEqualTo(ImputationMethod.NEIGHBOURS);
            assertThat(state.speedMph()).isCloseTo(30, within(0.01));
            assertThat(state.sources()).containsExactly("A", "C");
        });
    }

    @Test
    void whatHasASpeedByItsGFactorNeedsNoOther() {
        learn(3, 60, 50, 40, 60);

        var flows = new float[] {NONE, NONE, NONE, NONE};
        assertThat(imputer.impute(window, new float[] {60, NONE, 40, 60}, flows, all(Quality.IMPUTED)))
                .isEmpty();
    }

    @Test
    void aNeighbourWeighsMoreTheNearerItIsAndNoSpeedIsBelowStanding() {
        learn(3, 60, 60, 60, 60);

        var ofA = imputeFirst(Quality.SUSPECT, NONE, 40, 60, 60);
        assertThat(ofA.sources()).containsExactly("B", "C");
        assertThat(ofA.speedMph()).isCloseTo((40 / 0.8 + 60 / 1.3) / (1 / 0.8 + 1 / 1.3), within(0.01));

        learn(40, 5, 60, 60, 60);
        assertThat(imputeFirst(Quality.SUSPECT, NONE, 3, 3, 60).speedMph()).isZero();
    }

    @Test
    void flowsAreHandedOnByLane() {
        learn(3, 60, 60, 60, 60);

        var ofC = imputer.impute(
                        window,
                        new float[] {60, 60, NONE, 60},
                        new float[] {NONE, 4000, NONE, 900},
                        all(Quality.SUSPECT))
                .getFirst();
        var ofD = imputer.impute(
                        window,
                        new float[] {60, 60, 60, NONE},
                        new float[] {4000, 4000, 2000, NONE},
                        all(Quality.SUSPECT))
                .getFirst();

        assertThat(ofC.flowVph()).isCloseTo(2000, within(0.01));
        assertThat(ofD.flowVph()).isNaN();
    }

    @Test
    void whoHasNoNeighbourHasItsLastValueOfAnHourUntilItsDayIsKnown() {
        learn(1, 60, 60, 60, 44);
        learn(12, 60, 60, 60, NONE);
        window--;

        var last = impute(60, 60, 60, NONE).getFirst();
        window++;

        assertThat(last.method()).isEqualTo(ImputationMethod.LAST_VALUE);
        assertThat(last.speedMph()).isEqualTo(44);
        assertThat(last.sources()).containsExactly(Roads.START.toString());
        assertThat(impute(60, 60, 60, NONE)).as("more than an hour later").isEmpty();
    }

    @Test
    void afterADayTheTypicalWeekComesBeforeTheLastValue() {
        learn(Calendar.SLOTS_A_DAY, 60, 60, 60, 50);
        learn(1, 60, 60, 60, 20);
        learn(3, 60, 60, 60, NONE);

        var state = impute(60, 60, 60, NONE).getFirst();

        assertThat(state.method()).isEqualTo(ImputationMethod.PROFILE);
        assertThat(state.speedMph()).isBetween(35.0, 50.0);
        assertThat(state.sources()).containsExactly("profile-learning");
    }

    @Test
    void nothingIsMadeOfNothing() {
        assertThat(impute(NONE, NONE, NONE, NONE)).isEmpty();
    }
}
