package io.freeflow.core.network;

import java.util.ArrayList;
import java.util.List;

/** One direction of a freeway with its sensors by growing postmile, all of them on that freeway. */
public record Corridor(String freeway, Direction direction, List<Sensor> sensors) {

    /** A sensor with its place on the corridor. */
    public record Station(Sensor sensor, double postmileMiles, int lanes) {}

    public Corridor {
        sensors = List.copyOf(sensors);
    }

    /** Such as {@code I-405 N}. */
    public String name() {
        return freeway + " " + direction;
    }

    /** Such as {@code I-405-N}: what stands in an address. */
    public String id() {
        return freeway + "-" + direction;
    }

    /** Its sensors in the order of travel: postmiles grow north and east, so south and west run against them. */
    public List<Station> stations() {
        var stations = new ArrayList<Station>();
        for (Sensor sensor : sensors) {
            switch (sensor.placement()) {
                case Placement.OnFreeway on -> stations.add(new Station(sensor, on.postmileMiles(), on.lanes()));
                case Placement.StationOnly only ->
                    throw new IllegalStateException("sensor " + sensor.id() + " is on no freeway, but in " + name());
            }
        }
        return switch (direction) {
            case N, E -> List.copyOf(stations);
            case S, W -> List.copyOf(stations.reversed());
        };
    }
}
