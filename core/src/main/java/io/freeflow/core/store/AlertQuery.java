package io.freeflow.core.store;

import io.freeflow.core.alert.AlertStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for alerts, newest opening first, then by id.
 *
 * @param statuses any of these
 * @param from earliest opening, inclusive
 * @param to latest opening, exclusive
 * @param limit at most so many, 1 to 1000
 */
public record AlertQuery(
        Set<AlertStatus> statuses,
        Optional<String> corridorId,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit) {
    public AlertQuery {
        statuses = Set.copyOf(statuses);
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit must be 1-1000, was " + limit);
        }
    }
}
