package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import io.freeflow.core.time.Interval;

/**
 * Something that really happens on a simulated road: lanes are blocked for a while. Ground truth, never sent as a
 * reading.
 *
 * @param lanesBlocked of {@code lanes}; fewer than all
 */
public record SimulatedIncident(
        String freeway,
        Direction direction,
        double postmileMiles,
        Position position,
        Interval interval,
        int lanesBlocked,
        int lanes) {

    /** Who passes an incident drives past the open lanes more slowly than past no incident. */
    private static final double RUBBERNECKING = 0.85;

    /** Share of the capacity that is left. */
    double openShare() {
        return RUBBERNECKING * (lanes - lanesBlocked) / lanes;
    }
}
