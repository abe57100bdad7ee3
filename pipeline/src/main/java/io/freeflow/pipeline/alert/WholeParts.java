package io.freeflow.pipeline.alert;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.window.TrafficState;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Puts the parts of a region's windows, or slots, together. Each counts once, when it is whole: what is revised later is not
 * judged again.
 */
final class WholeParts {

    private final TreeMap<Instant, Open> open = new TreeMap<>();
    private final Set<Instant> changed = new HashSet<>();
    private final Set<Instant> saved = new HashSet<>();
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
        changed.add(start);
        if (whole.have.cardinality() < part.parts()) {
            return Optional.empty();
        }
        newest = start;
        changed.removeIf(waiting -> !waiting.isAfter(start));
        open.headMap(start, true).clear();
        return Optional.of(whole.measured);
    }

    Instant newest() {
        return newest;
    }

    /**
     * Hands on each that changed since the last call, empty when it is over. They are many where one part is far behind
     * the others, so each is saved by itself.
     */
    void save(BiConsumer<Instant, Optional<Open>> log) {
        for (Instant start : changed) {
            log.accept(start, Optional.of(Objects.requireNonNull(open.get(start), "what is over is not changed")));
        }
        var over = saved.stream().filter(start -> !open.containsKey(start)).toList();
        over.forEach(start -> log.accept(start, Optional.empty()));
        saved.addAll(changed);
        over.forEach(saved::remove);
        changed.clear();
    }

    void restore(Instant newestStart) {
        newest = newestStart;
    }

    void restore(Instant start, Open parts) {
        open.put(start, parts);
        saved.add(start);
    }
}
