package io.freeflow.feeds.simulate.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Edge;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class D02_RoadMapTest {

    /** I-1 goes north and I-2 east; they cross at the origin, a tenth of a degree from where each begins. */
    private static final String SMALL = """
            {"type": "FeatureCollection", "region": "here", "zone": "UTC", "district": 3,
             "features": [
              {"type": "Feature",
               "properties": {"kind": "freeway", "freeway": "I-1", "directions": ["N", "S"], "postmile_start": 10,
                              "free_flow_mph": 65,
                              "lane_sections": {"N": [{"from_mile": 0, "lanes": 4}, {"from_mile": 9, "lanes": 3}],
                                                "S": [{"from_mile": 0, "lanes": 5}]}},
               "geometry": {"type": "LineString", "coordinates": [[0, -0.1], [0, 0.1]]}},
              {"type": "Feature",
               "properties": {"kind": "freeway", "freeway": "I-2", "directions": ["E", "W"], "postmile_start": 0,
                              "free_flow_mph": 60, "lane_sections": {"E": [{"from_mile": 0, "lanes": 2}],
                                                                     "W": [{"from_mile": 0, "lanes": 2}]}},
               "geometry": {"type": "LineString", "coordinates": [[-0.1, 0], [0.1, 0]]}},
              {"type": "Feature", "properties": {"kind": "station", "freeway": "I-1", "name": "Main",
                                                 "ids": {"N": "700001", "S": "700002"}},
               "geometry": {"type": "Point", "coordinates": [0.0001, -0.05]}},
              {"type": "Feature", "properties": {"kind": "station", "freeway": "I-1", "name": "River 1",
                                                 "ids": {"N": "700003"}},
               "geometry": {"type": "Point", "coordinates": [0, 0.05]}},
              {"type": "Feature", "properties": {"kind": "station", "freeway": "I-2", "name": "Vermont",
                                                 "ids": {"E": "700004", "W": "700005"}},
               "geometry": {"type": "Point", "coordinates": [0.04, 0]}},
              {"type": "Feature", "properties": {"kind": "ramps", "freeway": "I-1", "name": "Main St",
                                                 "directions": ["S"]},
               "geometry": {"type": "Point", "coordinates": [0, -0.05]}},
              {"type": "Feature", "properties": {"kind": "ramps", "freeway": "I-1", "name": "River Rd"},
               "geometry": {"type": "Point", "coordinates": [0, 0.05]}},
              {"type": "Feature", "properties": {"kind": "interchange", "name": "Origin", "freeways": ["I-1", "I-2"]},
               "geometry": {"type": "Point", "coordinates": [0.0005, 0.001]}},
              {"type": "Feature", "properties": {"kind": "bottleneck", "freeway": "I-1", "direction": "S",
                                                 "cause": "grade", "name": "Hill", "capacity_factor": 0.9},
               "geometry": {"type": "Point", "coordinates": [0, 0.08]}},
              {"type": "Feature", "properties": {"kind": "center", "name": "Downtown", "weight": 1},
               "geometry": {"type": "Point", "coordinates": [0, 0.09]}},
              {"type": "Feature", "properties": {"kind": "venue", "venue": "arena", "name": "Dome", "capacity": 20000,
                                                 "attendance": 15000, "radius_miles": 1.5},
               "geometry": {"type": "Point", "coordinates": [0.01, 0.05]}}]}
            """;

    /** Miles of a tenth of a degree at the equator. */
    private static final double TENTH = 6.909;

    @TempDir
    Path folder;

    @Test
    void stationsAreNamedAndNumberedAsDrawn() throws IOException {
        var sensors = read(SMALL).network().sensors();

        assertThat(sensors)
                .extracting(Sensor::id, Sensor::name)
                .contains(
                        tuple("700001", "I-1 N at Main"),
                        tuple("700003", "I-1 N at River 1"),
                        tuple("700005", "I-2 W at Vermont"))
                .hasSize(5);
        assertThat(sensors).allMatch(sensor -> sensor.freeFlowMph().isPresent());
    }

    @Test
    void carriagewaysLieToTheRightOfTheMiddle() throws IOException {
        var network = read(SMALL).network();
        var north = network.find("700001").orElseThrow();
        var south = network.find("700002").orElseThrow();

        assertThat(north.position().longitude()).isBetween(0.0001, 0.001);
        assertThat(south.position().longitude()).isBetween(-0.001, -0.0001);
        assertThat(north.position().latitude()).isBetween(-0.0501, -0.0499);
        assertThat(north.placement()).isEqualTo(new Placement.OnFreeway("I-1", Direction.N, 13.45, 4));
        assertThat(south.placement()).isEqualTo(new Placement.OnFreeway("I-1", Direction.S, 13.45, 5));
    }

    @Test
    void aCarriagewayTellsItsStationsRampsAndLanesInTheOrderOfTravel() throws IOException {
        var carriageways = read(SMALL).carriageways();
        var north = carriageways.get(0);
        var south = carriageways.get(1);

        assertThat(carriageways).extracting(Carriageway::name).containsExactly("I-1 N", "I-1 S", "I-2 E", "I-2 W");
        assertThat(north.stations()).extracting(Carriageway.Station::id).containsExactly("700001", "700003");
        assertThat(north.ramps()).extracting(Carriageway.Ramp::name).containsExactly("River Rd");
        assertThat(south.ramps()).extracting(Carriageway.Ramp::name).containsExactly("River Rd", "Main St");
        assertThat(south.stations().getFirst().travelled()).isBetween(1.5 * TENTH - 0.01, 1.5 * TENTH + 0.01);
        assertThat(south.travelled(3)).isBetween(2 * TENTH - 3.01, 2 * TENTH - 2.99);
        assertThat(north.lanesAt(8)).isEqualTo(4);
        assertThat(north.lanesAt(10)).isEqualTo(3);
        assertThat(south.lanesAt(8)).isEqualTo(5);
    }

    @Test
    void edgesFollowTheTrafficAlongAndAcross() throws IOException {
        var edges = read(SMALL).network().edges();

        assertThat(edges)
                .extracting(edge -> edge.from() + " " + edge.to())
                .containsExactlyInAnyOrder(
                        "700001 700003", // I-1 N, from Main to River
                        "700001 700004", // I-1 N before the interchange to I-2 E after it
                        "700005 700003", // I-2 W before it to I-1 N after it
                        "700005 700002"); // and to I-1 S after it
        double along = TENTH;
        double across = 0.9 * TENTH;
        assertThat(weight(edges, "700001", "700003")).isBetween(kernel(along) - 0.004, kernel(along) + 0.004);
        assertThat(weight(edges, "700001", "700004")).isBetween(kernel(across) - 0.004, kernel(across) + 0.004);
    }

    private static double weight(List<Edge> edges, String from, String to) {
        return edges.stream()
                .filter(edge -> edge.from().equals(from) && edge.to().equals(to))
                .findFirst()
                .orElseThrow()
                .weight();
    }

    private static double kernel(double miles) {
        return Math.exp(-Math.pow(miles / 4, 2));
    }

    @Test
    void interchangesBottlenecksAndCentersAreRead() throws IOException {
        var map = read(SMALL);

        var origin = map.interchanges().getFirst();
        assertThat(origin.name()).isEqualTo("Origin");
        assertThat(origin.mileByFreeway()).containsOnlyKeys("I-1", "I-2");
        assertThat(origin.mileByFreeway().get("I-2")).isBetween(TENTH, TENTH + 0.1);
        var hill = map.bottlenecks().getFirst();
        assertThat(hill.direction()).isEqualTo(Direction.S);
        assertThat(hill.cause()).isEqualTo(Bottleneck.Cause.GRADE);
        assertThat(hill.mile()).isBetween(1.8 * TENTH - 0.01, 1.8 * TENTH + 0.01);
        assertThat(hill.capacityFactor()).isEqualTo(0.9);
        assertThat(map.centers()).containsExactly(new Center("Downtown", new Position(0.09, 0), 1));
        assertThat(map.venues())
                .containsExactly(new Venue("Dome", new Position(0.05, 0.01), Venue.Kind.ARENA, 20_000, 15_000, 1.5));
        assertThat(map.freeways().getFirst().ramps())
                .extracting(RampPlace::name, RampPlace::directions)
                .contains(tuple("Main St", Set.of(Direction.S)));
        assertThat(map.freeways().getFirst().stations().getLast().ids()).containsExactly(entry(Direction.N, "700003"));
    }

    @Test
    void aMapThatCannotBeReadNamesTheFeature() {
        refused("[0, 0.1]]", "[0, 95]]", "freeway I-1", "latitude");
        refused("[0, 0.1]]", "[0, -0.1]]", "freeway I-1", "repeats");
        refused("postmile_start", "start", "freeway I-1", "postmile_start");
        refused("\"S\": [{\"from_mile\": 0", "\"S\": [{\"from_mile\": 1", "freeway I-1", "begin at mile 0");
        refused("[0.0005, 0.001]", "[0.005, 0.001]", "interchange Origin", "I-1 must be at most 300 m away, was 556 m");
        refused("[0.0001, -0.05]", "[0.01, -0.05]", "station I-1 Main", "at most 300 m");
        refused("[\"I-1\", \"I-2\"]", "[\"I-1\", \"I-3\"]", "interchange Origin", "'I-3' is not drawn");
        refused("{\"N\": \"700003\"}", "{\"E\": \"700003\"}", "station I-1 River 1", "must be N or S, was 'E'");
        refused("\"grade\"", "\"rain\"", "bottleneck I-1 Hill", "RAIN");
        refused("\"arena\"", "\"zoo\"", "venue Dome", "ZOO");
        refused("20000", "200001", "venue Dome", "capacity must be 1 to 200000, was 200001");
        refused("20000", "\"big\"", "venue Dome", "capacity must be a whole number, was \"big\"");
        refused("15000", "0", "venue Dome", "attendance must be 1 to the capacity of 20000, was 0");
        refused("15000", "20001", "venue Dome", "attendance must be 1 to the capacity of 20000, was 20001");
        refused("\"attendance\"", "\"people\"", "venue Dome", "attendance");
        refused("miles\": 1.5", "miles\": 0", "venue Dome", "radius_miles must be above 0 to 20, was 0");
        refused(
                "miles\": 1.5",
                "miles\": 0.5",
                "venue Dome",
                "must reach a ramp, the nearest of which is 0.7 miles away");
        refused("\"weight\": 1", "\"weight\": 0", "center Downtown", "above 0");
        assertThatThrownBy(() -> read("{")).isInstanceOf(IllegalArgumentException.class);
    }

    private void refused(String text, String instead, String feature, String reason) {
        assertThat(SMALL).contains(text);
        assertThatThrownBy(() -> read(SMALL.replace(text, instead)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(feature)
                .hasMessageContaining(reason);
    }

    @Test
    void theSameDrawingIsTheSameNetwork() throws IOException {
        assertThat(read(SMALL).network().version())
                .isEqualTo(read(SMALL).network().version());
        assertThat(List.copyOf(new Interchange("any", ordered()).mileByFreeway().keySet()))
                .containsExactly("I-9", "I-1", "I-5");
    }

    private static Map<String, Double> ordered() {
        var miles = new LinkedHashMap<String, Double>();
        miles.put("I-9", 1.0);
        miles.put("I-1", 2.0);
        miles.put("I-5", 3.0);
        return miles;
    }

    @Test
    void aLineIsMeasuredAlongItself() {
        var line = new Polyline(List.of(new Position(34, -118), new Position(34.1, -118), new Position(34.1, -117.9)));

        assertThat(line.length()).isBetween(12.6, 12.7);
        assertThat(line.nearestMile(line.at(3, 0.2))).isBetween(2.99, 3.01);
        assertThat(line.at(3, 0.2).milesTo(line.at(3, 0))).isBetween(0.19, 0.21);
        assertThat(line.at(3, 0.2).longitude()).isGreaterThan(-118);
    }

    @Test
    void aDrawnLineIsSmoothAndPassesThroughWhatWasDrawn() {
        var drawn = List.of(new Position(34, -118), new Position(34.05, -118), new Position(34.05, -117.95));
        var line = Spline.through(drawn);

        for (Position position : drawn) {
            var nearest = line.at(line.nearestMile(position), 0);
            assertThat(nearest.milesTo(position)).isLessThan(0.02);
        }
        assertThat(LineShape.sharpestDegrees(line)).isLessThan(20);
        assertThat(Spline.through(drawn.subList(0, 2)).vertices()).hasSize(2);
    }

    private RoadMap read(String text) throws IOException {
        return RoadMap.read(Files.writeString(folder.resolve("map.geojson"), text));
    }
}
