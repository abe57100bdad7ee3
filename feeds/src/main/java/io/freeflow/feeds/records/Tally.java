package io.freeflow.feeds.records;

import java.util.Map;
import java.util.TreeMap;

/** Counts by name. Not thread-safe. */
public final class Tally {

    private final Map<String, Long> counts = new TreeMap<>();

    public void add(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    public Map<String, Long> toMap() {
        return Map.copyOf(counts);
    }
}
