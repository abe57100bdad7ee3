package io.freeflow.pipeline.detect;

/** How a detection was found. Stable names: each is a label and a column's value; add, never rename. */
public enum DetectionMethod {
    /** Speed below a limit for some time: the naive peer that every other method has to beat. */
    SLOW_SPEED,
    /** California algorithm #8. */
    CALIFORNIA_8,
    /** Fewer vehicles arrive downstream than should: a cumulative sum over flow and occupancy. */
    SHORTFALL,
    /** Slower than is usual there and then: for feeds without flow. It finds anomalies, not incidents. */
    SLOWING
}
