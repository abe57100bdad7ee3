package io.freeflow.feeds.simulate.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Corridor;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Edge;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.feeds.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class D02_LosAngelesTest {

    private static final RoadMap MAP = RoadMap.losAngeles();
    private static final Network NETWORK = MAP.network();
    private static final Position DOWNTOWN = new Position(34.0537, -118.2437);
    private static final double CORE_MILES = 5;
    private static final double METERS_PER_MILE = 1609.344;

    @Test
    void everyFreewayOfTheBasinIsThereInBothDirections() {
        assertThat(NETWORK.corridors())
                .extracting(Corridor::name)
                .contains("I-5 N", "I-5 S", "I-10 E", "I-10 W", "I-105 E", "I-105 W", "I-110 N", "I-110 S")
                .contains("I-210 E", "I-210 W", "I-405 N", "I-405 S", "I-605 N", "I-605 S", "I-710 N", "I-710 S")
                .contains("US-101 N", "US-101 S", "SR-2 E", "SR-2 W", "SR-60 E", "SR-60 W", "SR-91 E", "SR-91 W")
                .contains("SR-134 E", "SR-134 W", "SR-170 N", "SR-170 S");
        assertThat(NETWORK.regions()).containsExactly("los-angeles");
    }

    @Test
    void stationsAreManyAndNumberedAsOnTheRoad() {
        assertThat(NETWORK.sensors()).hasSizeBetween(440, 560);
        assertThat(NETWORK.sensors())
                .extracting(Sensor::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("7\\d{5}"));
        assertThat(NETWORK.sensors())
                .extracting(Sensor::name)
                .doesNotHaveDuplicates()
                .contains("I-405 N at Mulholland");
    }

    @Test
    void postmilesGrowNorthAndEast() {
        for (Freeway freeway : MAP.freeways()) {
            var first = freeway.line().at(0, 0);
            var last = freeway.line().at(freeway.line().length(), 0);
            boolean grows = freeway.growing() == Direction.N
                    ? last.latitude() > first.latitude()
                    : last.longitude() > first.longitude();

            assertThat(freeway.growing()).as(freeway.name()).isIn(Direction.N, Direction.E);
            assertThat(grows).as(freeway.name()).isTrue();
        }
        for (Carriageway carriageway : MAP.carriageways()) {
            double start = carriageway.postmileAt(0);
            double end = carriageway.postmileAt(carriageway.length());
            boolean growing = carriageway.direction() == carriageway.freeway().growing();

            assertThat(end > start).as(carriageway.name()).isEqualTo(growing);
        }
    }

    @Test
    void freewaysThatCrossJoin() {
        var freeways = MAP.freeways();
        for (int i = 0; i < freeways.size(); i++) {
            for (Freeway other : freeways.subList(i + 1, freeways.size())) {
                for (Position crossing : LineShape.crossings(freeways.get(i).line(), other.line())) {
                    assertThat(milesToInterchange(crossing, freeways.get(i), other))
                            .as("%s and %s cross at %s", freeways.get(i).name(), other.name(), crossing)
                            .isLessThan(0.5);
                }
            }
        }
    }

    @Test
    void freewaysThatEndAtAnotherJoinIt() {
        for (Freeway freeway : MAP.freeways()) {
            for (double end : List.of(0.0, freeway.line().length())) {
                var position = freeway.line().at(end, 0);
                for (Freeway other : MAP.freeways()) {
                    if (!other.name().equals(freeway.name()) && milesBetween(other, position) < 0.2) {
                        assertThat(milesToInterchange(position, freeway, other))
                                .as("%s ends at %s", freeway.name(), other.name())
                                .isLessThan(0.5);
                    }
                }
            }
        }
    }

    private static double milesToInterchange(Position position, Freeway one, Freeway other) {
        return MAP.interchanges().stream()
                .filter(interchange ->
                        interchange.mileByFreeway().keySet().containsAll(Set.of(one.name(), other.name())))
                .mapToDouble(interchange ->
                        one.line().at(interchange.mileOn(one.name()), 0).milesTo(position))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double milesBetween(Freeway freeway, Position position) {
        return freeway.line().at(freeway.line().nearestMile(position), 0).milesTo(position);
    }

    @ParameterizedTest
    @CsvSource({
        "I-110, US-101, 34.0628, -118.2487", // Four Level
        "I-10, I-405, 34.0310, -118.4330",
        "I-5, SR-134, 34.1535, -118.2808",
        "I-5, I-10, 34.0352, -118.2185", // East LA Interchange
        "US-101, SR-60, 34.0352, -118.2185",
        "US-101, SR-134, 34.1525, -118.3755",
        "US-101, I-405, 34.1610, -118.4695",
        "I-10, I-110, 34.0370, -118.2740",
        "I-105, I-405, 33.9300, -118.3690",
        "I-105, I-110, 33.9288, -118.2810",
        "I-5, I-405, 34.2925, -118.4680",
        "I-210, SR-134, 34.1515, -118.1525"
    })
    void freewaysJoinWhereTheyDo(String one, String other, double latitude, double longitude) {
        double miles = milesToInterchange(new Position(latitude, longitude), freeway(one), freeway(other));

        assertThat(miles * METERS_PER_MILE).isLessThan(400);
    }

    private static Freeway freeway(String name) {
        return MAP.freeways().stream()
                .filter(freeway -> freeway.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void trafficChangesFreewaysAtTheFourLevel() {
        assertThat(NETWORK.edges())
                .extracting(edge -> corridor(edge.from()) + " → " + corridor(edge.to()))
                .contains("US-101 S → I-110 S", "US-101 S → I-110 N", "I-110 N → US-101 N", "I-405 N → US-101 N");
        assertThat(NETWORK.edges())
                .extracting(edge -> edge.from() + " " + edge.to())
                .doesNotHaveDuplicates();
    }

    private static String corridor(String id) {
        return NETWORK.find(id)
                .map(Sensor::name)
                .map(name -> name.substring(0, name.indexOf(" at ")))
                .orElseThrow();
    }

    @Test
    void edgesNeverLeadAgainstTheTraffic() {
        var edges = new HashSet<String>();
        for (Edge edge : NETWORK.edges()) {
            edges.add(edge.from() + " " + edge.to());
        }
        for (Carriageway carriageway : MAP.carriageways()) {
            var stations = carriageway.stations();
            for (int i = 1; i < stations.size(); i++) {
                assertThat(edges)
                        .contains(
                                stations.get(i - 1).id() + " " + stations.get(i).id())
                        .doesNotContain(
                                stations.get(i).id() + " " + stations.get(i - 1).id());
            }
        }
    }

    @Test
    void stationsOfTheCoreAreHalfAMileApart() {
        var gaps = new ArrayList<Double>();
        for (Carriageway carriageway : MAP.carriageways()) {
            var stations = carriageway.stations();
            for (int i = 1; i < stations.size(); i++) {
                double gap = stations.get(i).travelled() - stations.get(i - 1).travelled();
                assertThat(gap)
                        .as("%s at %s", carriageway.name(), stations.get(i).name())
                        .isBetween(0.25, 3.2);
                if (isCore(carriageway, stations.get(i - 1)) && isCore(carriageway, stations.get(i))) {
                    gaps.add(gap);
                }
            }
        }
        gaps.sort(Double::compare);

        assertThat(gaps).hasSizeGreaterThan(100);
        assertThat(gaps.get(gaps.size() / 2)).isBetween(0.35, 0.7);
    }

    private static boolean isCore(Carriageway carriageway, Carriageway.Station station) {
        return carriageway.at(station.travelled()).milesTo(DOWNTOWN) < CORE_MILES;
    }

    @Test
    void everyCarriagewayHasRampsBetweenItsInterchanges() {
        for (Carriageway carriageway : MAP.carriageways()) {
            var ramps = carriageway.ramps();
            assertThat(ramps.size()).as(carriageway.name()).isGreaterThan((int) (carriageway.length() / 4));
            for (int i = 1; i < ramps.size(); i++) {
                double gap = ramps.get(i).travelled() - ramps.get(i - 1).travelled();
                assertThat(gap)
                        .as("%s at %s", carriageway.name(), ramps.get(i).name())
                        .isBetween(0.5, 5.0);
            }
        }
    }

    @Test
    void linesAreSmooth() {
        for (Freeway freeway : MAP.freeways()) {
            assertThat(LineShape.sharpestDegrees(freeway.line()))
                    .as(freeway.name())
                    .isLessThan(35);
        }
    }

    @Test
    void lanesAreAsManyAsRoadsHave() {
        for (Sensor sensor : NETWORK.sensors()) {
            assertThat(((Placement.OnFreeway) sensor.placement()).lanes())
                    .as(sensor.name())
                    .isBetween(2, 6);
        }
        for (Carriageway carriageway : MAP.carriageways()) {
            for (double mile = 0; mile < carriageway.length(); mile += 0.1) {
                assertThat(carriageway.lanesAt(mile)).as(carriageway.name()).isBetween(2, 6);
            }
        }
    }

    @Test
    void bottlenecksAreOneWay() {
        assertThat(MAP.bottlenecks()).hasSizeBetween(20, 55);
        assertThat(MAP.bottlenecks()).allMatch(one -> one.capacityFactor() >= 0.85 && one.capacityFactor() <= 0.97);
        assertThat(MAP.bottlenecks()).extracting(Bottleneck::cause).contains(Bottleneck.Cause.values());
        assertThat(MAP.bottlenecks())
                .allSatisfy(
                        one -> assertThat(freeway(one.freeway()).laneSections()).containsKey(one.direction()));
    }

    @Test
    void theCentersShareTheMorning() {
        double sum = MAP.centers().stream().mapToDouble(Center::weight).sum();

        assertThat(MAP.centers()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(sum).isBetween(0.99, 1.01);
    }

    @Test
    void theStationsOfMetrLaStandOnDrawnRoads() throws IOException {
        var stations = Files.readAllLines(SharedData.file("metr-la/sensors.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
        long near = stations.stream()
                .map(fields -> new Position(Double.parseDouble(fields[2]), Double.parseDouble(fields[3])))
                .filter(position -> MAP.freeways().stream()
                        .anyMatch(freeway -> milesBetween(freeway, position) * METERS_PER_MILE <= 300))
                .count();
        double share = (double) near / stations.size();

        assertThat(share)
                .as("%.1f %% of METR-LA's stations are within 300 m of a drawn road", 100 * share)
                .isGreaterThanOrEqualTo(0.95);
        assertThat(stations).extracting(fields -> fields[1]).doesNotContainAnyElementsOf(ids());
    }

    private static List<String> ids() {
        return NETWORK.sensors().stream().map(Sensor::id).toList();
    }
}
