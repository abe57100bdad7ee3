package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Position;
import java.util.Arrays;
import java.util.List;

/** A line of positions, measured in miles from its first one. Flat within a segment, which does for a city. */
public final class Polyline {

    private static final double MILES_PER_DEGREE = Math.toRadians(3958.7613);

    private final List<Position> vertices;
    private final double[] miles;

    public Polyline(List<Position> vertices) {
        if (vertices.size() < 2) {
            throw new IllegalArgumentException("a line has at least 2 positions, was " + vertices.size());
        }
        this.vertices = List.copyOf(vertices);
        this.miles = new double[vertices.size()];
        for (int i = 1; i < miles.length; i++) {
            miles[i] = miles[i - 1] + vertices.get(i - 1).milesTo(vertices.get(i));
        }
    }

    public List<Position> vertices() {
        return vertices;
    }

    public double length() {
        return miles[miles.length - 1];
    }

    /**
     * The position at a mile of the line.
     *
     * @param mile taken as the nearer end where it lies outside the line
     * @param right miles to the right of the line, looking along it; negative is left
     */
    public Position at(double mile, double right) {
        double within = Math.clamp(mile, 0, length());
        int segment = segmentAt(within);
        var from = vertices.get(segment);
        var to = vertices.get(segment + 1);
        double share = (within - miles[segment]) / (miles[segment + 1] - miles[segment]);
        double shrink = Math.cos(Math.toRadians(from.latitude()));
        double north = to.latitude() - from.latitude();
        double east = (to.longitude() - from.longitude()) * shrink;
        double degrees = right / MILES_PER_DEGREE / Math.hypot(north, east);
        return new Position(
                from.latitude() + share * north - degrees * east,
                from.longitude() + (share * east + degrees * north) / shrink);
    }

    private int segmentAt(double mile) {
        int found = Arrays.binarySearch(miles, mile);
        int segment = found >= 0 ? found : -found - 2;
        return Math.clamp(segment, 0, miles.length - 2);
    }

    /** The mile of the line that is nearest to a position. */
    public double nearestMile(Position position) {
        double shrink = Math.cos(Math.toRadians(position.latitude()));
        double best = 0;
        double bestDistance = Double.POSITIVE_INFINITY;
        for (int i = 0; i < miles.length - 1; i++) {
            double mile = miles[i] + shareAlong(i, position, shrink) * (miles[i + 1] - miles[i]);
            double distance = at(mile, 0).milesTo(position);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = mile;
            }
        }
        return best;
    }

    private double shareAlong(int segment, Position position, double shrink) {
        var from = vertices.get(segment);
        var to = vertices.get(segment + 1);
        double north = to.latitude() - from.latitude();
        double east = (to.longitude() - from.longitude()) * shrink;
        double dot = (position.latitude() - from.latitude()) * north
                + (position.longitude() - from.longitude()) * shrink * east;
        return Math.clamp(dot / (north * north + east * east), 0, 1);
    }
}
