package io.freeflow.core.road;

import io.freeflow.core.reading.Correction;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.time.Interval;
import java.time.Instant;
import java.util.List;

/**
 * What a sensor said for an interval. Its key is (feed, sensor, start): the same key with the same measurement is a
 * duplicate, with another measurement a revision.
 *
 * @param knownAt feed clock when we learned it: never before the interval's end
 */
public record Reading(
        String feed,
        String sensorId,
        Interval interval,
        Measurement measurement,
        Instant knownAt,
        List<Correction> corrections)
        implements Message {
    public Reading {
        corrections = List.copyOf(corrections);
    }
}
