package io.freeflow.kafka.loop;

import java.util.OptionalDouble;

/**
 * How fast a feed runs.
 *
 * @param speedup feed seconds per wall second; empty as fast as possible
 */
public record FeedConfig(OptionalDouble speedup) {
    public FeedConfig {
        if (speedup.isPresent() && !(speedup.getAsDouble() > 0)) {
            throw new IllegalArgumentException("feed.speedup must be above 0, was " + speedup.getAsDouble());
        }
    }
}
