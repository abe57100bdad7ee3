package io.freeflow.core.road;

/**
 * Bytes as a source sent them.
 *
 * @param source the feed's name
 * @param lane the partition of traffic-raw it came through
 */
public record RawRecord(String source, int lane, byte[] payload) implements Message {}
