package io.freeflow.core.reading;

/** Reads the bytes of a raw record in any format it knows. Never throws for bad input. Thread-safe. */
public interface Decoder {

    Decoded decode(byte[] payload);

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
