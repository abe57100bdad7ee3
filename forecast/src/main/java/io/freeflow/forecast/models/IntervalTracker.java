package io.freeflow.forecast.models;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import java.nio.ByteBuffer;

/**
 * Moves the ends of a network's 90 % intervals until 5 % of what happens is below and 5 % above, for each sensor and step
 * by itself: conformal prediction by quantile tracking (Angelopoulos, Candès and Tibshirani, Conformal PID Control for Time
 * Series Prediction, NeurIPS 2023, equation 4). An end that was passed moves out by {@code rate · 0.95} mph, one that was
 * not moves in by {@code rate · 0.05}, so in the long run it is passed one time in twenty whatever the network says. What
 * happened is told when it is known, a horizon later.
 */
public final class IntervalTracker implements Saved {

    /**
     * Chosen on METR-LA's validation part, where of 0.1, 0.25, 0.5 and 1 it has the least Winkler score, below that of the
     * network's own intervals, and every sensor above 88 %.
     */
    public static final float RATE_MPH = 0.1f;

    private static final float OUTSIDE = 0.05f;
    /** An end is never moved further: a broken detector says anything. */
    private static final float FARTHEST_MPH = 30;

    private static final int SIDES = 2;

    private final String kind;
    private final float rate;
    /** By [sensor][step][below, above]: how far outward. */
    private final float[] moved;

    private boolean changed;

    /**
     * A tracker that has moved nothing.
     *
     * @param model whose intervals they are
     * @param rate in mph
     */
    public IntervalTracker(String model, int sensors, float rate) {
        this.kind = "intervals-" + model;
        this.rate = rate;
        this.moved = new float[sensors * Horizons.STEPS * SIDES];
    }

    /** The lower end to publish. */
    public float low(int sensor, int step, float said, float median) {
        return Math.min(said - moved[at(sensor, step)], median);
    }

    /** The upper end to publish. */
    public float high(int sensor, int step, float said, float median) {
        return Math.max(said + moved[at(sensor, step) + 1], median);
    }

    /**
     * Tells what happened.
     *
     * @param low as it was published
     * @param high as it was published
     */
    public void learn(int sensor, int step, float low, float high, float observed) {
        move(at(sensor, step), observed < low);
        move(at(sensor, step) + 1, observed > high);
        changed = true;
    }

    private void move(int end, boolean passed) {
        float to = moved[end] + rate * (passed ? 1 - OUTSIDE : -OUTSIDE);
        moved[end] = Math.clamp(to, -FARTHEST_MPH, FARTHEST_MPH);
    }

    private static int at(int sensor, int step) {
        return (sensor * Horizons.STEPS + step) * SIDES;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public int headerBytes() {
        return 0;
    }

    @Override
    public void save(Granules granules) {
        if (changed) {
            changed = false;
            var bytes = ByteBuffer.allocate(moved.length * Float.BYTES);
            bytes.asFloatBuffer().put(moved);
            granules.put(kind, "all", bytes.array());
        }
    }

    @Override
    public void restore(String key, byte[] bytes) {
        ByteBuffer.wrap(bytes).asFloatBuffer().get(moved);
        for (int end = 0; end < moved.length; end++) {
            moved[end] = Float.isNaN(moved[end]) ? 0 : moved[end]; // of a sensor that is new
        }
    }

    @Override
    public void touch() {
        changed = true;
    }
}
