package io.freeflow.forecast.models;

import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One value of each sensor in each of the newest windows. A row knows which window it is of, so a window that never came
 * is a hole and shifts nothing.
 */
public final class Ring implements Saved {

    /** Three hours. */
    public static final int WINDOWS = 36;

    private static final long NONE = Long.MIN_VALUE;

    private final String kind;
    private final int sensors;
    private final long[] windows = new long[WINDOWS];
    private final float[][] rows;
    private final boolean[] changed = new boolean[WINDOWS];
    private long newest = NONE;

    public Ring(String kind, int sensors) {
        this.kind = kind;
        this.sensors = sensors;
        this.rows = new float[WINDOWS][sensors];
        Arrays.fill(windows, NONE);
    }

    public boolean isEmpty() {
        return newest == NONE;
    }

    public long newest() {
        return newest;
    }

    /** The row of a window that it {@link #has}, to read. */
    float[] row(long window) {
        return rows[place(window)];
    }

    public boolean has(long window) {
        return windows[place(window)] == window;
    }

    public float get(long window, int sensor) {
        int place = place(window);
        return windows[place] == window ? rows[place][sensor] : Float.NaN;
    }

    /** Puts the row of a window; one that is too old for the ring is dropped. */
    public void put(long window, float[] values) {
        int place = place(window);
        if (windows[place] > window) {
            return;
        }
        windows[place] = window;
        System.arraycopy(values, 0, rows[place], 0, sensors);
        changed[place] = true;
        newest = Math.max(newest, window);
    }

    /** Changes one value of a window that the ring has. */
    public void set(long window, int sensor, float value) {
        int place = place(window);
        rows[place][sensor] = value;
        changed[place] = true;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public int headerBytes() {
        return Long.BYTES;
    }

    @Override
    public void save(Granules granules) {
        for (int place = 0; place < WINDOWS; place++) {
            if (changed[place]) {
                changed[place] = false;
                var bytes = ByteBuffer.allocate(Long.BYTES + sensors * Float.BYTES);
                bytes.putLong(windows[place]).asFloatBuffer().put(rows[place]);
                granules.put(kind, place, bytes.array());
            }
        }
    }

    @Override
    public void restore(String key, byte[] bytes) {
        int place = Integer.parseInt(key);
        var in = ByteBuffer.wrap(bytes);
        windows[place] = in.getLong();
        in.asFloatBuffer().get(rows[place]);
        newest = Math.max(newest, windows[place]);
    }

    @Override
    public void touch() {
        for (int place = 0; place < WINDOWS; place++) {
            changed[place] = windows[place] != NONE;
        }
    }

    private static int place(long window) {
        return (int) Math.floorMod(window, (long) WINDOWS);
    }
}
