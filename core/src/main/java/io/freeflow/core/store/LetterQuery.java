package io.freeflow.core.store;

import io.freeflow.core.reading.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks for letters, the newest first.
 *
 * @param feed the source of the record
 * @param sensorId the sensor that the record names
 * @param from earliest feed clock when it was rejected, inclusive
 * @param to latest feed clock when it was rejected, exclusive
 * @param before only those with a number smaller than this: the last row of the page before
 * @param limit at most so many, 1 to 1000
 */
public record LetterQuery(
        Optional<LetterState> state,
        Optional<Reason> reason,
        Optional<String> feed,
        Optional<String> sensorId,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Long> before,
        int limit) {
    public LetterQuery {
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit must be 1-1000, was " + limit);
        }
    }
}
