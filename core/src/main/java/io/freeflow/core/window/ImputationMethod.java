package io.freeflow.core.window;

/** How a value came about that nobody measured. */
public enum ImputationMethod {
    /** What its neighbours on the road say, and how it differs from them. */
    NEIGHBOURS,
    /** What is usual there at that time of the week. */
    PROFILE,
    /** What was last observed there, up to an hour before. */
    LAST_VALUE
}
