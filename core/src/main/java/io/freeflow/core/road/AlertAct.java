package io.freeflow.core.road;

import io.freeflow.core.alert.AlertEntry;

/**
 * What somebody does about an alert.
 *
 * @param region the alert's region
 * @param by who
 * @param note at most {@link AlertEntry#MAX_NOTE} characters; may be empty, but not of a {@link Kind#NOTE}
 */
public record AlertAct(String region, String alertId, Kind kind, String by, String note) implements Message {

    /** What can be done. */
    public enum Kind {
        ACKNOWLEDGE,
        NOTE,
        /** It resolves, and its queue opens no other alert of its rule before it was gone. */
        RESOLVE
    }
}
