package io.freeflow.core.road;

import io.freeflow.core.time.Interval;
import io.freeflow.core.window.ImputedState;
import java.time.Instant;
import java.util.List;

/**
 * What the sensors of a region that said nothing, or nothing that is believed, would probably have said in one window.
 * Made once, when the region's window was complete, from what was known then.
 *
 * @param knownAt feed clock when it was made
 * @param states in the network's order, never empty
 */
public record Imputation(String region, Interval interval, Instant knownAt, List<ImputedState> states)
        implements Message {
    public Imputation {
        states = List.copyOf(states);
    }
}
