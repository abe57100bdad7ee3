package io.freeflow.forecast.models;

import io.freeflow.forecast.profile.ShippedProfile;
import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import io.freeflow.forecast.time.Calendar;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The typical week: mean speed by sensor and weekly slot, learnt as the windows come in.
 *
 * <p>A slot that was seen often stands for itself. One that was seen seldom or never leans on its neighbours in time, on
 * the same time of other days (workdays on workdays, weekend days on weekend days), and last on the sensor's overall
 * mean.
 */
public final class WeeklyProfile implements Saved {

    /*
     * Estimate = (sum of w_d n_d m_d over the slots d = -2..2 around + k t) / (sum of w_d n_d + k), t the mean of the
     * same time on the other days weighted by their counts, days of the other kind 0.02. Counts stop at 8, from where
     * the mean forgets: a week weighs 1/8, so it follows a season. The constants are judgement: they were not tuned.
     */
    private static final float[] NEIGHBOURS = {0.25f, 0.5f, 1, 0.5f, 0.25f};
    private static final float OTHER_KIND_OF_DAY = 0.02f;
    private static final float LEAN = 1;
    private static final int MOST = 8;
    /** A shipped typical week counts like two weeks seen. */
    private static final int SHIPPED = 2;

    private static final int ROW = Float.BYTES + 1;
    private static final String ALL = "all";

    private final int sensors;
    private final boolean shipped;
    private final float[] @Nullable [] means = new float[Calendar.SLOTS][];
    private final byte[][] counts = new byte[Calendar.SLOTS][];
    private final float[] overall;
    private final int[] overallCounts;
    private final BitSet changed = new BitSet();
    private boolean overallChanged;
    private int windowsLearnt;

    private final float[] sum;
    private final float[] weight;
    private final float[] leanSum;
    private final float[] leanWeight;

    public WeeklyProfile(List<String> sensorIds, Optional<ShippedProfile> start) {
        this.sensors = sensorIds.size();
        this.overall = new float[sensors];
        this.overallCounts = new int[sensors];
        this.sum = new float[sensors];
        this.weight = new float[sensors];
        this.leanSum = new float[sensors];
        this.leanWeight = new float[sensors];
        this.shipped = start.isPresent();
        start.ifPresent(profile -> begin(profile, sensorIds));
    }

    private void begin(ShippedProfile profile, List<String> sensorIds) {
        for (int slot = 0; slot < Calendar.SLOTS; slot++) {
            for (int sensor = 0; sensor < sensors; sensor++) {
                float mph = profile.mph(sensorIds.get(sensor), slot);
                if (!Float.isNaN(mph)) {
                    row(slot)[sensor] = mph;
                    counts[slot][sensor] = SHIPPED;
                    overall[sensor] += (mph - overall[sensor]) / ++overallCounts[sensor];
                }
            }
        }
    }

    /** What the estimates rest on: {@code profile-learning} before a whole week was seen. */
    public String version() {
        if (windowsLearnt < Calendar.SLOTS) {
            return shipped ? "profile-shipped" : "profile-learning";
        }
        return "profile-weeks-" + windowsLearnt / Calendar.SLOTS;
    }

    /** Whether it stands on a whole week at least, seen or shipped. */
    boolean isGrown() {
        return shipped || windowsLearnt >= Calendar.SLOTS;
    }

    /** Whether it stands on a whole day at least. */
    boolean hasADay() {
        return shipped || windowsLearnt >= Calendar.SLOTS_A_DAY;
    }

    /** Takes in a window's observed speeds; {@code NaN} says nothing. */
    public void learn(int slot, float[] speeds) {
        boolean any = false;
        for (int sensor = 0; sensor < sensors; sensor++) {
            float mph = speeds[sensor];
            if (Float.isNaN(mph)) {
                continue;
            }
            any = true;
            var row = row(slot);
            int seen = Math.min(counts[slot][sensor] + 1, MOST);
            row[sensor] += (mph - row[sensor]) / seen;
            counts[slot][sensor] = (byte) seen;
            overallCounts[sensor]++;
            overall[sensor] += (mph - overall[sensor]) / overallCounts[sensor];
        }
        if (any) {
            windowsLearnt++;
            changed.set(slot);
            overallChanged = true;
        }
    }

