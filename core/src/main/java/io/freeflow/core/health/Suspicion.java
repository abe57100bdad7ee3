package io.freeflow.core.health;

import java.util.Locale;

/**
 * Why a sensor is not believed. The order is that of the tests: where several fail, the first names it. Names are wire and
 * column values: names are added, never changed.
 */
public enum Suspicion {
    /** Nothing comes. */
    SILENT(Spoils.NOTHING),
    /** It reports now and then. */
    INTERMITTENT(Spoils.NOTHING),
    /** Its readings begin beside the seconds at which they always began. */
    WRONG_CLOCK(Spoils.VALUES),
    /** Covered without a gap: IRIS's «locked on». */
    LOCKED_ON(Spoils.VALUES),
    /** More vehicles than a lane carries: IRIS's «chatter». */
    CHATTER(Spoils.VALUES),
    /** The same again and again: IRIS's «no change», PeMS's «constant». */
    CONSTANT(Spoils.VALUES),
    /** Vehicles pass and none moves. */
    ZERO_SPEED(Spoils.VALUES),
    /** Occupancy jumps again and again: IRIS's «occ spike». */
    OCCUPANCY_SPIKES(Spoils.VALUES),
    /** Speed, flow and occupancy together make vehicles that are too long or too short, or not as long as ever. */
    VEHICLE_LENGTH(Spoils.VALUES),
    /** No vehicle for hours: IRIS's «no hits», PeMS's «card off». */
    NO_HITS(Spoils.VALUES),
    /** Speeds jump as no traffic does; for feeds of speed alone. */
    SPEED_JUMPS(Spoils.VALUES),
    /** It reports, but behind the others. */
    LATE(Spoils.NOTHING),
    /** Its newest comes before the one before it. */
    OUT_OF_ORDER(Spoils.NOTHING),
    /** It says everything twice. */
    DUPLICATED(Spoils.NOTHING);

    private final Spoils spoils;

    Suspicion(Spoils spoils) {
        this.spoils = spoils;
    }

    /** Whether the values themselves are in doubt, not only the way they came. */
    public boolean spoilsValues() {
        return spoils == Spoils.VALUES;
    }

    /** Such as {@code locked_on}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private enum Spoils {
        VALUES,
        NOTHING
    }
}
