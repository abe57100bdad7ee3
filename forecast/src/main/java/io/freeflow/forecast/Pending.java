package io.freeflow.forecast;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * What every model said in the last hour and cannot be judged yet, as hundredths of a mph. A forecast is at home in the
 * place of its issue window modulo 12; when its last step is due, the next forecast takes the place.
 */
final class Pending implements Saved {

    /** What is kept of each cell: what the model expected, and its 5, 50 and 95 % quantiles as the guard left them. */
    static final int POINT = 0;

    static final int P05 = 1;
    static final int P50 = 2;
    static final int P95 = 3;
    static final int VALUES = 4;

    private static final short MISSING = -1;

    private final int models;
    private final int signature;
    private final int sensors;
    private final long[] windows = new long[Horizons.STEPS];
    private final byte[][] now;
    private final short[][] values;
    private final boolean[] changed = new boolean[Horizons.STEPS];

    Pending(List<String> models, int sensors) {
        this.models = models.size();
        this.signature = models.hashCode();
        this.sensors = sensors;
        this.now = new byte[Horizons.STEPS][sensors];
        this.values = new short[Horizons.STEPS][sensors * cells()];
        Arrays.fill(windows, Long.MIN_VALUE);
    }

    /** Clears the place of a forecast that is issued at the end of a window. */
    void begin(long window) {
        int place = place(window);
        windows[place] = window;
        Arrays.fill(values[place], MISSING);
        changed[place] = true;
    }

    void now(long window, int sensor, byte state) {
        now[place(window)][sensor] = state;
    }

    void put(long window, int sensor, int model, int step, int value, double mph) {
        values[place(window)][at(sensor, model, step) + value] =
                Double.isNaN(mph) ? MISSING : (short) Math.round(mph * 100);
    }

    boolean has(long window) {
        return windows[place(window)] == window;
    }

    byte now(long window, int sensor) {
        return now[place(window)][sensor];
    }

    /** mph; {@code NaN} if the model said nothing. */
    float mph(long window, int sensor, int model, int step, int value) {
        short hundredths = values[place(window)][at(sensor, model, step) + value];
        return hundredths == MISSING ? Float.NaN : hundredths / 100f;
    }

    private int at(int sensor, int model, int step) {
        return sensor * cells() + (model * Horizons.STEPS + step) * VALUES;
    }

    private int cells() {
        return models * Horizons.STEPS * VALUES;
    }

    private static int place(long window) {
        return (int) Math.floorMod(window, (long) Horizons.STEPS);
    }

    @Override
    public String kind() {
        return "pending";
    }

    @Override
    public int headerBytes() {
        return Long.BYTES + Integer.BYTES;
    }

    @Override
    public void save(Granules granules) {
        for (int place = 0; place < Horizons.STEPS; place++) {
            if (changed[place]) {
                changed[place] = false;
                granules.put(kind(), place, bytes(place));
            }
        }
    }

    private byte[] bytes(int place) {
        var bytes = ByteBuffer.allocate(headerBytes() + sensors * (1 + cells() * Short.BYTES));
        bytes.putLong(windows[place]).putInt(signature);
        for (int sensor = 0; sensor < sensors; sensor++) {
            bytes.put(now[place][sensor]);
            for (int i = 0; i < cells(); i++) {
                bytes.putShort(values[place][sensor * cells() + i]);
            }
        }
        return bytes.array();
    }

    /** Forecasts of another set of models cannot be judged and are left out. */
    @Override
    public void restore(String key, byte[] bytes) {
        int place = Integer.parseInt(key);
        var in = ByteBuffer.wrap(bytes);
        long window = in.getLong();
        if (in.getInt() != signature) {
            return;
        }
        windows[place] = window;
        for (int sensor = 0; sensor < sensors; sensor++) {
            now[place][sensor] = in.get();
            for (int i = 0; i < cells(); i++) {
                values[place][sensor * cells() + i] = in.getShort();
            }
        }
    }

    @Override
    public void touch() {
        for (int place = 0; place < Horizons.STEPS; place++) {
            changed[place] = windows[place] != Long.MIN_VALUE;
        }
    }
}
