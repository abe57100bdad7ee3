package io.freeflow.core.road;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pure core of a stage: a deterministic state machine without clock, log or I/O. The same inputs in the same order
 * give the same outputs and the same state, so a stage can be killed anywhere and go on from its saved state. Not
 * thread-safe.
 *
 * <p>State is saved in granules, small named pieces, so that a commit writes what changed and no more.
 */
public interface Stage<I, O> {

    /** Takes one input and hands on its outputs in order. */
    void accept(I input, Consumer<? super O> out);

    /** Hands on every granule that changed since the last call; {@code null} bytes delete it. */
    void save(BiConsumer<String, byte @Nullable []> log);

    /** What this part of the stage has taken in and given out since the beginning. */
    LedgerEntry books();

    /**
     * Takes back a granule as {@link #save} gave it. Called before the first {@link #accept} only, with one granule after
     * the other in the order of their names.
     */
    void restore(String granule, byte[] bytes);
}
