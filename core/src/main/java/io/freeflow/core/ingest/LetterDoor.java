package io.freeflow.core.ingest;

import io.freeflow.core.reading.Reason;
import java.util.List;
import java.util.Optional;

/** Where rejected records go back on the road. Thread-safe. */
public interface LetterDoor {

    /** Most letters in one call. */
    int MOST_LETTERS = 500;

    /**
     * Puts the original bytes of letters back on the log, with their ids, and says of each how it is judged now. A letter that
     * has passed is not sent again, so the same call may be made twice. Returns once the log holds them.
     *
     * @param letterIds at most {@link #MOST_LETTERS}; one that is named twice is sent once
     * @return an answer for each id, in their order
     * @throws ReadingDoor.LogAwayException if the log does not take them; the same call may be made again
     */
    List<Answer> replay(List<String> letterIds);

    /** What becomes of a letter. */
    enum Outcome {
        PASSED,
        FAILED_AGAIN,
        PASSED_BEFORE,
        UNKNOWN
    }

    /**
     * The answer for one letter.
     *
     * @param reason why it failed again
     * @param detail what is wrong, for a person
     */
    record Answer(String letterId, Outcome outcome, Optional<Reason> reason, Optional<String> detail) {}
}
