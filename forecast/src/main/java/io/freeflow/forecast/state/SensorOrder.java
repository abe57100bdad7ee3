package io.freeflow.forecast.state;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * How the sensors of a saved state stand in today's network. A sensor that the state does not know gets bytes of
 * {@code 0xFF}, which read as {@code NaN} or as -1: missing in every granule.
 */
public final class SensorOrder {

    private static final int ABSENT = -1;

    private final int saved;
    private final int[] savedIndex;
    private final boolean same;

    private SensorOrder(int saved, int[] savedIndex, boolean same) {
        this.saved = saved;
        this.savedIndex = savedIndex;
        this.same = same;
    }

    public static SensorOrder between(List<String> saved, List<String> today) {
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < saved.size(); i++) {
            places.put(saved.get(i), i);
        }
        var savedIndex =
                today.stream().mapToInt(id -> places.getOrDefault(id, ABSENT)).toArray();
        return new SensorOrder(saved.size(), savedIndex, saved.equals(today));
    }

    public boolean isSame() {
        return same;
    }

    /** The granule with its sensors in today's order. */
    public byte[] arrange(byte[] granule, int headerBytes) {
        if (same || headerBytes >= granule.length || saved == 0) {
            return granule;
        }
        int each = (granule.length - headerBytes) / saved;
        var arranged = new byte[headerBytes + each * savedIndex.length];
        Arrays.fill(arranged, (byte) 0xFF);
        System.arraycopy(granule, 0, arranged, 0, headerBytes);
        for (int i = 0; i < savedIndex.length; i++) {
            if (savedIndex[i] != ABSENT) {
                System.arraycopy(granule, headerBytes + savedIndex[i] * each, arranged, headerBytes + i * each, each);
            }
        }
        return arranged;
    }
}
