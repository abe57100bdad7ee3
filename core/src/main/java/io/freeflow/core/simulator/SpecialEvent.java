package io.freeflow.core.simulator;

import io.freeflow.core.network.Position;
import io.freeflow.core.time.Interval;

/**
 * Something that many people go to in a simulated city: ground truth, never sent as a reading.
 *
 * @param venue where, by name
 * @param interval from its beginning to its end; people come before and leave after
 * @param attendance people, 1 or more
 */
public record SpecialEvent(Kind kind, String venue, Position position, Interval interval, int attendance) {

    public SpecialEvent {
        if (attendance < 1) {
            throw new IllegalArgumentException("the attendance of an event must be 1 or more, was " + attendance);
        }
    }

    /** What it is. */
    public enum Kind {
        GAME,
        CONCERT,
        EXHIBITION,
        /** A day on which a theme park is open. */
        PARK_DAY
    }
}
