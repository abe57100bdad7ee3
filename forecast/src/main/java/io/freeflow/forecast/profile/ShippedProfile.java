package io.freeflow.forecast.profile;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.forecast.time.Calendar;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A typical week and the errors of the champion, fitted from history beforehand. Immutable.
 *
 * <p>Its file is gzip: magic and version, sensor ids, for each sensor 2,016 bytes of half mph as the difference to the
 * slot before (0 to 254 as a speed, 255 is unknown), then 84 error quantiles in hundredths of a mph.
 */
public final class ShippedProfile {

    private static final int MAGIC = 0x46465031;
    private static final int UNKNOWN = 255;
    private static final int OFFSETS = Horizons.STEPS * QuantileGrid.QUANTILES;

    private final List<String> sensorIds;
    private final Map<String, Integer> places = new HashMap<>();
    private final byte[][] halfMph;
    private final float[] residualOffsets;

    /**
     * A profile of means.
     *
     * @param means mph by [sensor][slot]; {@code NaN} is unknown
     * @param residualOffsets mph by [step][quantile], observed minus forecast, growing within a step
     */
    public ShippedProfile(List<String> sensorIds, float[][] means, float[] residualOffsets) {
        this(sensorIds, halves(means), residualOffsets);
    }

    private ShippedProfile(List<String> sensorIds, byte[][] halfMph, float[] residualOffsets) {
        if (residualOffsets.length != OFFSETS) {
            throw new IllegalArgumentException(
                    "residual offsets are " + OFFSETS + " numbers, were " + residualOffsets.length);
        }
        this.sensorIds = List.copyOf(sensorIds);
        this.halfMph = halfMph;
        this.residualOffsets = residualOffsets.clone();
        for (int i = 0; i < sensorIds.size(); i++) {
            places.put(sensorIds.get(i), i);
        }
    }

    public List<String> sensorIds() {
        return sensorIds;
    }

    /** Typical speed of a weekly slot to half a mph; {@code NaN} if unknown. */
    public float mph(String sensorId, int slot) {
        var place = places.get(sensorId);
        int half = place == null ? UNKNOWN : halfMph[place][slot] & 0xFF;
        return half == UNKNOWN ? Float.NaN : half / 2f;
    }

    /** Quantiles of the champion's errors, [step][quantile]. */
    public float[] residualOffsets() {
        return residualOffsets.clone();
    }

    public void write(OutputStream out) throws IOException {
        try (var data = new DataOutputStream(new GZIPOutputStream(out))) {
            data.writeInt(MAGIC);
            data.writeInt(sensorIds.size());
            for (String id : sensorIds) {
                data.writeUTF(id);
            }
            for (byte[] row : halfMph) {
                data.write(differences(row));
            }
            for (float offset : residualOffsets) {
                data.writeShort(Math.round(offset * 100));
            }
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it is not such a file
     */
    public static ShippedProfile read(InputStream in) throws IOException {
        try (var data = new DataInputStream(new GZIPInputStream(in))) {
            if (data.readInt() != MAGIC) {
                throw new IOException("not a profile of this version");
            }
            var ids = new String[data.readInt()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = data.readUTF();
            }
            var halfMph = new byte[ids.length][];
            for (int i = 0; i < ids.length; i++) {
                halfMph[i] = sums(data.readNBytes(Calendar.SLOTS));
            }
            var offsets = new float[OFFSETS];
            for (int i = 0; i < OFFSETS; i++) {
                offsets[i] = data.readShort() / 100f;
            }
            return new ShippedProfile(Arrays.asList(ids), halfMph, offsets);
        }
    }

    private static byte[][] halves(float[][] means) {
        var halves = new byte[means.length][Calendar.SLOTS];
        for (int sensor = 0; sensor < means.length; sensor++) {
            for (int slot = 0; slot < Calendar.SLOTS; slot++) {
                float mph = means[sensor][slot];
                halves[sensor][slot] =
                        (byte) (Float.isNaN(mph) ? UNKNOWN : Math.clamp(Math.round(2 * mph), 0, UNKNOWN - 1));
            }
        }
        return halves;
    }

    private static byte[] differences(byte[] row) {
        var differences = row.clone();
        for (int slot = row.length - 1; slot > 0; slot--) {
            differences[slot] = (byte) (row[slot] - row[slot - 1]);
        }
        return differences;
    }

    private static byte[] sums(byte[] differences) throws IOException {
        if (differences.length != Calendar.SLOTS) {
            throw new IOException("the profile ends too early");
        }
        var row = differences.clone();
        for (int slot = 1; slot < row.length; slot++) {
            row[slot] = (byte) (row[slot] + row[slot - 1]);
        }
        return row;
    }
}
