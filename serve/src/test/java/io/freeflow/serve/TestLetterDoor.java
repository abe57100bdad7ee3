package io.freeflow.serve;

import io.freeflow.core.ingest.LetterDoor;
import io.freeflow.core.ingest.ReadingDoor.LogAwayException;
import io.freeflow.core.reading.Reason;
import java.util.List;
import java.util.Optional;

/** Answers by the partition of an id: 0 passes, 1 fails again, 2 has passed before, 4 finds the log away, others are unknown. */
final class TestLetterDoor implements LetterDoor {

    @Override
    public List<Answer> replay(List<String> letterIds) {
        return letterIds.stream().map(TestLetterDoor::answer).toList();
    }

    private static Answer answer(String id) {
        return switch (id.charAt(0)) {
            case '0' -> new Answer(id, Outcome.PASSED, Optional.empty(), Optional.empty());
            case '1' ->
                new Answer(id, Outcome.FAILED_AGAIN, Optional.of(Reason.BAD_TIMESTAMP), Optional.of("was noon"));
            case '2' -> new Answer(id, Outcome.PASSED_BEFORE, Optional.empty(), Optional.empty());
            case '4' -> throw new LogAwayException("the log is away", new IllegalStateException());
            default -> new Answer(id, Outcome.UNKNOWN, Optional.empty(), Optional.empty());
        };
    }
}
