package io.freeflow.forecast.guard;

import io.freeflow.core.road.Forecast;
import java.util.Locale;
import java.util.Map;

/** What the guard decided about a proposal. */
public sealed interface Outcome {

    /**
     * Let through.
     *
     * @param warnings how many cells had each warning
     */
    record Issued(Forecast forecast, Map<Warning, Integer> warnings) implements Outcome {
        public Issued {
            warnings = Map.copyOf(warnings);
        }
    }

    /** Kept back. */
    record Withheld(Reason reason) implements Outcome {}

    /** Why a forecast was kept back. Counted by name: add, never rename. */
    enum Reason {
        /** No cell has a value: nothing was ever observed. */
        NO_HISTORY,
        /** The network has no sensors in this region. */
        UNKNOWN_REGION,
        /** It claims to be newer than what it rests on. */
        NEWER_THAN_ITS_INPUTS,
        /** The draft has not one row for each sensor. */
        WRONG_SHAPE,
        /** The model failed, and so did the profile that stands in for it. */
        MODEL_FAILED;

        private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** Such as {@code no-history}. */
        public String wireName() {
            return wireName;
        }
    }
}
