package io.freeflow.core.forecast;

import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import java.time.Instant;

/** The twelve steps of a forecast. Step 0 is 5 minutes ahead, step 11 is 60. */
public final class Horizons {

    public static final int STEPS = 12;

    private Horizons() {}

    /** Minutes ahead of a step: 5 to 60. */
    public static int minutes(int step) {
        return 5 * (step + 1);
    }

    /** The step of a horizon in minutes, which must be a multiple of 5 from 5 to 60. */
    public static int stepOf(int minutes) {
        if (minutes < 5 || minutes > 60 || minutes % 5 != 0) {
            throw new IllegalArgumentException("horizon must be a multiple of 5 from 5 to 60 minutes, was " + minutes);
        }
        return minutes / 5 - 1;
    }

    /** The window that a step speaks of: [issue + minutes - 5, issue + minutes). */
    public static Interval window(Instant issuedAt, int step) {
        return Interval.startingAt(issuedAt.plus(FiveMinutes.LENGTH.multipliedBy(step)), FiveMinutes.LENGTH);
    }
}
