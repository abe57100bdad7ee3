package io.freeflow.pipeline.detect;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;

/** One method on one corridor: a deterministic state machine. Not thread-safe. */
interface Rule {

    /**
     * A section in which the rule sees something in the newest slot.
     *
     * @param began seconds of the epoch at which the first sign of it was seen
     */
    record Finding(int upstream, int downstream, long began, List<Evidence> evidence) {}

    /**
     * Judges every section in the newest slot. What goes on is found again in each slot.
     *
     * @param found whether something that was found on this corridor still lasts
     */
    List<Finding> judge(Recent recent, boolean found);

    /** Forgets what it saw last: there is a gap in the slots. What it has learnt stays. */
    void forget();

    void write(DataOutputStream out) throws IOException;

    void read(DataInputStream in) throws IOException;

    /** Hands on what it has learnt and changed since the last call, in named pieces. */
    default void saveLearnt(BiConsumer<String, byte[]> log) {}

    /** Takes back a piece as {@link #saveLearnt} gave it. */
    default void restoreLearnt(String name, byte[] bytes) {
        throw new IllegalArgumentException("this method learns nothing, was given " + name);
    }
}
