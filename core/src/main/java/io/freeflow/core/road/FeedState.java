package io.freeflow.core.road;

import io.freeflow.core.feed.FeedInfo;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How far a feed has come; written in one transaction with the records it speaks of.
 *
 * @param position where the feed goes on, in the feed's own words
 * @param completeUntil the feed clock; empty before the first mark
 * @param speedup feed seconds per wall second; empty as fast as possible
 * @param counts {@code slots}, {@code sent} and {@code missing.<reason>} since the beginning
 */
public record FeedState(
        FeedInfo info,
        String position,
        Optional<Instant> completeUntil,
        OptionalDouble speedup,
        Activity activity,
        Map<String, Long> counts)
        implements Message {
    public FeedState {
        counts = java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** What the feed is doing. */
    public enum Activity {
        RUNNING,
        PAUSED,
        ENDED
    }
}
