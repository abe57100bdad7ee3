package io.freeflow.testkit;

import java.util.Random;
import java.util.stream.LongStream;

/** The seeds of property tests. */
public final class Seeds {

    private Seeds() {}

    /** Two hundred seeds, always the same, or the one that {@code -Dseed} names. */
    public static LongStream seeds() {
        Long only = Long.getLong("seed");
        return only != null ? LongStream.of(only) : new Random(1).longs(200);
    }
}