    /** Writes the typical speed of every sensor in a slot; {@code NaN} for one that was never observed. */
    public void estimate(int slot, float[] out) {
        Arrays.fill(sum, 0);
        Arrays.fill(weight, 0);
        Arrays.fill(leanSum, 0);
        Arrays.fill(leanWeight, 0);
        for (int i = 0; i < NEIGHBOURS.length; i++) {
            int near = Math.floorMod(slot + i - NEIGHBOURS.length / 2, Calendar.SLOTS);
            add(near, NEIGHBOURS[i], sum, weight);
        }
        boolean weekend = isWeekend(slot);
        for (int days = 1; days < 7; days++) {
            int other = (slot + days * Calendar.SLOTS_A_DAY) % Calendar.SLOTS;
            add(other, isWeekend(other) == weekend ? 1 : OTHER_KIND_OF_DAY, leanSum, leanWeight);
        }
        for (int sensor = 0; sensor < sensors; sensor++) {
            float lean = LEAN * Math.min(1, leanWeight[sensor]);
            float total = weight[sensor] + lean;
            if (total > 0) {
                float leaning = lean > 0 ? lean * leanSum[sensor] / leanWeight[sensor] : 0;
                out[sensor] = (sum[sensor] + leaning) / total;
            } else {
                out[sensor] = overallCounts[sensor] > 0 ? overall[sensor] : Float.NaN;
            }
        }
    }

    private void add(int slot, float factor, float[] sums, float[] weights) {
        var means = this.means[slot];
        if (means == null) {
            return;
        }
        var counts = this.counts[slot];
        for (int sensor = 0; sensor < sensors; sensor++) {
            float share = factor * counts[sensor];
            sums[sensor] += share * means[sensor];
            weights[sensor] += share;
        }
    }

    private static boolean isWeekend(int slot) {
        return slot >= 5 * Calendar.SLOTS_A_DAY;
    }

    private float[] row(int slot) {
        var row = means[slot];
        if (row == null) {
            row = new float[sensors];
            means[slot] = row;
            counts[slot] = new byte[sensors];
        }
        return row;
    }

    @Override
    public String kind() {
        return "profile";
    }

    @Override
    public int headerBytes() {
        return Integer.BYTES;
    }

    @Override
    public void save(Granules granules) {
        changed.stream().forEach(slot -> {
            var bytes = ByteBuffer.allocate(Integer.BYTES + sensors * ROW).putInt(slot);
            for (int sensor = 0; sensor < sensors; sensor++) {
                bytes.putFloat(row(slot)[sensor]).put(counts[slot][sensor]);
            }
            granules.put(kind(), slot, bytes.array());
        });
        changed.clear();
        if (overallChanged) {
            overallChanged = false;
            var bytes = ByteBuffer.allocate(Integer.BYTES + sensors * (Float.BYTES + Integer.BYTES));
            bytes.putInt(windowsLearnt);
            for (int sensor = 0; sensor < sensors; sensor++) {
                bytes.putFloat(overall[sensor]).putInt(overallCounts[sensor]);
            }
            granules.put(kind(), ALL, bytes.array());
        }
    }

    @Override
    public void restore(String key, byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        int header = in.getInt();
        if (key.equals(ALL)) {
            windowsLearnt = header;
            for (int sensor = 0; sensor < sensors; sensor++) {
                float mean = in.getFloat();
                int count = in.getInt();
                overall[sensor] = count > 0 ? mean : 0;
                overallCounts[sensor] = Math.max(count, 0);
            }
            return;
        }
        for (int sensor = 0; sensor < sensors; sensor++) {
            float mean = in.getFloat();
            byte count = in.get();
            row(header)[sensor] = count > 0 ? mean : 0;
            counts[header][sensor] = (byte) Math.max(count, 0);
        }
    }

    @Override
    public void touch() {
        for (int slot = 0; slot < Calendar.SLOTS; slot++) {
            changed.set(slot, means[slot] != null);
        }
        overallChanged = true;
    }
}
