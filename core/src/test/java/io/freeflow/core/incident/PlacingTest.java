package io.freeflow.core.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.incident.IncidentPlace.OnCorridor;
import io.freeflow.core.incident.IncidentPlace.Unplaced;
import io.freeflow.core.incident.IncidentPlace.Why;
import io.freeflow.core.incident.IncidentReport.Where;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both directions of I-405 run north from 34.00 at longitude -118.00, a mile a station from postmile 10 on; SR-91 runs east. */
class PlacingTest {

    private static final double MILE = 1 / 69.0934;

    private final Placing placing = new Placing(network());

    private static Network network() {
        var sensors = new ArrayList<Sensor>();
        for (int mile = 0; mile <= 4; mile++) {
            var position = new Position(34 + mile * MILE, -118);
            sensors.add(sensor("n" + mile, "north", "I-405", Direction.N, 10 + mile, position));
            sensors.add(sensor("s" + mile, "south", "I-405", Direction.S, 10 + mile, position));
            sensors.add(
                    sensor("e" + mile, "east", "SR-91", Direction.E, mile, new Position(33.9, -118 + 0.0175 * mile)));
        }
        return Network.of(ZoneId.of("America/Los_Angeles"), sensors, List.of());
    }

    private static Sensor sensor(
            String id, String region, String freeway, Direction direction, double postmile, Position position) {
        return new Sensor(
                id,
                id,
                position,
                region,
                new Placement.OnFreeway(freeway, direction, postmile, 4),
                OptionalDouble.empty());
    }

    @Test
    void aKnownSensorSaysTheCorridorAndThePostmile() {
        var placed = placing.place(where(Optional.of("s2"), null, null, Double.NaN, Double.NaN));

        assertThat(placed.place()).isEqualTo(new OnCorridor("I-405-S", 12, 12));
        assertThat(placed.region()).isEqualTo("south");
    }

    @ParameterizedTest
    @CsvSource({"I-405", "405", "I 405", "Interstate 405", "i405"})
    void aFreewayIsKnownByAnyOfItsNames(String name) {
        var placed = placing.place(where(Optional.empty(), name, Direction.N, 12.5, 11.5));

        assertThat(placed.place()).isEqualTo(new OnCorridor("I-405-N", 11.5, 12.5));
        assertThat(placed.region()).isEqualTo("north");
    }

    @ParameterizedTest
    @CsvSource({
        "US-405, N, 12, UNKNOWN_CORRIDOR",
        "I-405, E, 12, UNKNOWN_CORRIDOR",
        "I-405, N, 15.1, OFF_CORRIDOR",
        "I-405, N, 8.9, OFF_CORRIDOR"
    })
    void whatTheNetworkDoesNotHaveHasAReason(String freeway, Direction direction, double postmile, Why why) {
        assertWhy(where(Optional.empty(), freeway, direction, postmile, postmile), why);
    }

    @Test
    void aPostmileNeedsADirectionWhereTheFreewayHasTwo() {
        assertWhy(where(Optional.empty(), "I-405", null, 12, 12), Why.NO_DIRECTION);
        assertThat(placing.place(where(Optional.empty(), "CA 91", null, 2, 2)).place())
                .isEqualTo(new OnCorridor("SR-91-E", 2, 2));
    }

    @Test
    void pointsFindTheNearestCorridorOfTheirDirection() {
        var line = where(
                null,
                Direction.S,
                new Position(34 + 1.25 * MILE, -118.002),
                new Position(34 + 2.5 * MILE, -118.001),
                new Position(34 + 2.5 * MILE, -117.5));

        var placed = placing.place(line);

        assertThat(placed.region()).isEqualTo("south");
        assertThat(placed.place()).isInstanceOfSatisfying(OnCorridor.class, on -> {
            assertThat(on.corridorId()).isEqualTo("I-405-S");
            assertThat(on.fromPostmileMiles()).isCloseTo(11.25, within(0.01));
            assertThat(on.toPostmileMiles()).isCloseTo(12.5, within(0.01));
        });
    }

    @Test
    void aPointFarFromEveryCorridorThatFitsIsNotPlaced() {
        var halfMileEast = 0.5 / (69.0934 * Math.cos(Math.toRadians(34)));

        assertThat(placing.place(where(null, Direction.N, new Position(34 + MILE, -118 + 0.98 * halfMileEast)))
                        .place())
                .isInstanceOf(OnCorridor.class);
        assertWhy(where(null, Direction.N, new Position(34 + MILE, -118 + 1.02 * halfMileEast)), Why.TOO_FAR);
        assertWhy(where("SR-91", Direction.E, new Position(34 + MILE, -118)), Why.TOO_FAR);
    }

    @Test
    void aPointBetweenTwoDirectionsNeedsOne() {
        assertWhy(where(null, null, new Position(34 + MILE, -118)), Why.NO_DIRECTION);
        assertThat(placing.place(where(null, null, new Position(33.9, -117.99))).region())
                .isEqualTo("east");
    }

    @Test
    void whatSaysNothingOfItsPlaceHasNone() {
        assertWhy(where(Optional.of("unknown"), null, null, Double.NaN, Double.NaN), Why.NO_PLACE);
    }

    private void assertWhy(Where where, Why why) {
        var placed = placing.place(where);

        assertThat(placed.region()).isEmpty();
        assertThat(placed.place())
                .isInstanceOfSatisfying(
                        Unplaced.class, nowhere -> assertThat(nowhere.why()).isEqualTo(why));
    }

    private static Where where(
            Optional<String> sensorId,
            @org.jspecify.annotations.Nullable String freeway,
            @org.jspecify.annotations.Nullable Direction direction,
            double from,
            double to) {
        return new Where(
                sensorId,
                Optional.ofNullable(freeway),
                Optional.ofNullable(direction),
                Double.isNaN(from) ? OptionalDouble.empty() : OptionalDouble.of(from),
                Double.isNaN(to) ? OptionalDouble.empty() : OptionalDouble.of(to),
                List.of());
    }

    private static Where where(
            @org.jspecify.annotations.Nullable String freeway,
            @org.jspecify.annotations.Nullable Direction direction,
            Position... points) {
        return new Where(
                Optional.empty(),
                Optional.ofNullable(freeway),
                Optional.ofNullable(direction),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(points));
    }
}
