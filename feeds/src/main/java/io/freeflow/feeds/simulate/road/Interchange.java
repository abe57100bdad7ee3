package io.freeflow.feeds.simulate.road;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A place where freeways join, every direction with every other freeway's.
 *
 * @param mileByFreeway the mile of each freeway's line, in the order of the drawing
 */
public record Interchange(String name, Map<String, Double> mileByFreeway) {
    public Interchange {
        if (mileByFreeway.size() < 2) {
            throw new IllegalArgumentException("an interchange joins at least 2 freeways, was " + mileByFreeway.size());
        }
        // Map.copyOf has another order in every process, and the order of edges is part of a network's version
        mileByFreeway = Collections.unmodifiableMap(new LinkedHashMap<>(mileByFreeway));
    }

    /**
     * The mile of a freeway's line.
     *
     * @throws IllegalArgumentException if it does not join the freeway
     */
    double mileOn(String freeway) {
        var mile = mileByFreeway.get(freeway);
        if (mile == null) {
            throw new IllegalArgumentException(name + " does not join " + freeway);
        }
        return mile;
    }
}
