package io.freeflow.feeds.simulate.road;

/**
 * Where a number of lanes begins.
 *
 * @param fromMile miles from the line's first position
 * @param lanes general-purpose lanes of the mainline, 1 to 12
 */
public record LaneSection(double fromMile, int lanes) {
    public LaneSection {
        if (lanes < 1 || lanes > 12) {
            throw new IllegalArgumentException("lanes must be 1 to 12, was " + lanes);
        }
    }
}
