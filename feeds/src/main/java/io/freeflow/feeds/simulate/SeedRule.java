package io.freeflow.feeds.simulate;

/** Which seeds make cities to look at, and which to learn from: what learnt from a city is never shown on it. */
public final class SeedRule {

    /** The first seed to learn from; all below are to look at. */
    public static final long FIRST_TRAINING_SEED = 1_000;

    private SeedRule() {}

    /** The seed of a city that people look at and models are judged on. */
    public static long requireShown(long seed) {
        if (seed < 0 || seed >= FIRST_TRAINING_SEED) {
            throw new IllegalArgumentException("the seed of a city to look at must be 0 to " + (FIRST_TRAINING_SEED - 1)
                    + ", was " + seed + ": models learn from the others");
        }
        return seed;
    }

    /** The seed of a city that a model learns from. */
    public static long requireTraining(long seed) {
        if (seed < FIRST_TRAINING_SEED) {
            throw new IllegalArgumentException("the seed of a city to learn from must be at least "
                    + FIRST_TRAINING_SEED + ", was " + seed + ": the others are to look at");
        }
        return seed;
    }
}
