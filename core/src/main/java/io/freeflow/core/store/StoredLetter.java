package io.freeflow.core.store;

import io.freeflow.core.reading.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * A letter as the store keeps it, without its bytes.
 *
 * @param number its place in the order in which letters were stored
 * @param reason why it was rejected the last time
 * @param bytes how long the record is
 * @param knownAt feed clock when it was rejected the first time; empty before any feed had one
 * @param tries how often it was judged
 */
public record StoredLetter(
        long number,
        String letterId,
        String stage,
        String source,
        Optional<String> sensorId,
        Reason reason,
        String detail,
        int bytes,
        Optional<Instant> knownAt,
        int tries,
        LetterState state) {

    /** A letter with the record's original bytes. */
    public record Whole(StoredLetter letter, byte[] payload) {}
}
