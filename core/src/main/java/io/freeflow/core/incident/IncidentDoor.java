package io.freeflow.core.incident;

import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.Incident;
import java.util.List;
import java.util.Optional;

/** Takes reports of incidents. Thread-safe. */
public interface IncidentDoor {

    /**
     * Takes the incidents of a JSON document: one of ours, an array of them, or a WZDx feed. Returns when those that it takes
     * cannot be lost any more; the store shows them a moment later. Those that are rejected become dead letters with their own
     * bytes, each once however often it is reported.
     *
     * @throws io.freeflow.core.ingest.ReadingDoor.LogAwayException if they cannot be written down
     */
    List<Answer> take(byte[] document);

    /** Writes a state of an incident that was changed, as {@link #take} does. */
    void change(Incident state);

    /** What became of a report. */
    enum Outcome {
        ACCEPTED,
        /** Its id was known, and something about it is new. */
        UPDATED,
        /** Its id was known, and nothing about it is new: not written again. */
        DUPLICATE,
        REJECTED
    }

    /**
     * What became of one report.
     *
     * @param reason of a rejected one
     * @param detail what was wrong; of an incident that could not be placed, why not
     */
    record Answer(Outcome outcome, Optional<String> incidentId, Optional<Reason> reason, Optional<String> detail) {}
}
