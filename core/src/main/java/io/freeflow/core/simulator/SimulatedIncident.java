package io.freeflow.core.simulator;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import io.freeflow.core.time.Interval;
import java.time.Instant;

/**
 * Something that really happens on a simulated road: it blocks lanes until help comes, then one lane less until it is
 * cleared. Ground truth, never sent as a reading.
 *
 * @param responded when help came
 * @param lanesBlocked of {@code lanes}; 0 is the shoulder
 */
public record SimulatedIncident(
        Kind kind,
        String freeway,
        Direction direction,
        double postmileMiles,
        Position position,
        Interval interval,
        Instant responded,
        int lanesBlocked,
        int lanes) {

    public SimulatedIncident {
        if (lanesBlocked < 0 || lanesBlocked > lanes) {
            throw new IllegalArgumentException("lanes blocked must be 0 to " + lanes + ", was " + lanesBlocked);
        }
    }

    /** What happened. */
    public enum Kind {
        CRASH,
        BREAKDOWN,
        DEBRIS,
        LANE_CLOSURE
    }
}
