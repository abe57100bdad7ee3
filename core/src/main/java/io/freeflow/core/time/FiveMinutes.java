package io.freeflow.core.time;

import java.time.Duration;
import java.time.Instant;

/** The grid of windows: five minutes long, aligned to the epoch. */
public final class FiveMinutes {

    public static final Duration LENGTH = Duration.ofMinutes(5);
    private static final long SECONDS = LENGTH.toSeconds();

    private FiveMinutes() {}

    /** The window that an instant falls into. */
    public static Interval windowOf(Instant instant) {
        return Interval.startingAt(floor(instant), LENGTH);
    }

    /** The newest start of a window that is not after the instant. */
    public static Instant floor(Instant instant) {
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), SECONDS) * SECONDS);
    }
}
