package io.freeflow.pipeline.alert;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.window.TrafficState;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the parts of a region's windows, or slots, together. Each counts once, when it is whole: what is revised later is not
 * judged again.
 */
final class WholeParts {

    private final TreeMap<Instant, Open> open = new TreeMap<>();
    private Instant newest = Instant.MIN;

    /** What is there of one so far, by sensor. */
    record Open(BitSet have, Map<String, Measurement> measured) {}

    /** What a window or slot says that this part makes whole; empty as long as parts lack, and for older ones. */
    Optional<Map<String, Measurement>> add(WindowPart part) {
        Instant start = part.interval().start();
        if (!start.isAfter(newest)) {
            return Optional.empty();
        }
        var whole = open.computeIfAbsent(start, key -> new Open(new BitSet(), new HashMap<>()));
        for (TrafficState state : part.states()) {
            whole.measured.put(state.sensorId(), state.measurement());
        }
        whole.have.set(part.part());
        if (whole.have.cardinality() < part.parts()) {
            return Optional.empty();
        }
        newest = start;
        open.headMap(start, true).clear();
        return Optional.of(whole.measured);
    }

    Instant newest() {
        return newest;
    }

    Map<Instant, Open> open() {
        return open;
    }

    void restore(Instant newestStart, Map<Instant, Open> parts) {
        newest = newestStart;
        open.putAll(parts);
    }
}
