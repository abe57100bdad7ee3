package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Direction;
import java.util.List;

/**
 * A freeway as drawn on a road map, with its two carriageways.
 *
 * @param name such as {@code I-405}
 * @param growing the direction in which postmiles grow, north or east
 * @param shrinking the other direction
 * @param postmileStart the postmile of the line's first position
 * @param line its middle, drawn in the growing direction
 * @param laneSections lanes of one carriageway, by where they begin; both carriageways have the same
 * @param places where it has stations, by where they lie
 */
public record Freeway(
        String name,
        Direction growing,
        Direction shrinking,
        double postmileStart,
        double freeFlowMph,
        Polyline line,
        List<LaneSection> laneSections,
        List<Place> places) {

    public Freeway {
        laneSections = List.copyOf(laneSections);
        places = List.copyOf(places);
        if (laneSections.isEmpty() || laneSections.getFirst().fromMile() != 0) {
            throw new IllegalArgumentException(name + ": the first lane section must begin at mile 0");
        }
        if (!(freeFlowMph > 0 && freeFlowMph <= 85)) {
            throw new IllegalArgumentException(
                    name + ": free flow must be above 0 and at most 85 mph, was " + freeFlowMph);
        }
    }

    /** Lanes of one carriageway at a mile of the line. */
    public int lanesAt(double mile) {
        int lanes = laneSections.getFirst().lanes();
        for (LaneSection section : laneSections) {
            if (section.fromMile() <= mile) {
                lanes = section.lanes();
            }
        }
        return lanes;
    }

    /**
     * Where a number of lanes begins.
     *
     * @param fromMile miles from the line's first position
     * @param lanes 1 to 12
     */
    public record LaneSection(double fromMile, int lanes) {
        public LaneSection {
            if (lanes < 1 || lanes > 12) {
                throw new IllegalArgumentException("lanes must be 1 to 12, was " + lanes);
            }
        }
    }

    /**
     * An interchange with a detector station for each direction.
     *
     * @param mile miles from the line's first position
     */
    public record Place(String name, double mile) {}
}
