package io.freeflow.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.ingest.ReadingDoor;
import io.freeflow.core.reading.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what it is given; takes what says {@code sensor_id}, and breaks when it was told to. */
final class TestDoor implements ReadingDoor {

    final List<String> taken = new ArrayList<>();
    final List<Integer> calls = new ArrayList<>();
    int breaksAt = Integer.MAX_VALUE;

    @Override
    public synchronized List<Answer> take(List<byte[]> records) {
        if (calls.size() == breaksAt) {
            throw new LogAwayException("the log is away", new IllegalStateException());
        }
        calls.add(records.size());
        return records.stream().map(this::answer).toList();
    }

    private Answer answer(byte[] record) {
        var text = new String(record, UTF_8);
        taken.add(text);
        if (text.contains("sensor_id")) {
            return new Answer(Outcome.ACCEPTED, Optional.of("e1"), Optional.empty(), Optional.empty());
        }
        return new Answer(
                Outcome.REJECTED, Optional.empty(), Optional.of(Reason.MISSING_SENSOR_ID), Optional.of("no sensor"));
    }
}
