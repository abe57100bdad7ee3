package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One direction of a freeway, measured in miles travelled from where it begins.
 *
 * @param number 1, 2 … in the order of the road map
 */
public record Carriageway(int number, Freeway freeway, Direction direction) {

    /** Half the width of a freeway and a little, so that both directions can be told apart on a map. */
    private static final double OFFSET_MILES = 0.018;

    /** A center so far away pulls 1/e of what it pulls nearby. */
    private static final double PULL_MILES = 10;

    /** A detector station at miles travelled. */
    public record Station(String id, String name, double travelled) {}

    /** A street's interchange at miles travelled. */
    public record Ramp(String name, double travelled) {}

    public String name() {
        return freeway.name() + " " + direction;
    }

    public double length() {
        return freeway.line().length();
    }

    /** Miles travelled at a mile of the freeway's line. */
    public double travelled(double mile) {
        return turned(mile);
    }

    /** The mile of the freeway's line, from miles travelled, and the other way round. */
    private double turned(double miles) {
        return direction == freeway.growing() ? miles : length() - miles;
    }

    public double postmileAt(double travelled) {
        return freeway.postmileStart() + turned(travelled);
    }

    /** Miles travelled at a postmile. */
    public double travelledAt(double postmile) {
        return turned(postmile - freeway.postmileStart());
    }

    public int lanesAt(double travelled) {
        return freeway.lanesAt(direction, turned(travelled));
    }

    public Position at(double travelled) {
        double right = direction == freeway.growing() ? OFFSET_MILES : -OFFSET_MILES;
        return freeway.line().at(turned(travelled), right);
    }

    /** How straight the road leads to a place: 1 toward it, -1 away from it. */
    public double inbound(double travelled, Position place) {
        double before = at(Math.max(0, travelled - 1)).milesTo(place);
        double after = at(Math.min(length(), travelled + 1)).milesTo(place);
        return Math.clamp((before - after) / 2, -1, 1);
    }

    /** How straight the road leads to where people work: 1 toward it, -1 away from it; near centers pull most. */
    public double inbound(double travelled, List<Center> centers) {
        double pull = 0;
        double sum = 0;
        var here = at(travelled);
        for (Center center : centers) {
            double weight = center.weight() * Math.exp(-here.milesTo(center.position()) / PULL_MILES);
            pull += weight * inbound(travelled, center.position());
            sum += weight;
        }
        return pull / sum;
    }

    /** Its stations in the order in which a driver meets them. */
    public List<Station> stations() {
        var stations = new ArrayList<Station>();
        for (StationPlace place : freeway.stations()) {
            var id = place.ids().get(direction);
            if (id != null) {
                stations.add(new Station(id, place.name(), turned(place.mile())));
            }
        }
        stations.sort(Comparator.comparingDouble(Station::travelled));
        return stations;
    }

    /** Its ramps in the order in which a driver meets them. */
    public List<Ramp> ramps() {
        return freeway.ramps().stream()
                .filter(place -> place.directions().contains(direction))
                .map(place -> new Ramp(place.name(), turned(place.mile())))
                .sorted(Comparator.comparingDouble(Ramp::travelled))
                .toList();
    }
}
