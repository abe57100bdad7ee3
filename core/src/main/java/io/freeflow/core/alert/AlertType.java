package io.freeflow.core.alert;

/** What an alert is about. */
public enum AlertType {
    /** Something happened that blocks the road. */
    INCIDENT,
    /** A queue that stands. */
    CONGESTION,
    /** A queue that is forecast where there is none. */
    CONGESTION_PREDICTION,
    /** Detectors that are silent. */
    SYSTEM_ANOMALY
}
