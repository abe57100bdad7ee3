package io.freeflow.forecast.guard;

import java.util.Locale;

/** What the guard noticed in a cell that it let through or made missing. Counted by name: add, never rename. */
public enum Warning {
    /** A quantile lay outside the limits and was clipped. */
    SPEED_CLIPPED,
    /** A value was not finite, or a cell had only some of its quantiles; the whole cell was made missing. */
    SPEED_NOT_A_NUMBER,
    /** Quantiles crossed and were put in order. */
    QUANTILES_CROSSED,
    /** The median is above 1.3 times the sensor's free-flow speed; it is left as it is. */
    ABOVE_FREE_FLOW,
    /** The median moves by more than 40 mph from one step to the next. */
    SPEED_JUMPS,
    /** {@link Confidence} is below 0.3. */
    LOW_CONFIDENCE;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Such as {@code speed-clipped}. */
    public String wireName() {
        return wireName;
    }
}
