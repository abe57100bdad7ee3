package io.freeflow.core.network;

import java.util.List;

/** One direction of a freeway with its sensors by growing postmile. */
public record Corridor(String freeway, Direction direction, List<Sensor> sensors) {
    public Corridor {
        sensors = List.copyOf(sensors);
    }

    /** Such as {@code I-405 N}. */
    public String name() {
        return freeway + " " + direction;
    }
}
