package io.freeflow.feeds.simulate.record;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.feeds.simulate.SimulatedCity;
import java.util.List;

/** The stations of a city as the rows of a table, in the order of the network's sensors. */
final class StationTable {

    private StationTable() {}

    /** A station and where it is. */
    record Row(
            String id,
            String name,
            Position position,
            String freeway,
            Direction direction,
            double postmileMiles,
            int lanes) {}

    static List<Row> rows(SimulatedCity city) {
        return city.network().sensors().stream().map(StationTable::row).toList();
    }

    private static Row row(Sensor sensor) {
        return switch (sensor.placement()) {
            case Placement.OnFreeway on ->
                new Row(
                        sensor.id(),
                        sensor.name(),
                        sensor.position(),
                        on.freeway(),
                        on.direction(),
                        on.postmileMiles(),
                        on.lanes());
            case Placement.StationOnly nowhere ->
                throw new IllegalStateException("station " + sensor.id() + " of a simulated city is on no freeway");
        };
    }
}
