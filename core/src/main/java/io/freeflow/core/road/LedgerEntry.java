package io.freeflow.core.road;

import java.util.Map;
import java.util.TreeMap;

/**
 * The counts of one part of one stage since the beginning. The newest entry of a (stage, part) replaces the one before.
 *
 * @param counts by counter name, such as {@code rejected.speed-out-of-range}
 */
public record LedgerEntry(String stage, String part, Map<String, Long> counts) implements Message {
    public LedgerEntry {
        counts = java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
    }
}
