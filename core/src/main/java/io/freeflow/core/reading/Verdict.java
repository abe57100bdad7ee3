package io.freeflow.core.reading;

import io.freeflow.core.road.Reading;

/** What validation says of one raw record. */
public sealed interface Verdict {

    record Accepted(Reading reading) implements Verdict {}

    /** Accepted with changes; they stand in {@link Reading#corrections()}. */
    record Corrected(Reading reading) implements Verdict {}

    /**
     * Not taken.
     *
     * @param detail names the field, the limit and the value
     */
    record Rejected(Reason reason, String detail) implements Verdict {}
}
