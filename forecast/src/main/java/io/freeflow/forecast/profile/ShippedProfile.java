package io.freeflow.forecast.profile;

import static java.util.Objects.requireNonNull;

import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
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
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A typical week and what the models learnt with it, fitted from history beforehand. Immutable.
 *
 * <p>Its file is gzip: magic and version, sensor ids, for each sensor 2,016 bytes of half mph as the difference to the
 * slot before (0 to 254 as a speed, 255 is unknown), then the pieces that were
 * learnt: how many, and of each its kind, length and bytes.
 */
public final class ShippedProfile {

    private static final int MAGIC = 0x46465032;
    private static final int UNKNOWN = 255;
    private static final String ALL = "all";

    private final List<String> sensorIds;
    private final Map<String, Integer> places = new HashMap<>();
    private final byte[][] halfMph;
    private final Map<String, byte[]> learnt;

    /**
     * A profile of means in which nothing else is learnt yet.
     *
     * @param means mph by [sensor][slot]; {@code NaN} is unknown
     */
    public ShippedProfile(List<String> sensorIds, float[][] means) {
        this(sensorIds, halves(means), Map.of());
    }

    private ShippedProfile(List<String> sensorIds, byte[][] halfMph, Map<String, byte[]> learnt) {
        this.sensorIds = List.copyOf(sensorIds);
        this.halfMph = halfMph;
        this.learnt = learnt;
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

    /** The same week with what these pieces have learnt, in none of which anything goes by sensor. */
    public ShippedProfile with(List<? extends Saved> pieces) {
        var bytes = new TreeMap<String, byte[]>();
        for (Saved piece : pieces) {
            piece.touch();
            piece.save(new Granules(ALL, (granule, content) -> bytes.put(piece.kind(), requireNonNull(content))));
        }
        return new ShippedProfile(sensorIds, halfMph, bytes);
    }

    /** Lets a piece begin with what it learnt, if that is in here. */
    public void begin(Saved piece) {
        var bytes = learnt.get(piece.kind());
        if (bytes != null) {
            piece.restore(ALL, bytes);
        }
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
            data.writeInt(learnt.size());
            for (Map.Entry<String, byte[]> piece : learnt.entrySet()) {
                data.writeUTF(piece.getKey());
                data.writeInt(piece.getValue().length);
                data.write(piece.getValue());
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
            var learnt = new TreeMap<String, byte[]>();
            for (int pieces = data.readInt(); pieces > 0; pieces--) {
                learnt.put(data.readUTF(), data.readNBytes(data.readInt()));
            }
            return new ShippedProfile(Arrays.asList(ids), halfMph, learnt);
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
