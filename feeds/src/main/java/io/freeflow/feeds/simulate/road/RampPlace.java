package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Direction;
import java.util.Set;

/**
 * A street's interchange: traffic leaves shortly before it and enters shortly after it.
 *
 * @param name the street
 * @param mile miles from the line's first position
 * @param directions the carriageways that have its ramps
 */
public record RampPlace(String name, double mile, Set<Direction> directions) {
    public RampPlace {
        directions = Set.copyOf(directions);
    }
}
