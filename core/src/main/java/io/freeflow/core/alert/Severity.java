package io.freeflow.core.alert;

/** How much an alert matters, in rising order. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
