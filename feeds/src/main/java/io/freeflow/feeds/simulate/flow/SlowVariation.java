package io.freeflow.feeds.simulate.flow;

import java.util.SplittableRandom;

/**
 * Factors around 1 that drift slowly, each like the one before it. Not thread-safe.
 */
public final class SlowVariation {

    /* A first-order autoregression in time of the logarithms, and in their order of what stirs them; stationary. */

    private final SplittableRandom random;
    private final double spread;
    private final double keep;
    private final double stir;
    private final double likeness;
    private final double own;
    private final double[] logs;

    /**
     * Begins anywhere.
     *
     * @param spread standard deviation of the logarithms
     * @param memoryMinutes after so long 1/e of a deviation is left
     * @param likeness correlation of one factor with the next, 0 to below 1
     */
    public SlowVariation(int size, double spread, double memoryMinutes, double likeness, SplittableRandom random) {
        this.random = random;
        this.spread = spread;
        this.keep = Math.exp(-1 / memoryMinutes);
        this.stir = Math.sqrt(1 - keep * keep);
        this.likeness = likeness;
        this.own = Math.sqrt(1 - likeness * likeness);
        this.logs = new double[size];
        stir(0, 1);
    }

    /** Moves on by a minute. */
    public void drift() {
        stir(keep, stir);
    }

    private void stir(double kept, double stirred) {
        double stirring = random.nextGaussian();
        for (int i = 0; i < logs.length; i++) {
            logs[i] = kept * logs[i] + stirred * spread * stirring;
            stirring = likeness * stirring + own * random.nextGaussian();
        }
    }

    public double factor(int index) {
        return Math.exp(logs[index]);
    }

    /** All factors at once, by a linear form that does for small spreads: never below 0.5. */
    void copyTo(double[] factors) {
        for (int i = 0; i < factors.length; i++) {
            factors[i] = Math.max(0.5, 1 + logs[i]);
        }
    }
}
