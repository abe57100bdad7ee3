package io.freeflow.core.window;

/** How a value came about that nobody measured, the most trusted first. */
public enum ImputationMethod {
    /** What is usual there, and by how much its neighbours on the road are slower or faster than usual. */
    NEIGHBOURS,
    /** What is usual there at that time of the week. */
    PROFILE,
    /** What was last observed there, up to an hour before. */
    LAST_VALUE
}
