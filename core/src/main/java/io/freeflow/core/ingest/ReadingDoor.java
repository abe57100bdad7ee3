package io.freeflow.core.ingest;

import io.freeflow.core.reading.Reason;
import java.util.List;
import java.util.Optional;

/** Where raw records come in that somebody pushes. Thread-safe. */
public interface ReadingDoor {

    /** Largest record that is taken at all, bytes: the log's own limit is twice that. */
    int MAX_RECORD_BYTES = 1 << 19;

    /**
     * Judges records and writes them to the log, those that are rejected too, so that they become dead letters. Returns once
     * the log holds all of them. A record with an event id that was accepted here before, byte for byte the same, is a
     * duplicate and is not written again; what else repeats, the road finds out by its key.
     *
     * @return an answer for each record, in their order
     * @throws LogAwayException if the log does not take them; the same call may be made again
     */
    List<Answer> take(List<byte[]> records);

    /** What becomes of a record. */
    enum Outcome {
        ACCEPTED,
        CORRECTED,
        DUPLICATE,
        REJECTED
    }

    /**
     * The answer for one record.
     *
     * @param eventId as the record has it
     * @param reason why it was rejected
     * @param detail what was corrected or is wrong, for a person
     */
    record Answer(Outcome outcome, Optional<String> eventId, Optional<Reason> reason, Optional<String> detail) {}

    /** The log does not take records at the moment. */
    final class LogAwayException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public LogAwayException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
