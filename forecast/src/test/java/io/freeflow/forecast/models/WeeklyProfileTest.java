package io.freeflow.forecast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.forecast.profile.ShippedProfile;
import io.freeflow.forecast.time.Calendar;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WeeklyProfileTest {

    private static final int MONDAY_8 = 8 * 12;
    private static final int DAY = Calendar.SLOTS_A_DAY;

    private final WeeklyProfile profile = new WeeklyProfile(List.of("A"), Optional.empty());

    @Test
    void nothingIsKnownBeforeAnythingWasSeen() {
        assertThat(estimate(MONDAY_8)).isNaN();
    }

    @Test
    void theSlotItselfSpeaksWhenItWasSeenOften() {
        for (int week = 0; week < 8; week++) {
            learn(MONDAY_8, 30);
            learn(MONDAY_8 + DAY, 60);
        }

        assertThat(estimate(MONDAY_8)).isCloseTo(30, within(4f));
        assertThat(estimate(MONDAY_8 + DAY)).isCloseTo(60, within(4f));
    }

    @Test
    void anUnseenSlotLeansOnItsNeighbours() {
        learn(MONDAY_8 - 1, 30);
        learn(MONDAY_8 + 1, 40);
        learn(4 * 12, 70);

        assertThat(estimate(MONDAY_8)).isCloseTo(35, within(0.1f));
    }

    @Test
    void withoutNeighboursItLeansOnTheSameTimeOfOtherDays() {
        learn(MONDAY_8, 30);
        learn(MONDAY_8 + 5 * DAY, 66);
        learn(4 * 12, 70);

        assertThat(estimate(MONDAY_8 + DAY)).as("a workday").isCloseTo(30, within(1f));
        assertThat(estimate(MONDAY_8 + 6 * DAY)).as("a Sunday").isCloseTo(66, within(4f));
    }

    @Test
    void withoutThatItIsTheSensorsMean() {
        learn(MONDAY_8, 30);
        learn(MONDAY_8 + 1, 40);

        assertThat(estimate(20 * 12)).isCloseTo(35, within(0.1f));
    }

    @Test
    void aMissingSpeedTeachesNothing() {
        learn(MONDAY_8, 30);
        learn(MONDAY_8, Float.NaN);

        assertThat(estimate(MONDAY_8)).isEqualTo(30);
    }

    @Test
    void aShippedProfileSpeaksUntilTheRoadIsKnown() {
        var means = new float[1][Calendar.SLOTS];
        Arrays.fill(means[0], 50);
        var shipped = new ShippedProfile(List.of("A"), means);
        var started = new WeeklyProfile(List.of("A", "B"), Optional.of(shipped));
        var row = new float[2];

        started.estimate(MONDAY_8, row);

        assertThat(row).containsExactly(50, Float.NaN);
        assertThat(started.version()).isEqualTo("profile-shipped");
    }

    private void learn(int slot, float mph) {
        profile.learn(slot, new float[] {mph});
    }

    private float estimate(int slot) {
        var row = new float[1];
        profile.estimate(slot, row);
        return row[0];
    }
}
