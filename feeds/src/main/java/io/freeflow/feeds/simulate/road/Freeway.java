package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Direction;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A freeway as drawn on a road map, with its two carriageways.
 *
 * @param name such as {@code I-405}
 * @param growing the direction in which postmiles grow, north or east
 * @param shrinking the other direction
 * @param postmileStart the postmile of the line's first position
 * @param line its middle, drawn in the growing direction
 * @param laneSections lanes of each carriageway, by where they begin along the line
 * @param ramps its interchanges with streets, by where they lie
 * @param stations where it has detector stations, by where they lie
 */
public record Freeway(
        String name,
        Direction growing,
        Direction shrinking,
        double postmileStart,
        double freeFlowMph,
        Polyline line,
        Map<Direction, List<LaneSection>> laneSections,
        List<RampPlace> ramps,
        List<StationPlace> stations) {

    public Freeway {
        var sections = new EnumMap<Direction, List<LaneSection>>(Direction.class);
        for (Direction direction : List.of(growing, shrinking)) {
            var list = List.copyOf(laneSections.getOrDefault(direction, List.of()));
            if (list.isEmpty() || list.getFirst().fromMile() != 0) {
                throw new IllegalArgumentException(
                        name + " " + direction + ": the first lane section must begin at mile 0");
            }
            sections.put(direction, list);
        }
        laneSections = Collections.unmodifiableMap(sections);
        ramps = List.copyOf(ramps);
        stations = List.copyOf(stations);
        if (!(freeFlowMph > 0 && freeFlowMph <= 85)) {
            throw new IllegalArgumentException(
                    name + ": free flow must be above 0 and at most 85 mph, was " + freeFlowMph);
        }
    }

    /** Lanes of one carriageway at a mile of the line. */
    public int lanesAt(Direction direction, double mile) {
        var sections = laneSections.getOrDefault(direction, List.of());
        int lanes = sections.getFirst().lanes();
        for (LaneSection section : sections) {
            if (section.fromMile() <= mile) {
                lanes = section.lanes();
            }
        }
        return lanes;
    }
}
