package io.freeflow.core.network;

import java.util.OptionalDouble;

/**
 * A detector station.
 *
 * @param id the canonical id, at most 100 characters
 * @param name what people call it
 * @param region the freeway district it belongs to; a region's network is forecast as one
 * @param freeFlowMph its free-flow speed, where known
 */
public record Sensor(
        String id, String name, Position position, String region, Placement placement, OptionalDouble freeFlowMph) {

    public static final int MAX_ID_LENGTH = 100;

    public Sensor {
        if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException(
                    "a sensor id has 1 to " + MAX_ID_LENGTH + " characters, was '" + id + "'");
        }
    }
}
