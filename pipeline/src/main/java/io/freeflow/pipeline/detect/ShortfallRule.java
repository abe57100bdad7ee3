package io.freeflow.pipeline.detect;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fewer vehicles arrive at a free station than should: a cumulative sum of log-likelihood ratios. */
final class ShortfallRule implements Rule {

    /*
     * What blocks lanes between two stations lets through less than arrives, at once, long before its queue reaches the
     * station upstream; and when the queue has reached it, less than a queue there usually discharges. So the flow q that
     * should arrive downstream is
     *   the flow upstream times the usual ratio of both      while upstream is free
     *   what a queue at this section usually discharges      while upstream is queued
     * and Page's cumulative sum (E. S. Page, Continuous inspection schemes, Biometrika 41, 1954) tests, slot by slot, q
     * against r q: S = max(0, S + q (1 - r) (q + r q - 2 x) / (2 var)), x what arrives. The variance is that of counting
     * (Poisson) and of what else this section's flow usually varies by. A bottleneck of every day discharges near capacity
     * and gives no shortfall; where it discharges less, that is learnt. What a queue discharges is by lane the greater of
     * both stations': between them many may leave. A section whose downstream station is queued says nothing.
     * Single detectors lie: downstream counts the greater of what two stations tell, upstream the less of two.
     * What is usual is learnt slowly while something is found on the corridor.
     */

    private static final int MINUTE = 60;
    private static final double QUEUED_MPH = 38;
    private static final double FREE_MPH = 42;
    /** A queue's head discharges about this, Highway Capacity Manual, 7th edition, chapter 12 less a capacity drop. */
    private static final double DISCHARGE_VPH_PER_LANE = 1_800;

    private static final double DISCHARGE_TRUST_SECONDS = 900;
    private static final double DISCHARGE_MEMORY_SECONDS = 4 * 3600;
    /** Below this, too few vehicles pass to tell anything soon. */
    private static final double LEAST_VPH_PER_LANE = 300;

    private static final double FIRST_SPREAD = 0.12;
    private static final double LEAST_SPREAD = 0.05;
    private static final double SPREAD_MEMORY_SECONDS = 2 * 3600;
    /** From mean absolute to standard deviation, of a normal distribution. */
    private static final double DEVIATIONS = 1.25;

    private static final double WHILE_FOUND = 0.2;
    private static final double DEPENDENCE = 0.5;
    private static final double MOST_A_SLOT = 2;
    private static final double DECAY_A_MINUTE = 2;
    private static final double HEADROOM = 4;

    private final Stretch stretch;
    private final DetectionSettings.Shortfall settings;
    private final UsualFlows usual;
    private final float[] dischargeVph;
    private final float[] dischargeSeconds;
    private final float[] spread;
    private final float[] sum;
    private final long[] since;

    ShortfallRule(Stretch stretch, DetectionSettings.Shortfall settings) {
        this.stretch = stretch;
        this.settings = settings;
        int stations = stretch.stations();
        usual = new UsualFlows(stations);
        dischargeVph = new float[stations];
        dischargeSeconds = new float[stations];
        spread = new float[2 * stations];
        sum = new float[stations];
        since = new long[stations];
        Arrays.fill(dischargeSeconds, (float) DISCHARGE_TRUST_SECONDS);
        Arrays.fill(spread, (float) FIRST_SPREAD);
        Arrays.fill(dischargeVph, (float) DISCHARGE_VPH_PER_LANE);
    }

    @Override
    public List<Finding> judge(Recent recent, boolean found) {
        var findings = new ArrayList<Finding>();
        for (int station = 0; station < stretch.stations(); station++) {
            var downstream = stretch.downstream(station, recent.flow());
            if (downstream.isPresent() && !Double.isNaN(recent.flow().now(station))) {
                judge(station, downstream.getAsInt(), recent, found, findings);
            } else {
                decay(station, recent);
            }
        }
        if (!found) {
            usual.learn(recent);
        }
        return findings;
    }

