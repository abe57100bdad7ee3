package io.freeflow.pipeline.aggregate;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Reading;
import io.freeflow.pipeline.aggregate.Cell.Novelty;
import io.freeflow.pipeline.aggregate.Cell.Observation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The cells of one window in one part, in buckets of sensors that are saved together. */
final class OpenWindow {

    private final List<TreeMap<String, Cell>> buckets;
    private final Map<String, Integer> revisions = new TreeMap<>();
    private final BitSet dirty = new BitSet();

    OpenWindow(int buckets) {
        this.buckets =
                Stream.generate(TreeMap<String, Cell>::new).limit(buckets).toList();
    }

    Novelty put(Reading reading) {
        int bucket = bucketOf(reading.sensorId());
        Novelty novelty = buckets.get(bucket)
                .computeIfAbsent(reading.sensorId(), id -> new Cell())
                .put(Observation.of(reading));
        if (novelty != Novelty.DUPLICATE) {
            dirty.set(bucket);
        }
        return novelty;
    }

    /** Goes through the cells, in no order. */
    void forEachCell(BiConsumer<String, Cell> action) {
        buckets.forEach(cells -> cells.forEach(action));
    }

    int buckets() {
        return buckets.size();
    }

    /** The next revision of a region's part: 0 the first time. */
    int nextRevision(String region) {
        dirty.set(0);
        return revisions.merge(region, 0, (known, first) -> known + 1);
    }

    /** Whether any part of it went out. */
    boolean isPublished() {
        return !revisions.isEmpty();
    }

    /** The buckets that changed since the last call. */
    BitSet takeDirty() {
        var taken = (BitSet) dirty.clone();
        dirty.clear();
        return taken;
    }

    private int bucketOf(String sensorId) {
        return Math.floorMod(sensorId.hashCode(), buckets.size());
    }

    byte[] bucketToBytes(int bucket) {
        var bytes = new ByteArrayOutputStream(2048);
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(bucket == 0 ? revisions.size() : 0);
            if (bucket == 0) {
                for (var revision : revisions.entrySet()) {
                    out.writeUTF(revision.getKey());
                    out.writeInt(revision.getValue());
                }
            }
            for (var entry : buckets.get(bucket).entrySet()) {
                writeCell(out, entry.getKey(), entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeCell(DataOutputStream out, String sensorId, Cell cell) throws IOException {
        out.writeUTF(sensorId);
        out.writeInt(cell.observations().size());
        for (Observation one : cell.observations()) {
            out.writeUTF(one.feed());
            out.writeLong(one.startMillis());
            out.writeInt(one.lengthMillis());
            out.writeDouble(one.measurement().speedMph());
            out.writeDouble(one.measurement().flowVph());
            out.writeDouble(one.measurement().occupancyPercent());
        }
    }

    void restoreBucket(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int known = in.readInt();
            for (int i = 0; i < known; i++) {
                revisions.put(in.readUTF(), in.readInt());
            }
            while (in.available() > 0) {
                readCell(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readCell(DataInputStream in) throws IOException {
        String sensorId = in.readUTF();
        Cell cell = buckets.get(bucketOf(sensorId)).computeIfAbsent(sensorId, id -> new Cell());
        int observations = in.readInt();
        for (int i = 0; i < observations; i++) {
            cell.put(new Observation(
                    in.readUTF().intern(),
                    in.readLong(),
                    in.readInt(),
                    new Measurement(in.readDouble(), in.readDouble(), in.readDouble())));
        }
    }
}
