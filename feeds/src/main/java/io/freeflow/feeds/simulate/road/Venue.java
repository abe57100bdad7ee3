package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Position;

/**
 * A place that many people go to on some days.
 *
 * @param kind decides on which days and when
 * @param capacity people, 1 to 200,000
 * @param attendance how many come to an ordinary event, 1 to the capacity
 * @param radiusMiles they use the ramps so far around it, above 0 to 20
 */
public record Venue(String name, Position position, Kind kind, int capacity, int attendance, double radiusMiles) {

    private static final int MOST = 200_000;
    private static final double MOST_MILES = 20;

    public Venue {
        if (capacity < 1 || capacity > MOST) {
            throw new IllegalArgumentException("capacity must be 1 to " + MOST + ", was " + capacity);
        }
        if (attendance < 1 || attendance > capacity) {
            throw new IllegalArgumentException(
                    "attendance must be 1 to the capacity of " + capacity + ", was " + attendance);
        }
        if (!(radiusMiles > 0 && radiusMiles <= MOST_MILES)) {
            throw new IllegalArgumentException("radius_miles must be above 0 to 20, was " + radiusMiles);
        }
    }

    /** What is played there. */
    public enum Kind {
        /** Baseball, spring to fall. */
        BALLPARK,
        /** Football in fall, concerts in summer. */
        STADIUM,
        /** Soccer, spring to fall. */
        SOCCER_STADIUM,
        /** Basketball and hockey in winter, concerts all year. */
        ARENA,
        /** Concerts under the sky. */
        AMPHITHEATER,
        /** Fairs and conventions. */
        EXPO,
        /** Open every day. */
        THEME_PARK
    }
}