    private void judge(int station, int downstream, Recent recent, boolean found, List<Finding> findings) {
        double speed = recent.speed().mean(station, MINUTE);
        boolean queued = speed < QUEUED_MPH;
        boolean clear = recent.speed().mean(downstream, MINUTE) >= FREE_MPH;
        double arriving = arriving(downstream, recent);
        double expected = Double.NaN;
        if (clear && queued) {
            int lanes = stretch.lanes(downstream);
            arriving = Math.max(arriving, recent.flow().mean(station, MINUTE) * lanes / stretch.lanes(station));
            expected = dischargeVph[station] * lanes;
        } else if (clear && usual.isKnown(station) && usual.isKnown(downstream)) {
            expected = departing(station, recent) * usual.ratio(downstream, station);
        }
        if (!(expected >= LEAST_VPH_PER_LANE * stretch.lanes(downstream))) {
            decay(station, recent);
            return;
        }
        int kind = queued ? 2 * station + 1 : 2 * station;
        add(station, expected, arriving, spread[kind], recent);
        double trust = recent.slotSeconds() * (found ? WHILE_FOUND : 1);
        spread[kind] += (float) ((Math.abs(arriving - expected) / expected - spread[kind])
                * Math.min(1, trust / SPREAD_MEMORY_SECONDS));
        if (queued) {
            learnDischarge(station, arriving / stretch.lanes(downstream), trust);
        }
        if (sum[station] >= settings.threshold()) {
            findings.add(new Finding(
                    station,
                    downstream,
                    since[station],
                    List.of(
                            new Evidence("flow_vph", arriving, expected),
                            new Evidence("log_likelihood_sum", sum[station], settings.threshold()))));
        }
    }

    private void add(int station, double expected, double arriving, double spread, Recent recent) {
        double remaining = settings.remainingShare() * expected;
        double deviation = Math.max(LEAST_SPREAD, DEVIATIONS * spread) * expected;
        double variance = expected * 3600 / recent.slotSeconds() + deviation * deviation;
        double ratio = (expected - remaining) * (expected + remaining - 2 * arriving) / (2 * variance) * DEPENDENCE;
        if (sum[station] == 0) {
            since[station] = recent.until() - recent.slotSeconds();
        }
        double next = sum[station] + Math.clamp(ratio, -MOST_A_SLOT, MOST_A_SLOT);
        sum[station] = (float) Math.clamp(next, 0, settings.threshold() + HEADROOM);
    }

    private void decay(int station, Recent recent) {
        sum[station] = (float) Math.max(0, sum[station] - DECAY_A_MINUTE * recent.slotSeconds() / MINUTE);
    }

    /** What leaves a free station toward the next: the least it and the one before it said lately. */
    private double departing(int station, Recent recent) {
        double own = Math.min(
                recent.flow().mean(station, MINUTE),
                Math.min(
                        recent.flow().mean(station, MINUTE, MINUTE),
                        recent.flow().mean(station, MINUTE, 2 * MINUTE)));
        return Math.min(own, usual.told(stretch.upstream(station, recent.flow()), station, recent, own));
    }

    /** What arrives: the most that a station and the one after it say. */
    private double arriving(int station, Recent recent) {
        double own = recent.flow().mean(station, MINUTE);
        return Math.max(own, usual.told(stretch.downstream(station, recent.flow()), station, recent, own));
    }

    private void learnDischarge(int station, double vphPerLane, double seconds) {
        dischargeSeconds[station] = (float) Math.min(DISCHARGE_MEMORY_SECONDS, dischargeSeconds[station] + seconds);
        dischargeVph[station] += (float) ((vphPerLane - dischargeVph[station]) * seconds / dischargeSeconds[station]);
    }

    @Override
    public void forget() {
        Arrays.fill(sum, 0);
        usual.forget();
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        usual.write(out);
        for (float[] values : List.of(dischargeVph, dischargeSeconds, spread, sum)) {
            Bytes.write(out, values);
        }
        Bytes.write(out, since);
    }

    @Override
    public void read(DataInputStream in) throws IOException {
        usual.read(in);
        for (float[] values : List.of(dischargeVph, dischargeSeconds, spread, sum)) {
            Bytes.read(in, values);
        }
        Bytes.read(in, since);
    }
}
