package io.freeflow.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.incident.IncidentDoor;
import io.freeflow.core.ingest.ReadingDoor.LogAwayException;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what it is given; takes a document that names an incident's type, and breaks when it was told to. */
final class TestIncidentDoor implements IncidentDoor {

    final List<String> documents = new ArrayList<>();
    final List<Incident> changes = new ArrayList<>();
    boolean broken;

    @Override
    public List<Answer> take(byte[] document) {
        breakIfTold();
        var text = new String(document, UTF_8);
        documents.add(text);
        if (text.equals("[]")) {
            return List.of();
        }
        return List.of(
                text.contains("incident_type")
                        ? new Answer(Outcome.ACCEPTED, Optional.of("i1"), Optional.empty(), Optional.empty())
                        : new Answer(
                                Outcome.REJECTED,
                                Optional.empty(),
                                Optional.of(Reason.MISSING_TYPE),
                                Optional.of("incident_type is missing")));
    }

    @Override
    public void change(Incident state) {
        breakIfTold();
        changes.add(state);
    }

    private void breakIfTold() {
        if (broken) {
            throw new LogAwayException("the log is away", new IllegalStateException());
        }
    }
}
