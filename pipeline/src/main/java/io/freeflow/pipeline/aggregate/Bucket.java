package io.freeflow.pipeline.aggregate;

import io.freeflow.core.reading.Measurement;
import io.freeflow.pipeline.aggregate.Cell.Novelty;
import io.freeflow.pipeline.aggregate.Cell.Observation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The cells of some sensors in one window: as objects while somebody works on them, else as the bytes that are saved. */
final class Bucket {

    /** {@code null} where only the bytes are there. */
    private @Nullable Map<String, Cell> cells = new TreeMap<>();

    /** {@code null} where the cells have changed since. */
    private byte @Nullable [] packed;

    Novelty put(String sensorId, Observation observation) {
        Novelty novelty = cells().computeIfAbsent(sensorId, id -> new Cell()).put(observation);
        if (novelty != Novelty.DUPLICATE) {
            packed = null;
        }
        return novelty;
    }

    /** Takes over the cell of a sensor that it does not have. */
    void take(String sensorId, Cell cell) {
        cells().put(sensorId, cell);
        packed = null;
    }

    int sensors() {
        return cells().size();
    }

    /** Goes through the cells in the order of their sensors. */
    void forEachCell(BiConsumer<String, Cell> action) {
        cells().forEach(action);
    }

    /** Leaves only the bytes. */
    byte[] pack() {
        byte[] bytes = packed;
        if (bytes == null) {
            var out = new ByteArrayOutputStream(2048);
            cells().forEach((sensorId, cell) -> write(new DataOutputStream(out), sensorId, cell.observations()));
            bytes = out.toByteArray();
            packed = bytes;
        }
        cells = null;
        return bytes;
    }

    /** The same from bytes of {@link #pack}; it has to be empty. */
    void restore(byte[] bytes) {
        packed = bytes;
        cells = null;
    }

    private Map<String, Cell> cells() {
        var there = cells;
        if (there == null) {
            var unpacked = new TreeMap<String, Cell>();
            if (packed != null) {
                read(
                        packed,
                        (sensorId, one) -> unpacked.computeIfAbsent(sensorId, id -> new Cell())
                                .put(one));
            }
            there = unpacked;
            cells = there;
        }
        return there;
    }

    /** Writes readings of one sensor. */
    static void write(DataOutputStream out, String sensorId, List<Observation> observations) {
        try {
            out.writeUTF(sensorId);
            out.writeInt(observations.size());
            for (Observation one : observations) {
                out.writeUTF(one.feed());
                out.writeLong(one.startMillis());
                out.writeInt(one.lengthMillis());
                out.writeDouble(one.measurement().speedMph());
                out.writeDouble(one.measurement().flowVph());
                out.writeDouble(one.measurement().occupancyPercent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands on what {@link #write} wrote, any number of times. */
    static void read(byte[] bytes, BiConsumer<String, Observation> action) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                String sensorId = in.readUTF();
                int observations = in.readInt();
                for (int i = 0; i < observations; i++) {
                    action.accept(sensorId, readObservation(in));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Observation readObservation(DataInputStream in) throws IOException {
        return new Observation(
                in.readUTF().intern(),
                in.readLong(),
                in.readInt(),
                new Measurement(in.readDouble(), in.readDouble(), in.readDouble()));
    }
}
