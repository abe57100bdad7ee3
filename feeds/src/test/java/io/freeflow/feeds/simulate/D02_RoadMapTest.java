package io.freeflow.feeds.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.network.Corridor;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class D02_RoadMapTest {

    private static final String SMALL = """
            {"type": "FeatureCollection", "region": "here", "zone": "UTC", "district": 3, "center": [0, 0.1],
             "features": [
              {"type": "Feature",
               "properties": {"kind": "freeway", "freeway": "I-1", "directions": ["N", "S"], "postmile_start": 10,
                              "free_flow_mph": 65, "lane_sections": [{"from_mile": 0, "lanes": 4}]},
               "geometry": {"type": "LineString", "coordinates": [[0, 0], [0, 0.2]]}},
              {"type": "Feature", "properties": {"kind": "station", "freeway": "I-1", "name": "Main Street"},
               "geometry": {"type": "Point", "coordinates": [0.0001, 0.05]}}]}
            """;

    private final Network losAngeles = RoadMap.losAngeles().network();

    @TempDir
    Path folder;

    @Test
    void losAngelesHasItsFreewaysInBothDirections() {
        assertThat(losAngeles.corridors())
                .extracting(Corridor::name)
                .contains("I-5 N", "I-5 S", "I-10 E", "I-10 W", "I-110 N", "I-110 S", "I-210 E", "I-210 W")
                .contains("I-405 N", "I-405 S", "US-101 N", "US-101 S");
        assertThat(losAngeles.sensors()).hasSizeGreaterThanOrEqualTo(100);
        assertThat(losAngeles.regions()).containsExactly("los-angeles");
    }

    @Test
    void stationsAreNamedAndNumberedAsOnTheRoad() {
        assertThat(losAngeles.sensors()).extracting(Sensor::name).contains("I-405 N at Sepulveda Pass");
        assertThat(losAngeles.sensors()).extracting(Sensor::id).allMatch(id -> id.matches("7\\d{6}"));
        assertThat(losAngeles.sensors()).allMatch(sensor -> sensor.freeFlowMph().isPresent());
    }

    @Test
    void postmilesGrowNorthAndEast() {
        for (Corridor corridor : losAngeles.corridors()) {
            var first = corridor.sensors().getFirst().position();
            var last = corridor.sensors().getLast().position();
            boolean northSouth = corridor.direction() == Direction.N || corridor.direction() == Direction.S;
            boolean grows = northSouth
                    ? last.latitude() > first.latitude() || last.longitude() < first.longitude()
                    : last.longitude() > first.longitude();
            assertThat(grows).as(corridor.name()).isTrue();
        }
    }

    @Test
    void edgesFollowTheTraffic() {
        var north = RoadMap.losAngeles().carriageways().stream()
                .filter(one -> one.name().equals("I-405 N"))
                .findFirst()
                .orElseThrow();
        var ids = north.stops().stream()
                .map(stop -> RoadMap.losAngeles().id(north, stop))
                .toList();

        for (int i = 1; i < ids.size(); i++) {
            var from = ids.get(i - 1);
            var to = ids.get(i);
            assertThat(losAngeles.edges())
                    .anyMatch(edge -> edge.from().equals(from) && edge.to().equals(to))
                    .noneMatch(edge -> edge.from().equals(to) && edge.to().equals(from));
        }
    }

    @Test
    void carriagewaysLieToTheRightOfTheMiddle() throws IOException {
        var network = read(SMALL).network();

        assertThat(station(network, "N").position().longitude()).isBetween(0.0001, 0.001);
        assertThat(station(network, "S").position().longitude()).isBetween(-0.001, -0.0001);
        assertThat(station(network, "N").position().latitude()).isBetween(0.0499, 0.0501);
        assertThat(station(network, "N").placement()).isEqualTo(new Placement.OnFreeway("I-1", Direction.N, 13.45, 4));
        assertThat(network.sensors()).extracting(Sensor::id).containsExactly("3010135", "3020135");
    }

    private static Sensor station(Network network, String direction) {
        return network.sensors().stream()
                .filter(sensor -> sensor.name().equals("I-1 " + direction + " at Main Street"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aMapThatCannotBeReadNamesTheFreeway() {
        assertThatThrownBy(() -> read(SMALL.replace("[0, 0.2]", "[0, 95]")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("I-1")
                .hasMessageContaining("latitude");
        assertThatThrownBy(() -> read(SMALL.replace("postmile_start", "start")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postmile_start");
        assertThatThrownBy(() -> read("{")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLineIsMeasuredAlongItself() {
        var line = new Polyline(List.of(new Position(34, -118), new Position(34.1, -118), new Position(34.1, -117.9)));

        assertThat(line.length()).isBetween(12.6, 12.7);
        assertThat(line.nearestMile(line.at(3, 0.2))).isBetween(2.99, 3.01);
        assertThat(line.at(3, 0.2).milesTo(line.at(3, 0))).isBetween(0.19, 0.21);
        assertThat(line.at(3, 0.2).longitude()).isGreaterThan(-118);
    }

    private RoadMap read(String text) throws IOException {
        return RoadMap.read(Files.writeString(folder.resolve("map.geojson"), text));
    }
}
