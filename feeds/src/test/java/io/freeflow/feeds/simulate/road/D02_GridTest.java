package io.freeflow.feeds.simulate.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.network.Sensor;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class D02_GridTest {

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 207, 1_000, 45_000})
    void aGridHasAsManyStationsAsAskedFor(int stations) {
        var network = RoadMap.grid(stations).network();

        assertThat(network.sensors()).hasSize(stations);
        assertThat(network.regions()).containsExactly("grid");
        assertThat(network.sensors())
                .extracting(Sensor::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("7\\d{5}"));
    }

    @Test
    @Timeout(30)
    void aLargeGridHasLongerIds() {
        var network = RoadMap.grid(200_000).network();

        assertThat(network.sensors()).hasSize(200_000);
        assertThat(network.sensors()).extracting(Sensor::id).allMatch(id -> id.matches("7\\d{6}"));
    }

    @Test
    void stationsAreHalfAMileApart() {
        for (Carriageway carriageway : RoadMap.grid(5_000).carriageways()) {
            var stations = carriageway.stations();
            for (int i = 1; i < stations.size(); i++) {
                double gap = stations.get(i).travelled() - stations.get(i - 1).travelled();
                assertThat(gap).isBetween(0.48, 0.52);
            }
            assertThat(carriageway.ramps()).isNotEmpty();
        }
    }

    @Test
    void freewaysJoinWhereTheyCross() {
        var map = RoadMap.grid(1_000);
        int joined = 0;
        for (Freeway one : map.freeways()) {
            for (Freeway other : map.freeways()) {
                for (Interchange interchange : map.interchanges()) {
                    if (!one.name().equals(other.name())
                            && interchange.mileByFreeway().keySet().containsAll(Set.of(one.name(), other.name()))) {
                        var here = one.line().at(interchange.mileOn(one.name()), 0);
                        var there = other.line().at(interchange.mileOn(other.name()), 0);
                        assertThat(here.milesTo(there)).isLessThan(0.05);
                        joined++;
                    }
                }
            }
        }
        assertThat(joined).isEqualTo(2 * map.interchanges().size());
        assertThat(map.interchanges())
                .hasSize(map.freeways().size() * map.freeways().size() / 4);
    }

    @Test
    void theSameSizeIsTheSameCity() {
        assertThat(RoadMap.grid(500).network().version())
                .isEqualTo(RoadMap.grid(500).network().version());
    }

    @Test
    void aGridOfNoSizeIsRefused() {
        assertThatThrownBy(() -> RoadMap.grid(9)).hasMessageContaining("was 9");
    }
}
