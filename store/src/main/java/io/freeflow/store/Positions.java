package io.freeflow.store;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import io.freeflow.core.store.Advance;
import io.freeflow.core.store.Sink.FencedException;
import io.freeflow.core.store.SourcePartition;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How far each source partition is written, and the fence against a second writer. */
final class Positions {

    private Positions() {}

    static Map<SourcePartition, Long> list(Handle handle) {
        return handle.createQuery("select topic, partition, position from source_positions")
                .map((row, context) -> Map.entry(
                        new SourcePartition(row.getString("topic"), row.getInt("partition")), row.getLong("position")))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Moves every partition or none. Of two transactions that move the same one, the second waits for the first and is
     * then fenced off.
     */
    static void advance(Handle handle, Map<SourcePartition, Advance> advances) {
        advances.entrySet().stream()
                .sorted(comparing((Map.Entry<SourcePartition, Advance> entry) ->
                                entry.getKey().topic())
                        .thenComparingInt(entry -> entry.getKey().partition()))
                .forEach(entry -> advance(handle, entry.getKey(), entry.getValue()));
    }

    private static void advance(Handle handle, SourcePartition partition, Advance advance) {
        boolean moved = execute(
                handle,
                "update source_positions set position = :to"
                        + " where topic = :topic and partition = :partition and position = :from",
                partition,
                advance);
        boolean first = !moved
                && advance.from() == 0
                && execute(
                        handle,
                        "insert into source_positions (topic, partition, position) values (:topic, :partition, :to)"
                                + " on conflict do nothing",
                        partition,
                        advance);
        if (!moved && !first) {
            throw new FencedException(partition, advance);
        }
    }

    private static boolean execute(Handle handle, String sql, SourcePartition partition, Advance advance) {
        return handle.createUpdate(sql)
                        .bind("topic", partition.topic())
                        .bind("partition", partition.partition())
                        .bind("from", advance.from())
                        .bind("to", advance.to())
                        .execute()
                == 1;
    }
}
