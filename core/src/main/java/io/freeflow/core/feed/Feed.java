package io.freeflow.core.feed;

import java.time.Instant;
import java.util.Optional;

/**
 * A source of raw records in the order of its own clock. Deterministic: opened at the same position it says the same
 * again. Not thread-safe.
 */
public interface Feed extends AutoCloseable {

    FeedInfo info();

    /** The next tick; empty at the end. */
    Optional<FeedBatch> next();

    /** Where the clock starts to run at the set speed-up; what lies before it is history, sent as fast as possible. */
    Instant liveFrom();

    /** How far the feed is through, 0 to 1, at a feed clock; empty for a feed without an end. */
    Optional<Double> progress(Instant completeUntil);

    @Override
    void close();

    /** Opens a feed at a position that a batch of it named, or at its beginning. */
    interface Opener {
        Feed open(Optional<String> position);
    }
}
