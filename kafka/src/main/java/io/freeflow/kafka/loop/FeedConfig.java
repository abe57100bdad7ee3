package io.freeflow.kafka.loop;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * How fast a feed runs.
 *
 * @param speedup feed seconds per wall second; empty as fast as possible
 * @param settled how many of the feed's records have come to the end of the road since its beginning: at full speed it
 *     runs only so far ahead of them
 * @param afterEnd what to do with a feed that has come to its end before
 */
public record FeedConfig(OptionalDouble speedup, LongSupplier settled, AfterEnd afterEnd) {

    /** A feed that ended and is started again. */
    public enum AfterEnd {
        /** Has nothing more to say. */
        STAYS_OVER,
        /** Is opened at its last position, and knows what that means. */
        OPENS_AGAIN
    }

    public FeedConfig {
        if (speedup.isPresent() && !(speedup.getAsDouble() > 0)) {
            throw new IllegalArgumentException("feed.speedup must be above 0, was " + speedup.getAsDouble());
        }
    }

    /** A feed that is over at its end. */
    public FeedConfig(OptionalDouble speedup, LongSupplier settled) {
        this(speedup, settled, AfterEnd.STAYS_OVER);
    }

    /** A feed that does not look how far the road is. */
    public FeedConfig(OptionalDouble speedup) {
        this(speedup, () -> Long.MAX_VALUE);
    }
}
