package io.freeflow.core.health;

import java.util.Locale;

/** What PeMS's daily diagnostics say of a sensor's day; where several tests fail, the first names it. */
public enum DayStatus {
    /** No sample. */
    NO_DATA,
    /** Fewer than 60 % of the samples. */
    INSUFFICIENT_DATA,
    /** Too many samples in which nothing covered it. */
    CARD_OFF,
    /** Too many samples in which it was covered for most of the time. */
    HIGH_VALUE,
    /** Vehicles that cover nothing, or something that covers and is no vehicle. */
    INTERMITTENT,
    /** The same again and again. */
    CONSTANT,
    GOOD;

    /** Such as {@code card_off}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
