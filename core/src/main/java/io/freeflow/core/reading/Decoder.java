package io.freeflow.core.reading;

import io.freeflow.core.feed.FeedRules;
import java.time.Duration;

/** Reads the bytes of a raw record in any format it knows. Never throws for bad input. Thread-safe. */
public interface Decoder {

    Decoded decode(byte[] payload);

    /**
     * The same for a feed that writes in units of its own.
     *
     * @param usualPeriod of its intervals where a record names none
     */
    default Decoder of(FeedRules feed, Duration usualPeriod) {
        return this;
    }

    /** What the bytes turned out to be. */
    sealed interface Decoded {
        record Fields(RawReading reading) implements Decoded {}

        /**
         * Not a record of any known format.
         *
         * @param detail what was wrong, for a person
         */
        record Unreadable(String detail) implements Decoded {}
    }
}
