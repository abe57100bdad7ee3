package io.freeflow.core.time;

import java.time.Duration;
import java.time.Instant;

/** The event time [start, end) that a reading or a window speaks of. */
public record Interval(Instant start, Instant end) {

    public Interval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("an interval must end after it starts, was " + start + " to " + end);
        }
    }

    public static Interval startingAt(Instant start, Duration length) {
        return new Interval(start, start.plus(length));
    }

    /** Whether an instant lies in [start, end). */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    public Duration length() {
        return Duration.between(start, end);
    }
}
