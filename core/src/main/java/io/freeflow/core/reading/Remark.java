package io.freeflow.core.reading;

import java.util.Locale;

/**
 * What is strange about a reading that was taken. Each name is a metric label and a column value: add, never rename. The
 * limits stand in docs/data.md.
 */
public enum Remark {
    /** It speaks of a time long before the feed clock. */
    OLD,
    /** Speed 0 while vehicles pass. */
    STANDING_WITH_FLOW,
    /** Vehicles pass and cover no detector. */
    FLOW_WITHOUT_OCCUPANCY,
    /** A detector is covered, no vehicle passes, and traffic is not said to stand. */
    OCCUPANCY_WITHOUT_FLOW,
    /** More vehicles on a lane than a lane carries. */
    FLOW_ABOVE_CAPACITY,
    /** A lane near its capacity with the occupancy of an empty one, where no speed explains it. */
    LOW_OCCUPANCY_FOR_FLOW,
    /** Speed, flow and occupancy together speak of vehicles that are too short or too long. */
    IMPLAUSIBLE_VEHICLE_LENGTH,
    /** Much faster than the sensor's own free-flow speed. */
    FAR_ABOVE_FREE_FLOW;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Such as {@code standing-with-flow}. */
    public String wireName() {
        return wireName;
    }

    /** The remark of a wire name; throws {@link IllegalArgumentException} for a name that is none. */
    public static Remark ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
