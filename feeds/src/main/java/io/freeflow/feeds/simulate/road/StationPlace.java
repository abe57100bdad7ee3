package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Direction;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A place with detector stations, one for each direction that has an id.
 *
 * @param mile miles from the line's first position
 */
public record StationPlace(String name, double mile, Map<Direction, String> ids) {
    public StationPlace {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("station " + name + " has no ids");
        }
        ids = Collections.unmodifiableMap(new EnumMap<>(ids));
    }
}
