package io.freeflow.core.store;

import io.freeflow.core.road.Reading;

/**
 * A reading as stored.
 *
 * @param revision how often another value replaced the first one; 0 for the first
 */
public record StoredReading(Reading reading, int revision) {}
