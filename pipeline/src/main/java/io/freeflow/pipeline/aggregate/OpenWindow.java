package io.freeflow.pipeline.aggregate;

import io.freeflow.core.road.Reading;
import io.freeflow.pipeline.aggregate.Cell.Novelty;
import io.freeflow.pipeline.aggregate.Cell.Observation;
import io.freeflow.pipeline.aggregate.Packing.Packer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one window in one part. Until it closes, each save is of what has come since the one before, so that a
 * reading costs the same in a network of any size; afterwards sensors are saved in buckets, and again when one of theirs
 * changes.
 */
final class OpenWindow {

    /** A granule is saved when it has so many bytes at the latest: far less than a record of the log may have. */
    private static final int GRANULE = 64 << 10;

    /** So many are saved together, at least. */
    private static final int SENSORS_A_BUCKET = 64;

    private static final String REVISIONS = "/revisions";
    private static final String NEW = "/new/";

    /** One until it closes. */
    private List<Bucket> buckets = buckets(1);

    private final BitSet dirty = new BitSet();
    private final Map<String, Integer> revisions = new TreeMap<>();
    private boolean revisionsChanged;
    private boolean closed;
    /** What came since the last save: whole granules, and one that grows. */
    private final List<byte[]> full = new ArrayList<>();

    private final Packer fresh = new Packer();
    /** How many granules hold what came before it closed. */
    private int growths;

    /**
     * The window of which a granule is, before that is restored.
     *
     * @param granule the parts of its name
     */
    static OpenWindow of(String[] granule) {
        var window = new OpenWindow();
        if (granule.length == 4 && !granule[2].equals("new")) {
            window.closed = true;
            window.buckets = buckets(Integer.parseInt(granule[3]));
        }
        return window;
    }

    private static List<Bucket> buckets(int count) {
        return Stream.generate(Bucket::new).limit(count).toList();
    }

    Novelty put(Reading reading) {
        int bucket = bucketOf(reading.sensorId());
        var observation = Observation.of(reading);
        Novelty novelty = buckets.get(bucket).put(reading.sensorId(), observation);
        if (novelty != Novelty.DUPLICATE) {
            dirty.set(bucket);
            if (!closed) {
                fresh.add(reading.sensorId(), observation);
                if (fresh.size() >= GRANULE) {
                    full.add(fresh.take());
                }
            }
        }
        return novelty;
    }

    private int bucketOf(String sensorId) {
        return Math.floorMod(sensorId.hashCode(), buckets.size());
    }

    /** From now on it is saved in buckets, so many as its sensors need. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        Bucket all = buckets.getFirst();
        buckets = buckets(Math.max(1, all.sensors() / SENSORS_A_BUCKET));
        dirty.clear();
        all.forEachCell((sensorId, cell) -> {
            int bucket = bucketOf(sensorId);
            buckets.get(bucket).take(sensorId, cell);
            dirty.set(bucket);
        });
    }

    /** Goes through the cells, in no order. */
    void forEachCell(BiConsumer<String, Cell> action) {
        buckets.forEach(bucket -> bucket.forEachCell(action));
    }

    /** The next revision of a region's part: 0 the first time. */
    int nextRevision(String region) {
        revisionsChanged = true;
        return revisions.merge(region, 0, (known, first) -> known + 1);
    }

    /** Whether any part of it went out. */
    boolean isPublished() {
        return !revisions.isEmpty();
    }

    /** Hands on what changed since the last time. */
    void save(String name, BiConsumer<String, byte @Nullable []> log) {
        if (closed) {
            saveBuckets(name, log);
            fresh.drop();
        } else {
            full.forEach(bytes -> log.accept(growth(name, growths++), bytes));
            if (fresh.size() > 0) {
                log.accept(growth(name, growths++), fresh.take());
            }
        }
        full.clear();
        if (revisionsChanged) {
            log.accept(name + REVISIONS, revisionsToBytes());
            revisionsChanged = false;
        }
    }

    private void saveBuckets(String name, BiConsumer<String, byte @Nullable []> log) {
        for (int number = 0; number < growths; number++) {
            log.accept(growth(name, number), null);
        }
        growths = 0;
        for (int number = 0; number < buckets.size(); number++) {
            byte[] bytes = buckets.get(number).pack();
            if (dirty.get(number)) {
                log.accept(bucket(name, number), bytes);
            }
        }
        dirty.clear();
    }

    /** Deletes all that was saved. */
    void drop(String name, BiConsumer<String, byte @Nullable []> log) {
        for (int number = 0; number < growths; number++) {
            log.accept(growth(name, number), null);
        }
        for (int number = 0; number < buckets.size(); number++) {
            log.accept(bucket(name, number), null);
        }
        log.accept(name + REVISIONS, null);
    }

    /** In the order of time, which is that of the names. */
    private static String growth(String name, int number) {
        return name + NEW + String.format(Locale.ROOT, "%08d", number);
    }

    /** Says how many buckets the window has. */
    private String bucket(String name, int number) {
        return name + "/" + number + "/" + buckets.size();
    }

    /**
     * Takes back a granule.
     *
     * @param granule the parts of its name; the first two are the window's
     */
    void restore(String[] granule, byte[] bytes) {
        switch (granule[2]) {
            case "revisions" -> restoreRevisions(bytes);
            case "new" -> {
                growths = Math.max(growths, Integer.parseInt(granule[3]) + 1);
                Packing.unpack(bytes, buckets.getFirst()::put);
            }
            default -> buckets.get(Integer.parseInt(granule[2])).restore(bytes);
        }
    }

    private byte[] revisionsToBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (var revision : revisions.entrySet()) {
                out.writeUTF(revision.getKey());
                out.writeInt(revision.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void restoreRevisions(byte[] bytes) {
        closed = true;
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                revisions.put(in.readUTF(), in.readInt());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
