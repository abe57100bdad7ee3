package io.freeflow.core.alert;

import java.time.Instant;

/**
 * One line of an alert's log.
 *
 * @param at feed clock
 * @param what what was done
 * @param by who did it; {@link #FREEFLOW} where nobody did
 * @param note what they said, at most {@link #MAX_NOTE} characters; may be empty
 */
public record AlertEntry(Instant at, What what, String by, String note) {

    public static final String FREEFLOW = "freeflow";
    public static final int MAX_NOTE = 500;
    public static final int MAX_BY = 100;

    /** What happens to an alert. */
    public enum What {
        OPENED,
        ESCALATED,
        ACKNOWLEDGED,
        NOTED,
        /** A reported incident was found where the alert is: the note begins with its id and a colon. */
        REPORTED,
        RESOLVED
    }

    public AlertEntry {
        requireShort("by", by, MAX_BY);
        requireShort("note", note, MAX_NOTE);
    }

    private static void requireShort(String name, String text, int max) {
        if (text.length() > max) {
            throw new IllegalArgumentException(name + " has at most " + max + " characters, had " + text.length());
        }
    }
}
