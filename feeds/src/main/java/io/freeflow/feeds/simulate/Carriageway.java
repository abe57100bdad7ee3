package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import java.util.Comparator;
import java.util.List;

/**
 * One direction of a freeway, measured in miles travelled from where it begins.
 *
 * @param number 1, 2 … in the order of the road map
 */
record Carriageway(int number, Freeway freeway, Direction direction) {

    /** Half the width of a freeway and a little, so that both directions can be told apart on a map. */
    private static final double OFFSET_MILES = 0.018;

    String name() {
        return freeway.name() + " " + direction;
    }

    double length() {
        return freeway.line().length();
    }

    /** The mile of the freeway's line, from miles travelled, and the other way round. */
    private double turned(double miles) {
        return direction == freeway.growing() ? miles : length() - miles;
    }

    double postmileAt(double travelled) {
        return freeway.postmileStart() + turned(travelled);
    }

    int lanesAt(double travelled) {
        return freeway.lanesAt(turned(travelled));
    }

    Position at(double travelled) {
        double right = direction == freeway.growing() ? OFFSET_MILES : -OFFSET_MILES;
        return freeway.line().at(turned(travelled), right);
    }

    /** How straight the road leads to a place: 1 toward it, -1 away from it. */
    double inbound(double travelled, Position place) {
        double before = at(Math.max(0, travelled - 1)).milesTo(place);
        double after = at(Math.min(length(), travelled + 1)).milesTo(place);
        return Math.clamp((before - after) / 2, -1, 1);
    }

    /** The places in the order in which a driver meets them, at miles travelled. */
    List<Freeway.Place> stops() {
        return freeway.places().stream()
                .map(place -> new Freeway.Place(place.name(), turned(place.mile())))
                .sorted(Comparator.comparingDouble(Freeway.Place::mile))
                .toList();
    }
}
