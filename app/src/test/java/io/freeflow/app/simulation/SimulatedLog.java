package io.freeflow.app.simulation;

import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.store.SourcePartition;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Topics in memory. What stands here is committed; a transaction is whoever appends all at once. */
final class SimulatedLog {

    private final Map<SourcePartition, List<Message>> partitions = new HashMap<>();
    private final Wire wire = new Wire(WireIds.committed());

    List<Message> read(SourcePartition partition) {
        return partitions.getOrDefault(partition, List.of());
    }

    /** Appends a copy that has been bytes in between, as everything that travels has. */
    void append(SourcePartition partition, Message message) {
        partitions.computeIfAbsent(partition, key -> new ArrayList<>()).add(wire.decode(wire.encode(message)));
    }

    /** Appends what a stage reads as the source's own bytes. */
    void appendRaw(SourcePartition partition, String source, byte[] payload) {
        var records = partitions.computeIfAbsent(partition, key -> new ArrayList<>());
        records.add(new RawRecord(source, partition.partition(), records.size(), payload, Optional.empty()));
    }

    Set<SourcePartition> of(String... topics) {
        var found = new TreeSet<SourcePartition>(
                java.util.Comparator.comparing(SourcePartition::topic).thenComparingInt(SourcePartition::partition));
        for (SourcePartition partition : partitions.keySet()) {
            if (List.of(topics).contains(partition.topic())) {
                found.add(partition);
            }
        }
        return found;
    }

    /** All of a topic, partition by partition. */
    List<Message> all(String topic) {
        return of(topic).stream().flatMap(partition -> read(partition).stream()).toList();
    }
}
