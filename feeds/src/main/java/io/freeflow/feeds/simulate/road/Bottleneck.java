package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Direction;

/**
 * A place where a carriageway carries less than its lanes promise.
 *
 * @param mile miles from the line's first position
 * @param capacityFactor what is left of the capacity, above 0 and at most 1
 */
public record Bottleneck(
        String name, String freeway, Direction direction, double mile, Cause cause, double capacityFactor) {

    public Bottleneck {
        if (!(capacityFactor > 0 && capacityFactor <= 1)) {
            throw new IllegalArgumentException("capacity factor must be above 0 and at most 1, was " + capacityFactor);
        }
    }

    /** Why; the end of a lane is no cause here, since lane sections tell it. */
    public enum Cause {
        WEAVE,
        MERGE,
        GRADE,
        CURVE
    }
}
