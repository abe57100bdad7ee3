package io.freeflow.forecast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.network.Sensor;
import io.freeflow.forecast.Roads;
import io.freeflow.forecast.time.Calendar;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileFitterTest {

    @Test
    void itFindsTheTypicalWeekAndTheErrorsAroundIt() {
        var random = new Random(6);
        List<Sensor> sensors = List.of(Roads.sensor("A", Roads.REGION), Roads.sensor("B", Roads.REGION));
        var windows = IntStream.range(0, 3 * Calendar.SLOTS)
                .mapToObj(number -> new ProfileFitter.Window(
                        Roads.window(number).start(),
                        new float[] {(float) (typical(number) + 4 * random.nextGaussian()), Float.NaN}))
                .iterator();

        var profile = ProfileFitter.fit(sensors, ZoneId.of("UTC"), windows);

        // Window 0 is Monday 16:00 UTC, slot 192.
        assertThat(profile.mph("A", 192 + 24)).isCloseTo(30, within(3f));
        assertThat(profile.mph("A", 192 + 72)).isCloseTo(60, within(3f));
        assertThat(profile.mph("B", 192)).isNaN();
        assertThat(profile.mph("C", 192)).isNaN();
        assertThat(profile.residualOffsets()[5 * 7 + QuantileGrid.P05]).isBetween(-10f, -5f);
        assertThat(profile.residualOffsets()[5 * 7 + QuantileGrid.P95]).isBetween(5f, 10f);
    }

    /** Half of each day 30 mph, half 60. */
    private static double typical(int number) {
        return number % Calendar.SLOTS_A_DAY < 48 ? 30 : 60;
    }
}
