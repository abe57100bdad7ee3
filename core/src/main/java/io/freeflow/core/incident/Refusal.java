package io.freeflow.core.incident;

import java.util.Locale;

/** Why a report is no incident. Names are on the wire and in tables: they are added, never changed. */
public enum Refusal {
    /** Not JSON, or nothing that we know. */
    UNREADABLE,
    /** A GeoJSON feature that is neither a work zone nor a detour. */
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

    /** Such as {@code unknown-type}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
