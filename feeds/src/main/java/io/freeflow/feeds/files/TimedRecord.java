package io.freeflow.feeds.files;

/**
 * A record with its place in time.
 *
 * @param startMillis of its interval; where that cannot be read, of the record before it
 * @param endMillis of its interval; the start where that cannot be read
 * @param key the sensor's id, or empty
 */
public record TimedRecord(long startMillis, long endMillis, String key, byte[] payload) {}
