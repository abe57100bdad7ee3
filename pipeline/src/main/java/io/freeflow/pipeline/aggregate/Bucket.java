package io.freeflow.pipeline.aggregate;

import io.freeflow.pipeline.aggregate.Cell.Novelty;
import io.freeflow.pipeline.aggregate.Cell.Observation;
import io.freeflow.pipeline.aggregate.Packing.Packer;
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
            var packer = new Packer();
            cells().forEach((sensorId, cell) -> cell.observations().forEach(one -> packer.add(sensorId, one)));
            bytes = packer.take();
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
                Packing.unpack(
                        packed,
                        (sensorId, one) -> unpacked.computeIfAbsent(sensorId, id -> new Cell())
                                .put(one));
            }
            there = unpacked;
            cells = there;
        }
        return there;
    }
}
