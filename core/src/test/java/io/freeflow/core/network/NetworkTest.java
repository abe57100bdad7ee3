package io.freeflow.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.network.Placement.OnFreeway;
import io.freeflow.core.network.Placement.StationOnly;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final Sensor A = sensor("A", "south", new OnFreeway("I-405", Direction.N, 12.5, 4));
    private static final Sensor B = sensor("B", "north", new OnFreeway("I-405", Direction.N, 3, 4));
    private static final Sensor C = sensor("C", "south", new OnFreeway("I-405", Direction.S, 3, 4));
    private static final Sensor D = sensor("D", "south", new StationOnly());
    private static final Edge EDGE = new Edge("A", "B", 0.5);

    private final Network network = Network.of(ZONE, List.of(D, B, A, C), List.of(EDGE));

    @Test
    void sensorsStandInTheOrderOfTheirIds() {
        assertThat(network.sensors()).containsExactly(A, B, C, D);
        assertThat(network.find("B")).contains(B);
        assertThat(network.find("Z")).isEmpty();
        assertThat(network.contains("Z")).isFalse();
    }

    @Test
    void regionsStandInTheOrderOfTheirNames() {
        assertThat(network.regions()).containsExactly("north", "south");
        assertThat(network.sensorsOf("south")).containsExactly(A, C, D);
        assertThat(network.sensorsOf("west")).isEmpty();
    }

    @Test
    void corridorsGoByPostmileAndLeaveOutWhatStandsOnNoFreeway() {
        assertThat(network.corridors())
                .containsExactly(
                        new Corridor("I-405", Direction.N, List.of(B, A)),
                        new Corridor("I-405", Direction.S, List.of(C)));
        assertThat(network.corridors().stream().map(Corridor::name)).containsExactly("I-405 N", "I-405 S");
    }

    @Test
    void theVersionChangesWithASensorAnEdgeOrTheZoneAndWithNothingElse() {
        assertThat(network.version()).matches("[0-9a-f]{12}");
        assertThat(Network.of(ZONE, List.of(A, B, C, D), List.of(EDGE)).version())
                .isEqualTo(network.version());

        assertThat(List.of(
                        Network.of(ZONE, List.of(A, B, C), List.of(EDGE)).version(),
                        Network.of(ZONE, List.of(A, B, C, sensor("D", "north", new StationOnly())), List.of(EDGE))
                                .version(),
                        Network.of(ZONE, List.of(A, B, C, D), List.of()).version(),
                        Network.of(ZONE, List.of(A, B, C, D), List.of(new Edge("A", "B", 0.6)))
                                .version(),
                        Network.of(ZoneId.of("UTC"), List.of(A, B, C, D), List.of(EDGE))
                                .version()))
                .doesNotHaveDuplicates()
                .doesNotContain(network.version());
    }

    @Test
    void aSensorIsInTheNetworkOnce() {
        assertThatThrownBy(() -> Network.of(ZONE, List.of(A, A), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sensor A is in the network twice");
    }

    @Test
    void nonsenseCannotBeBuilt() {
        assertThatThrownBy(() -> new Edge("A", "B", 0)).hasMessage("weight must be above 0 and at most 1, was 0.0");
        assertThatThrownBy(() -> new Edge("A", "B", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OnFreeway("I-5", Direction.N, 1, 0)).hasMessage("lanes must be at least 1, was 0");
        assertThatThrownBy(() -> sensor(" ", "north", new StationOnly()))
                .hasMessage("a sensor id has 1 to 100 characters, was ' '");
        assertThatThrownBy(() -> sensor("S".repeat(101), "north", new StationOnly()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stationsStandInTheOrderOfTravel() {
        var network = Network.of(
                ZONE,
                List.of(
                        sensor("A", "north", new OnFreeway("I-5", Direction.N, 2, 4)),
                        sensor("B", "north", new OnFreeway("I-5", Direction.N, 1, 5)),
                        sensor("C", "north", new OnFreeway("I-5", Direction.S, 1, 4)),
                        sensor("D", "north", new OnFreeway("I-5", Direction.S, 2, 4))),
                List.of());

        assertThat(network.findCorridor("I-5-N").orElseThrow().stations())
                .extracting(station -> station.sensor().id() + " " + station.postmileMiles() + " " + station.lanes())
                .containsExactly("B 1.0 5", "A 2.0 4");
        assertThat(network.findCorridor("I-5-S").orElseThrow().stations())
                .extracting(station -> station.sensor().id())
                .containsExactly("D", "C");
        assertThat(network.findCorridor("I-5-E")).isEmpty();
    }

    private static Sensor sensor(String id, String region, Placement placement) {
        return new Sensor(id, id, new Position(34, -118), region, placement, OptionalDouble.empty());
    }
}
