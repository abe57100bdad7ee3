package io.freeflow.store;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * How often a batch has said something else of the same key before. One statement can write a key once, so each
 * repetition is a statement of its own, in the order in which they were said.
 */
final class Repetition {

    private Repetition() {}

    record Row(int repetition, Reading reading) {}

    /**
     * A batch without the readings that say what the batch has just said of their key.
     *
     * @param repetitions one more than the highest repetition
     */
    record Staged(List<Row> rows, int repetitions) {}

    /** The key as the database sees it: its timestamps are microseconds. */
    private record Key(String sensorId, long startMicros, String feed) {}

    static Staged of(List<Reading> readings) {
        var last = new HashMap<Key, Row>(readings.size() * 2);
        var rows = new ArrayList<Row>(readings.size());
        int repetitions = 0;
        for (Reading reading : readings) {
            var key = new Key(
                    reading.sensorId(),
                    CopyRows.microsSince2000(reading.interval().start()),
                    reading.feed());
            var before = last.get(key);
            if (before != null && same(before.reading().measurement(), reading.measurement())) {
                continue;
            }
            var row = new Row(before == null ? 0 : before.repetition() + 1, reading);
            last.put(key, row);
            rows.add(row);
            repetitions = Math.max(repetitions, row.repetition() + 1);
        }
        return new Staged(rows, repetitions);
    }

    private static boolean same(Measurement one, Measurement other) {
        return same(one.speedMph(), other.speedMph())
                && same(one.flowVph(), other.flowVph())
                && same(one.occupancyPercent(), other.occupancyPercent());
    }

    /** As SQL's IS NOT DISTINCT FROM: missing is the same as missing, and 0 as -0. */
    private static boolean same(double one, double other) {
        return one == other || (Double.isNaN(one) && Double.isNaN(other));
    }
}
