package io.freeflow.pipeline.detect;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that a method found on a corridor. It is told when it is confirmed and again when it is cleared; corridor,
 * method, upstream sensor and confirmation name it.
 *
 * @param upstreamSensorId the station before the place, by which it was found first
 * @param downstreamSensorId the next one that reported; the same where a method looks at one station only
 * @param began when the first sign of it was seen
 * @param cleared when nothing was to be seen of it any more; empty while it lasts
 * @param evidence what it was found by
 */
public record Detection(
        DetectionMethod method,
        String corridorId,
        String upstreamSensorId,
        String downstreamSensorId,
        Instant began,
        Instant confirmed,
        Optional<Instant> cleared,
        List<Evidence> evidence) {

    public Detection {
        evidence = List.copyOf(evidence);
    }
}
