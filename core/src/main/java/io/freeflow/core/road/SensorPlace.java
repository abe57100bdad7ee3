package io.freeflow.core.road;

import io.freeflow.core.reading.RawPlace;

/**
 * Where a sensor that the network does not know says that it is: the place of its first accepted record that has a position.
 *
 * @param source the feed that said so
 */
public record SensorPlace(String sensorId, String source, RawPlace place) implements Message {}
