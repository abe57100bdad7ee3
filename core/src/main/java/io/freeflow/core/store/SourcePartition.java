package io.freeflow.core.store;

/** One partition of one topic that a sink is fed from. */
public record SourcePartition(String topic, int partition) {}
