package io.freeflow.core.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Asks for readings, newest start first, then by sensor id.
 *
 * @param from earliest interval start, inclusive
 * @param to latest interval start, exclusive
 * @param after the last row of the page before
 * @param limit at most so many rows, 1 to 1000
 */
public record ReadingQuery(
        Optional<String> sensorId, Optional<Instant> from, Optional<Instant> to, Optional<Key> after, int limit) {
    public ReadingQuery {
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit must be 1-1000, was " + limit);
        }
    }

    /** The key of a row in the order of the query. */
    public record Key(Instant start, String sensorId) {}
}
