package io.freeflow.feeds.simulate;

import java.util.SplittableRandom;

/** Factors around 1 that drift slowly and apart from each other. Not thread-safe. */
final class SlowVariation {

    /* A first-order autoregression of the logarithm per minute; its spread is stationary. */

    private static final double MEMORY_MINUTES = 25;
    private static final double SPREAD = 0.09;
    private static final double KEEP = Math.exp(-1 / MEMORY_MINUTES);
    private static final double STIR = SPREAD * Math.sqrt(1 - KEEP * KEEP);

    private final SplittableRandom random;
    private final double[] logs;

    SlowVariation(int size, SplittableRandom random) {
        this.random = random;
        this.logs = new double[size];
        for (int i = 0; i < size; i++) {
            logs[i] = SPREAD * random.nextGaussian();
        }
    }

    /** Moves on by a minute. */
    void drift() {
        for (int i = 0; i < logs.length; i++) {
            logs[i] = KEEP * logs[i] + STIR * random.nextGaussian();
        }
    }

    double factor(int index) {
        return Math.exp(logs[index]);
    }
}
