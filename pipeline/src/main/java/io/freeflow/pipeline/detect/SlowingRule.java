package io.freeflow.pipeline.detect;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** A station slower than it usually is at this time, before one that is not: an anomaly on speeds alone. */
final class SlowingRule implements Rule {

    /*
     * Page's cumulative sum (1954) of the delay beyond what is usual, in minutes a mile, minute by minute:
     *   S = max(0, S + 60 / speed - 60 / (usual - allowance x deviation))
     * Delay, because an incident's queue creeps where a daily one rolls, and a mile an hour means the more the slower it
     * is. Usual is the typical week's speed (UsualSpeeds), or the mean of the last half hour while the week is not known;
     * the deviation is that between days, at least 5 mph. It is told of only where the next station downstream is faster,
     * so at the head of what is slow: a queue that grows into a section from downstream began elsewhere.
     */

    private static final int MINUTE = 60;
    private static final double LEAST_DEVIATION_MPH = 5;
    /** A station slower than this says no more than that it stands. */
    private static final double LEAST_MPH = 5;

    /** From mean absolute to standard deviation, of a normal distribution. */
    private static final double DEVIATIONS = 1.25;

    private static final double RECOVERY_A_MINUTE = 1;
    private static final double HEADROOM = 10;
    private static final double LEVEL_SECONDS = 1800;

    private final Stretch stretch;
    private final DetectionSettings.Slowing settings;
    private final UsualSpeeds usual;
    private final float[] level;
    private final float[] sum;
    private final long[] since;

    SlowingRule(Stretch stretch, DetectionSettings.Slowing settings) {
        this.stretch = stretch;
        this.settings = settings;
        this.usual = new UsualSpeeds(stretch);
        this.level = new float[stretch.stations()];
        this.sum = new float[stretch.stations()];
        this.since = new long[stretch.stations()];
        forget();
    }

    @Override
    public List<Finding> judge(Recent recent, boolean found) {
        var findings = new ArrayList<Finding>();
        for (int station = 0; station < stretch.stations(); station++) {
            if (!Double.isNaN(recent.speed().now(station))) {
                judge(station, recent, findings);
            }
        }
        usual.learn(recent);
        return findings;
    }

    private void judge(int station, Recent recent, List<Finding> findings) {
        double speed = recent.speed().now(station);
        double known = usual.mph(station, recent.until());
        double expected = Double.isNaN(known) ? level[station] : known;
        double deviation = Double.isNaN(known) ? 0 : DEVIATIONS * usual.deviationMph(station, recent.until());
        learnLevel(station, speed, recent.slotSeconds());
        if (Double.isNaN(expected)) {
            return;
        }
        double allowed =
                Math.max(LEAST_MPH, expected - settings.allowance() * Math.max(LEAST_DEVIATION_MPH, deviation));
        double delay = speed >= allowed ? -RECOVERY_A_MINUTE : 60 / Math.max(LEAST_MPH, speed) - 60 / allowed;
        if (sum[station] == 0) {
            since[station] = recent.until() - recent.slotSeconds();
        }
        double next = sum[station] + delay * recent.slotSeconds() / MINUTE;
        sum[station] = (float) Math.clamp(next, 0, settings.threshold() + HEADROOM);
        var downstream = stretch.downstream(station, recent.speed());
        if (sum[station] < settings.threshold() || downstream.isEmpty()) {
            return;
        }
        double step = recent.speed().mean(downstream.getAsInt(), MINUTE) - speed;
        if (step >= settings.stepMph()) {
            findings.add(new Finding(
                    station,
                    downstream.getAsInt(),
                    since[station],
                    List.of(
                            new Evidence("speed_mph", speed, allowed),
                            new Evidence("unusual_delay_sum_minutes", sum[station], settings.threshold()),
                            new Evidence("faster_downstream_mph", step, settings.stepMph()))));
        }
    }

    private void learnLevel(int station, double speed, int seconds) {
        level[station] += Float.isNaN(level[station])
                ? 0
                : (float) ((speed - level[station]) * Math.min(1, seconds / LEVEL_SECONDS));
        if (Float.isNaN(level[station])) {
            level[station] = (float) speed;
        }
    }

    @Override
    public void forget() {
        Arrays.fill(sum, 0);
        Arrays.fill(level, Float.NaN);
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        Bytes.write(out, level);
        Bytes.write(out, sum);
        Bytes.write(out, since);
        usual.write(out);
    }

    @Override
    public void read(DataInputStream in) throws IOException {
        Bytes.read(in, level);
        Bytes.read(in, sum);
        Bytes.read(in, since);
        usual.read(in);
    }

    @Override
    public void saveLearnt(BiConsumer<String, byte[]> log) {
        usual.saveLearnt(log);
    }

    @Override
    public void restoreLearnt(String name, byte[] bytes) {
        usual.restoreLearnt(name, bytes);
    }
}
