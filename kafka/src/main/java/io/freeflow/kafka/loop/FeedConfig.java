package io.freeflow.kafka.loop;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * How fast a feed runs.
 *
 * @param speedup feed seconds per wall second; empty as fast as possible
 * @param settled how many of the feed's records have come to the end of the road since its beginning: at full speed it
 *     runs only so far ahead of them
 */
public record FeedConfig(OptionalDouble speedup, LongSupplier settled) {
    public FeedConfig {
        if (speedup.isPresent() && !(speedup.getAsDouble() > 0)) {
            throw new IllegalArgumentException("feed.speedup must be above 0, was " + speedup.getAsDouble());
        }
    }

    /** A feed that does not look how far the road is. */
    public FeedConfig(OptionalDouble speedup) {
        this(speedup, () -> Long.MAX_VALUE);
    }
}
