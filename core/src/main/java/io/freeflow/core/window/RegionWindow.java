package io.freeflow.core.window;

import io.freeflow.core.time.Interval;
import java.time.Instant;
import java.util.List;

/**
 * A region's whole network in one closed window.
 *
 * @param revision the highest revision among its parts
 * @param knownAt feed clock when it closed
 * @param states one for each sensor of the region, in the network's order
 */
public record RegionWindow(String region, Interval interval, int revision, Instant knownAt, List<TrafficState> states) {
    public RegionWindow {
        states = List.copyOf(states);
    }
}
