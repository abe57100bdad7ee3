package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Position;

/**
 * A place of employment, where a part of the morning peak goes.
 *
 * @param weight its share of the city's jobs, above 0
 */
public record Center(String name, Position position, double weight) {
    public Center {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight must be above 0, was " + weight);
        }
    }
}
