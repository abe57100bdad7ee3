package io.freeflow.forecast.guard;

import java.util.OptionalInt;

/** Seconds for one mile, always derived from a guarded speed and never forecast by itself. */
public final class TravelTime {

    public static final int MIN_SECONDS = 36;
    public static final int MAX_SECONDS = 3600;

    private TravelTime() {}

    /** 3600 / speed without its fraction, held to 36 to 3600 s; empty for a missing speed and for a stopped road. */
    public static OptionalInt secondsPerMile(double speedMph) {
        if (!(speedMph > 0)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.clamp(3600 / speedMph, MIN_SECONDS, MAX_SECONDS));
    }
}
