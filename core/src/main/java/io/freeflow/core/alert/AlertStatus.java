package io.freeflow.core.alert;

/** Where an alert is in its life. */
public enum AlertStatus {
    OPEN,
    /** Somebody has taken it on; it still stands. */
    ACKNOWLEDGED,
    /** Over: its cause is gone, or somebody said so. */
    RESOLVED
}
