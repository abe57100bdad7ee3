package io.freeflow.pipeline.alert;

import io.freeflow.core.road.WindowPart;
import io.freeflow.core.window.TrafficState;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the parts of a region's windows together. An alert is not judged again: a window counts once, when it is whole. */
final class RegionWindows {

    private final Map<String, Integer> places;
    private final TreeMap<Instant, Open> open = new TreeMap<>();
    private Instant newest = Instant.MIN;

    /** A window so far: mph by sensor, {@code NaN} is missing. */
    record Open(BitSet have, float[] mph) {}

    RegionWindows(Map<String, Integer> places) {
        this.places = places;
    }

    /** The speeds of a window that this part makes whole; empty as long as parts lack, and for older windows. */
    Optional<float[]> add(WindowPart part) {
        Instant start = part.interval().start();
        if (!start.isAfter(newest)) {
            return Optional.empty();
        }
        var window = open.computeIfAbsent(start, key -> new Open(new BitSet(), missing()));
        for (TrafficState state : part.states()) {
            var place = places.get(state.sensorId());
            if (place != null) {
                window.mph[place] = (float) state.measurement().speedMph();
            }
        }
        window.have.set(part.part());
        if (window.have.cardinality() < part.parts()) {
            return Optional.empty();
        }
        newest = start;
        open.headMap(start, true).clear();
        return Optional.of(window.mph);
    }

    float[] missing() {
        var missing = new float[places.size()];
        Arrays.fill(missing, Float.NaN);
        return missing;
    }

    Instant newest() {
        return newest;
    }

    Map<Instant, Open> open() {
        return open;
    }

    void restore(Instant newestStart, Map<Instant, Open> windows) {
        newest = newestStart;
        open.putAll(windows);
    }
}
