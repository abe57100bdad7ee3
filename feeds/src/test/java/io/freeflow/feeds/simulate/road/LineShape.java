package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Position;
import java.util.ArrayList;
import java.util.List;

/** What a drawing must be measured for: how sharply a line bends and where two lines cross. */
final class LineShape {

    private static final double KINK_MILES = 0.1;

    private LineShape() {}

    /** The most that a line turns within a tenth of a mile. */
    static double sharpestDegrees(Polyline line) {
        double sharpest = 0;
        for (double mile = 0.01; mile + KINK_MILES + 0.01 < line.length(); mile += 0.02) {
            double turned = Math.IEEEremainder(heading(line, mile + KINK_MILES) - heading(line, mile), 360);
            sharpest = Math.max(sharpest, Math.abs(turned));
        }
        return sharpest;
    }

    private static double heading(Polyline line, double mile) {
        var from = line.at(mile - 0.01, 0);
        var to = line.at(mile + 0.01, 0);
        double east = (to.longitude() - from.longitude()) * Math.cos(Math.toRadians(from.latitude()));
        return Math.toDegrees(Math.atan2(east, to.latitude() - from.latitude()));
    }

    static List<Position> crossings(Polyline one, Polyline other) {
        var crossings = new ArrayList<Position>();
        for (int i = 1; i < one.vertices().size(); i++) {
            for (int j = 1; j < other.vertices().size(); j++) {
                addCrossing(
                        one.vertices().get(i - 1),
                        one.vertices().get(i),
                        other.vertices().get(j - 1),
                        other.vertices().get(j),
                        crossings);
            }
        }
        return crossings;
    }

    private static void addCrossing(Position p, Position q, Position r, Position s, List<Position> crossings) {
        double north = q.latitude() - p.latitude();
        double east = q.longitude() - p.longitude();
        double otherNorth = s.latitude() - r.latitude();
        double otherEast = s.longitude() - r.longitude();
        double both = east * otherNorth - north * otherEast;
        double along =
                ((r.longitude() - p.longitude()) * otherNorth - (r.latitude() - p.latitude()) * otherEast) / both;
        double otherAlong = ((r.longitude() - p.longitude()) * north - (r.latitude() - p.latitude()) * east) / both;
        if (along >= 0 && along <= 1 && otherAlong >= 0 && otherAlong <= 1) {
            crossings.add(new Position(p.latitude() + along * north, p.longitude() + along * east));
        }
    }
}
