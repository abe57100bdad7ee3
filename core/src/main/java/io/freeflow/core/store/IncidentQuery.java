package io.freeflow.core.store;

import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.road.Incident;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Asks for reported incidents, newest start first, then by id.
 *
 * @param state as it is at {@code now}
 * @param now feed clock
 * @param from earliest start, inclusive
 * @param to latest start, exclusive
 * @param limit at most so many, 1 to 1000
 */
public record IncidentQuery(
        State state,
        Instant now,
        Optional<String> corridorId,
        Optional<IncidentType> type,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit) {

    public static final Comparator<Incident> ORDER =
            Comparator.comparing(Incident::start).reversed().thenComparing(Incident::id);

    /** Where an incident is in its life. */
    public enum State {
        ALL,
        PLANNED,
        ACTIVE,
        ENDED
    }

    public IncidentQuery {
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit must be 1-1000, was " + limit);
        }
    }

    /** What is there now. */
    public static IncidentQuery active(Instant now) {
        return new IncidentQuery(
                State.ACTIVE, now, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1000);
    }

    /** The state of an incident at an instant. */
    public static State stateOf(Incident incident, Instant now) {
        if (now.isBefore(incident.start()) && now.isBefore(incident.until())) {
            return State.PLANNED;
        }
        return incident.isActiveAt(now) ? State.ACTIVE : State.ENDED;
    }
}
