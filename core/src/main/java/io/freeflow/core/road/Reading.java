package io.freeflow.core.road;

import io.freeflow.core.reading.Correction;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.reading.Remark;
import io.freeflow.core.time.Interval;
import java.time.Instant;
import java.util.List;

/**
 * What a sensor said for an interval. Its key is (feed, sensor, start): the same key with the same measurement is a
 * duplicate, with another measurement a revision.
 *
 * @param corrections what validation changed
 * @param remarks what is strange about it as it stands
 * @param knownAt feed clock when we learned it: never before the interval's end
 */
public record Reading(
        String feed,
        String sensorId,
        Interval interval,
        Measurement measurement,
        Instant knownAt,
        List<Correction> corrections,
        List<Remark> remarks)
        implements Message {
    public Reading {
        corrections = List.copyOf(corrections);
        remarks = List.copyOf(remarks);
    }

    /** A reading about which nothing is strange. */
    public Reading(
            String feed,
            String sensorId,
            Interval interval,
            Measurement measurement,
            Instant knownAt,
            List<Correction> corrections) {
        this(feed, sensorId, interval, measurement, knownAt, corrections, List.of());
    }
}
