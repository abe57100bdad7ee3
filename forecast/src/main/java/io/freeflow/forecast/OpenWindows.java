package io.freeflow.forecast;

import io.freeflow.core.road.WindowPart;
import io.freeflow.core.window.Quality;
import io.freeflow.core.window.TrafficState;
import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import io.freeflow.forecast.time.Calendar;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The windows of a region of which some parts have come and others not yet, because one partition is ahead. */
final class OpenWindows implements Saved {

    private static final int HEADER = Long.BYTES + Integer.BYTES + Long.BYTES * 4;

    private final Map<String, Integer> sensors;
    private final TreeMap<Long, Open> windows = new TreeMap<>();
    private final Set<Long> changed = new HashSet<>();
    private final Set<Long> saved = new HashSet<>();

    OpenWindows(Map<String, Integer> sensors) {
        this.sensors = sensors;
    }

    /** One window so far. */
    private record Open(int parts, BitSet have, float[] observed, float[] flows, Quality[] qualities) {
        Closed closed(long window, boolean complete) {
            return new Closed(window, complete, observed, flows, qualities);
        }
    }

    /** What is known of a window that is closed now. */
    record Closed(long window, boolean complete, float[] observed, float[] flows, Quality[] qualities) {}

    /**
     * Takes a part in, and gives the windows that this closes, oldest first: the last one is complete. Each part's
     * windows come in order, so an older one that still lacks a part will lack it for ever.
     */
    List<Closed> add(long window, WindowPart part) {
        var open = windows.computeIfAbsent(window, key -> nothing(part.parts(), new BitSet()));
        observe(part, open);
        open.have.set(part.part());
        changed.add(window);
        if (open.have.cardinality() < open.parts) {
            return List.of();
        }
        var through = windows.headMap(window, true);
        var closed = through.entrySet().stream()
                .map(entry -> entry.getValue().closed(entry.getKey(), entry.getKey() == window))
                .toList();
        changed.addAll(through.keySet());
        through.clear();
        return closed;
    }

    private void observe(WindowPart part, Open open) {
        for (TrafficState state : part.states()) {
            var sensor = sensors.get(state.sensorId());
            if (sensor != null) {
                open.observed[sensor] = observedMph(state);
                open.flows[sensor] = observedVph(state);
                open.qualities[sensor] = state.quality();
            }
        }
    }

    /** Imputed speeds are not observations: no model learns from them and none is scored on them. */
    static float observedMph(TrafficState state) {
        return state.quality() == Quality.OBSERVED ? (float) state.measurement().speedMph() : Float.NaN;
    }

    private static float observedVph(TrafficState state) {
        return state.quality() == Quality.OBSERVED ? (float) state.measurement().flowVph() : Float.NaN;
    }

    private Open nothing(int parts, BitSet have) {
        var qualities = new Quality[sensors.size()];
        Arrays.fill(qualities, Quality.MISSING);
        return new Open(parts, have, missing(), missing(), qualities);
    }

    private float[] missing() {
        var missing = new float[sensors.size()];
        Arrays.fill(missing, Float.NaN);
        return missing;
    }

    @Override
    public String kind() {
        return "open";
    }

    @Override
    public int headerBytes() {
        return HEADER;
    }

    @Override
    public void save(Granules granules) {
        for (long window : changed) {
            var open = windows.get(window);
            if (open != null) {
                saved.add(window);
                granules.put(kind(), window, bytes(window, open));
            } else if (saved.remove(window)) {
                granules.delete(kind(), window);
            }
        }
        changed.clear();
    }

    private static byte[] bytes(long window, Open open) {
        var bytes = ByteBuffer.allocate(HEADER + open.observed.length * (2 * Float.BYTES + 1));
        bytes.putLong(window).putInt(open.parts);
        for (long word : Arrays.copyOf(open.have.toLongArray(), 4)) {
            bytes.putLong(word);
        }
        for (int sensor = 0; sensor < open.observed.length; sensor++) {
            bytes.putFloat(open.observed[sensor]).putFloat(open.flows[sensor]).put(code(open.qualities[sensor]));
        }
        return bytes.array();
    }

    @Override
    public void restore(String key, byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        long window = in.getLong();
        int parts = in.getInt();
        var have = BitSet.valueOf(new long[] {in.getLong(), in.getLong(), in.getLong(), in.getLong()});
        var open = nothing(parts, have);
        int bytesOfSensor = in.remaining() / Math.max(1, sensors.size()); // older builds saved less of each
        for (int sensor = 0; sensor < sensors.size(); sensor++) {
            open.observed[sensor] = in.getFloat();
            open.flows[sensor] = bytesOfSensor >= 2 * Float.BYTES ? in.getFloat() : Float.NaN;
            open.qualities[sensor] = bytesOfSensor > 2 * Float.BYTES ? quality(in.get()) : Quality.MISSING;
        }
        windows.put(window, open);
        saved.add(window);
    }

    private static byte code(Quality quality) {
        return switch (quality) {
            case OBSERVED -> 'O';
            case IMPUTED -> 'I';
            case MISSING -> 'M';
            case SUSPECT -> 'S';
        };
    }

    private static Quality quality(byte code) {
        return Arrays.stream(Quality.values())
                .filter(quality -> code(quality) == code)
                .findFirst()
                .orElse(Quality.MISSING); // a sensor that is new in the network
    }

    @Override
    public void touch() {
        changed.addAll(windows.keySet());
    }

    /** The number of a part's window. */
    static long windowOf(WindowPart part) {
        return Calendar.windowAt(part.interval().start());
    }
}
