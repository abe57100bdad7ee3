package io.freeflow.forecast.models;

import io.freeflow.core.forecast.History;

/** The newest observation of a sensor, as far back as a last value is carried on. */
final class LastSeen {

    static final int NEVER = -1;

    private LastSeen() {}

    /** Windows back to it, 0 is the newest window; {@link #NEVER} if it is not within the limit. */
    static int back(History history, int sensor, int limit) {
        for (int back = 0; back < limit; back++) {
            if (!Float.isNaN(history.mph(sensor, back))) {
                return back;
            }
        }
        return NEVER;
    }
}
