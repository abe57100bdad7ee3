package io.freeflow.core.window;

/** Where the values of a state come from. */
public enum Quality {
    OBSERVED,
    IMPUTED,
    MISSING,
    /** Observed by a sensor that is not believed. */
    SUSPECT
}
