package io.freeflow.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.forecast.profile.ShippedProfile;
import io.freeflow.forecast.time.Calendar;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileFitterTest {

    @Test
    void itFindsTheTypicalWeek() {
        var random = new Random(6);
        List<Sensor> sensors = List.of(Roads.sensor("A", Roads.REGION), Roads.sensor("B", Roads.REGION));
        var network = Network.of(ZoneId.of("UTC"), sensors, List.of());
        var windows = IntStream.range(0, 3 * Calendar.SLOTS)
                .mapToObj(number -> new ProfileFitter.Window(
                        Roads.window(number).start(),
                        new float[] {(float) (typical(number) + 4 * random.nextGaussian()), Float.NaN}))
                .iterator();

        var profile = ProfileFitter.typicalWeek(network, Roads.REGION, windows);

        // Window 0 is Monday 16:00 UTC, slot 192.
        assertThat(profile.mph("A", 192 + 24)).isCloseTo(30, within(3f));
        assertThat(profile.mph("A", 192 + 72)).isCloseTo(60, within(3f));
        assertThat(profile.mph("B", 192)).isNaN();
        assertThat(profile.mph("C", 192)).isNaN();
    }

    @Test
    void whatTheModelsLearnOnOneRoadTheyKnowOnTheNext() {
        var network = Roads.network("A");
        var means = new float[1][Calendar.SLOTS];
        Arrays.fill(means[0], 60);
        var profile = new ShippedProfile(List.of("A"), means);
        var random = new Random(7);
        var parts = IntStream.range(0, 600)
                .mapToObj(number -> Roads.whole(number, "A", 50 + random.nextGaussian()))
                .toList();

        var taught = ProfileFitter.taught(profile, network, Roads.REGION, parts);

        assertThat(width(network, taught)).isLessThan(width(network, profile) / 2);
    }

    /** Of the first interval of all. */
    private static double width(Network network, ShippedProfile profile) {
        var out = new Out();
        new ForecastStage(network, ForecastConfig.DEFAULT, Map.of(Roads.REGION, profile), "0")
                .accept(Roads.whole(0, "A", 50), out);
        var grid = out.last().speedsMph();
        return grid.mph(0, 5, QuantileGrid.P95) - grid.mph(0, 5, QuantileGrid.P05);
    }

    /** Half of each day 30 mph, half 60. */
    private static double typical(int number) {
        return number % Calendar.SLOTS_A_DAY < 48 ? 30 : 60;
    }
}
