package io.freeflow.forecast.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Edge;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.forecast.Roads;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Sensors A, B, C, ... have the numbers 0, 1, 2, ... */
class NeighboursTest {

    @Test
    void northwardsPostmilesGrowAhead() {
        var neighbours = neighbours(
                List.of(placed("A", Direction.N, 1), placed("B", Direction.N, 2), placed("C", Direction.N, 3.5)));

        assertThat(ahead(neighbours, 0)).containsExactly("1 at 1.0", "2 at 2.5");
        assertThat(ahead(neighbours, 2)).isEmpty();
        assertThat(behind(neighbours, 2)).containsExactly("1 at 1.5");
    }

    @Test
    void southwardsTheyShrink() {
        var neighbours = neighbours(List.of(placed("A", Direction.S, 1), placed("B", Direction.S, 2)));

        assertThat(ahead(neighbours, 1)).containsExactly("0 at 1.0");
        assertThat(ahead(neighbours, 0)).isEmpty();
    }

    @Test
    void theOtherCarriagewayAndWhatIsFarAreNoNeighbours() {
        var neighbours = neighbours(
                List.of(placed("A", Direction.N, 1), placed("B", Direction.S, 1.2), placed("C", Direction.N, 5.5)));

        assertThat(ahead(neighbours, 0)).isEmpty();
        assertThat(behind(neighbours, 2)).isEmpty();
    }

    @Test
    void withoutPlacesOneWayEdgesTellWhoIsAhead() {
        var neighbours = neighbours(
                List.of(unplaced("A", 34.00), unplaced("B", 34.01), unplaced("C", 34.02)),
                new Edge("A", "B", 0.9),
                new Edge("B", "C", 0.9),
                new Edge("C", "B", 0.85));

        assertThat(ahead(neighbours, 0)).containsExactly("1 at 0.7");
        assertThat(behind(neighbours, 1)).containsExactly("0 at 0.7");
        assertThat(ahead(neighbours, 1)).as("the way back is as short").isEmpty();
    }

    private static Neighbours neighbours(List<Sensor> sensors, Edge... edges) {
        return Neighbours.of(Network.of(Roads.ZONE, sensors, List.of(edges)), sensors);
    }

    private static List<String> ahead(Neighbours neighbours, int sensor) {
        return neighbours.ahead(sensor).stream().map(NeighboursTest::text).toList();
    }

    private static List<String> behind(Neighbours neighbours, int sensor) {
        return neighbours.behind(sensor).stream().map(NeighboursTest::text).toList();
    }

    private static String text(Neighbours.Near near) {
        return near.sensor() + " at " + Math.round(10 * near.miles()) / 10.0;
    }

    private static Sensor placed(String id, Direction direction, double postmile) {
        return new Sensor(
                id,
                id,
                new Position(34, -118),
                Roads.REGION,
                new Placement.OnFreeway("I-5", direction, postmile, 4),
                OptionalDouble.empty());
    }

    private static Sensor unplaced(String id, double latitude) {
        return new Sensor(
                id,
                id,
                new Position(latitude, -118),
                Roads.REGION,
                new Placement.StationOnly(),
                OptionalDouble.empty());
    }
}
