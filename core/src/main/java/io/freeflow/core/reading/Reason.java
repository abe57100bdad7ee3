package io.freeflow.core.reading;

import java.util.Locale;

/** Why a record or a report was rejected. Each name is a metric label and a column value: add, never rename. */
public enum Reason {
    UNREADABLE,
    TOO_LARGE,
    MISSING_SENSOR_ID,
    SENSOR_ID_TOO_LONG,
    UNKNOWN_SENSOR,
    MISSING_TIMESTAMP,
    BAD_TIMESTAMP,
    NONEXISTENT_LOCAL_TIME,
    FROM_THE_FUTURE,
    BAD_PERIOD,
    NOT_A_NUMBER,
    NO_MEASUREMENT,
    SPEED_OUT_OF_RANGE,
    FLOW_OUT_OF_RANGE,
    OCCUPANCY_OUT_OF_RANGE,
    QUALITY_TOO_LOW,

    /** From here on of reports of incidents: a GeoJSON feature that is neither a work zone nor a detour. */
    OTHER_FEATURE,
    MISSING_ID,
    ID_TOO_LONG,
    MISSING_TYPE,
    UNKNOWN_TYPE,
    UNKNOWN_SEVERITY,
    MISSING_START,
    BAD_TIME,
    ENDS_BEFORE_IT_STARTS,
    BAD_PLACE,
    BAD_LANES,
    DESCRIPTION_TOO_LONG,
    CANCELLED;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Such as {@code speed-out-of-range}. */
    public String wireName() {
        return wireName;
    }

    /** The reason of a wire name; throws {@link IllegalArgumentException} for a name that is none. */
    public static Reason ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
