package io.freeflow.core.road;

import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.TrafficState;
import java.time.Instant;
import java.util.List;

/**
 * One closed window of a region, as far as one aggregate partition sees it. A region's window is complete when all its
 * parts are there. A closed part never changes: what comes late is a part with the next revision.
 *
 * @param part number of the aggregate partition, 0 to {@code parts - 1}
 * @param revision 0 when the window closed
 * @param knownAt feed clock when this revision was made
 * @param states the sensors of the region that this partition owns; may be empty
 */
public record WindowPart(
        String region, Interval interval, int part, int parts, int revision, Instant knownAt, List<TrafficState> states)
        implements Message {
    public WindowPart {
        states = List.copyOf(states);
    }

    /** Whether it is of a slot: shorter than a window, told as soon as it is over, never revised. */
    public boolean isSlot() {
        return interval.length().compareTo(FiveMinutes.LENGTH) < 0;
    }
}
