package io.freeflow.core.network;

/** The signed direction of a carriageway. */
public enum Direction {
    N,
    S,
    E,
    W
}
