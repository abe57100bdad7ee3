package io.freeflow.core.road;

import io.freeflow.core.alert.Severity;
import io.freeflow.core.incident.IncidentPlace;
import io.freeflow.core.incident.IncidentPlace.OnCorridor;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.network.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that was reported, as it is known now. The newest state of an id replaces the one before.
 *
 * @param id unique, 1 to {@link #MAX_ID} characters
 * @param region of its corridor; {@link #NOWHERE} where it has no place
 * @param source who says so
 * @param position the first point that was reported
 * @param start event time
 * @param expectedEnd when it should be over
 * @param end when it was over; empty while it is not
 * @param lanesClosed empty where nobody knows
 * @param updatedAt feed clock of this state
 */
public record Incident(
        String id,
        String region,
        String source,
        IncidentType type,
        Severity severity,
        IncidentPlace place,
        Optional<Position> position,
        Instant start,
        Optional<Instant> expectedEnd,
        Optional<Instant> end,
        OptionalInt lanesClosed,
        String description,
        Instant updatedAt)
        implements Message {

    public static final String NOWHERE = "";
    public static final int MAX_ID = 150;
    public static final int MAX_SOURCE = 100;
    public static final int MAX_DESCRIPTION = 1000;
    public static final int MAX_LANES = 20;

    /** An incident of which nobody says when it ends is over so long after it started. */
    public static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);

    public Incident {
        if (id.isBlank() || id.length() > MAX_ID) {
            throw new IllegalArgumentException("an incident id has 1 to " + MAX_ID + " characters, had " + id.length());
        }
        if (source.length() > MAX_SOURCE) {
            throw new IllegalArgumentException(
                    "source has at most " + MAX_SOURCE + " characters, had " + source.length());
        }
        if (description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException(
                    "description has at most " + MAX_DESCRIPTION + " characters, had " + description.length());
        }
        if (lanesClosed.isPresent() && (lanesClosed.getAsInt() < 0 || lanesClosed.getAsInt() > MAX_LANES)) {
            throw new IllegalArgumentException(
                    "lanes closed must be 0 to " + MAX_LANES + ", was " + lanesClosed.getAsInt());
        }
    }

    /** When it is over, as far as anybody knows. */
    public Instant until() {
        return end.or(() -> expectedEnd).orElseGet(() -> start.plus(FORGOTTEN_AFTER));
    }

    /** Whether it is there at an instant. */
    public boolean isActiveAt(Instant at) {
        return !at.isBefore(start) && at.isBefore(until());
    }

    /** Whether it is on this corridor, within so many miles of a stretch of it. */
    public boolean touches(String corridorId, double oneEndMiles, double otherEndMiles, double withinMiles) {
        return place instanceof OnCorridor on
                && on.corridorId().equals(corridorId)
                && on.touches(oneEndMiles, otherEndMiles, withinMiles);
    }

    /** The same incident, known since another time. */
    public Incident updatedAt(Instant at) {
        return new Incident(
                id,
                region,
                source,
                type,
                severity,
                place,
                position,
                start,
                expectedEnd,
                end,
                lanesClosed,
                description,
                at);
    }

    /** The same incident with another end. */
    public Incident endedAt(Optional<Instant> over) {
        return new Incident(
                id,
                region,
                source,
                type,
                severity,
                place,
                position,
                start,
                expectedEnd,
                over,
                lanesClosed,
                description,
                updatedAt);
    }

    /** The state that was said later; of two of the same instant the second. */
    public static Incident newer(Incident first, Incident second) {
        return second.updatedAt.isBefore(first.updatedAt) ? first : second;
    }

    /** Whether both say the same, whenever they said it. */
    public boolean saysTheSameAs(Incident other) {
        return updatedAt(other.updatedAt).equals(other);
    }
}
