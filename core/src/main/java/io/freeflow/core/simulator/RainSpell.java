package io.freeflow.core.simulator;

import io.freeflow.core.time.Interval;

/** A time of rain over a simulated city: ground truth, never sent as a reading. */
public record RainSpell(Interval interval, Rain rain) {

    /** How hard it rains: below 0.1, to 0.25 and above 0.25 inches an hour. */
    public enum Rain {
        LIGHT,
        MEDIUM,
        HEAVY
    }
}
