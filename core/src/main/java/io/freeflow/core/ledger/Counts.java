package io.freeflow.core.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;

/** Running counts by counter name, with a text form to save them in. Not thread-safe. */
public final class Counts {

    private final Map<String, long[]> cells = new TreeMap<>();
    private boolean changed;

    public void add(String counter) {
        add(counter, 1);
    }

    public void add(String counter, long amount) {
        cells.computeIfAbsent(counter, name -> new long[1])[0] += amount;
        changed = true;
    }

    public Map<String, Long> toMap() {
        var map = new TreeMap<String, Long>();
        cells.forEach((counter, cell) -> map.put(counter, cell[0]));
        return map;
    }

    /** Whether anything was counted since the last call. */
    public boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** One line {@code counter=count} for each counter, in UTF-8. */
    public byte[] toBytes() {
        var text = new StringBuilder();
        cells.forEach((counter, cell) ->
                text.append(counter).append('=').append(cell[0]).append('\n'));
        return text.toString().getBytes(UTF_8);
    }

    /** Replaces all counts by those that {@link #toBytes} gave. */
    public void restore(byte[] bytes) {
        cells.clear();
        new String(bytes, UTF_8).lines().forEach(line -> {
            int equals = line.lastIndexOf('=');
            cells.put(line.substring(0, equals), new long[] {Long.parseLong(line, equals + 1, line.length(), 10)});
        });
    }
}
