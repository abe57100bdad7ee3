package io.freeflow.forecast;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Counts by name that are saved in one granule. */
final class Counts {

    static final String GRANULE = "counts";

    private final TreeMap<String, Long> counts = new TreeMap<>();
    private boolean changed;

    void add(String name, long more) {
        counts.merge(name, more, Long::sum);
        changed = true;
    }

    Map<String, Long> all() {
        return counts;
    }

    void save(BiConsumer<String, byte @Nullable []> log) {
        if (changed) {
            changed = false;
            var text = new StringBuilder();
            counts.forEach(
                    (name, count) -> text.append(name).append('=').append(count).append('\n'));
            log.accept(GRANULE, text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    void restore(byte[] bytes) {
        new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> {
            int equals = line.indexOf('=');
            counts.put(line.substring(0, equals), Long.valueOf(line.substring(equals + 1)));
        });
    }
}
