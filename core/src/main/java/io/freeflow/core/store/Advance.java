package io.freeflow.core.store;

/**
 * How far a batch moves a source partition.
 *
 * @param from the position the writer believes is stored; a write from elsewhere is fenced off
 * @param to the next position to read
 */
public record Advance(long from, long to) {}
