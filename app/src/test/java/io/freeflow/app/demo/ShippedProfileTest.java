package io.freeflow.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Sensor;
import io.freeflow.feeds.simulate.road.RoadMap;
import io.freeflow.forecast.profile.ShippedProfile;
import org.junit.jupiter.api.Test;

class ShippedProfileTest {

    @Test
    void theShippedWeekKnowsEveryStationOfTheSimulatedCity() throws Exception {
        var network = RoadMap.losAngeles().network();

        for (String region : network.regions()) {
            try (var in = getClass().getResourceAsStream("/io/freeflow/app/profiles/" + region + ".profile")) {
                assertThat(in).as("profile of %s", region).isNotNull();
                var profile = ShippedProfile.read(in);
                assertThat(profile.sensorIds())
                        .containsExactlyInAnyOrderElementsOf(network.sensorsOf(region).stream()
                                .map(Sensor::id)
                                .toList());
            }
        }
    }
}
