package io.freeflow.pipeline.health;

import io.freeflow.core.reading.Measurement;

/**
 * What one sensor, or one lane of it, said once.
 *
 * @param startMillis of its interval, since the epoch
 * @param seconds length of its interval
 */
public record Sample(long startMillis, int seconds, Measurement measurement) {

    long endMillis() {
        return startMillis + seconds * 1000L;
    }
}
