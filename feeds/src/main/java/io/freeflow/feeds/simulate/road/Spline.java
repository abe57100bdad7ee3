package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Position;
import java.util.ArrayList;
import java.util.List;

/** A smooth line through the few positions that a person draws. */
final class Spline {

    /*
     * Centripetal Catmull-Rom (Yuksel, Schaefer, Keyser: "Parameterization and applications of Catmull-Rom curves",
     * 2011), evaluated by the pyramid of Barry and Goldman. The centripetal knots make neither loops nor cusps, however
     * unevenly the positions are spaced. The ends are continued by reflection.
     */

    private static final double STEP_MILES = 0.05;
    /** Where the line turns less than this, vertices are left out. */
    private static final double STRAIGHT_DEGREES = 2;

    private static final double MILES_PER_DEGREE = Math.toRadians(3958.7613);

    private final double shrink;
    private final List<Point> controls = new ArrayList<>();

    private record Point(double east, double north) {

        /** The point at a time, on the way from this one at one time to another at a later time. */
        Point toward(Point other, double from, double to, double time) {
            double share = (time - from) / (to - from);
            return new Point(east + share * (other.east - east), north + share * (other.north - north));
        }

        double distanceTo(Point other) {
            return Math.hypot(other.east - east, other.north - north);
        }

        double degreesTo(Point other) {
            return Math.toDegrees(Math.atan2(other.east - east, other.north - north));
        }
    }

    private Spline(List<Position> positions) {
        shrink = Math.cos(Math.toRadians(positions.getFirst().latitude()));
        positions.forEach(position -> controls.add(new Point(position.longitude() * shrink, position.latitude())));
        for (int i = 1; i < controls.size(); i++) {
            if (controls.get(i).equals(controls.get(i - 1))) {
                throw new IllegalArgumentException("position " + (i + 1) + " of the line repeats the one before it");
            }
        }
        controls.addFirst(controls.get(1).toward(controls.get(0), 0, 1, 2));
        controls.addLast(controls.get(controls.size() - 2).toward(controls.getLast(), 0, 1, 2));
    }

    /** The line with vertices about every 0.05 miles where it bends, fewer where it is straight. */
    static Polyline through(List<Position> positions) {
        return positions.size() < 2 ? new Polyline(positions) : new Spline(positions).line();
    }

    private Polyline line() {
        var points = new ArrayList<Point>(List.of(controls.get(1)));
        for (int i = 1; i + 2 < controls.size(); i++) {
            addSegment(i, points);
        }
        return new Polyline(bends(points).stream()
                .map(point -> new Position(point.north(), point.east() / shrink))
                .toList());
    }

    private void addSegment(int index, List<Point> points) {
        var p0 = controls.get(index - 1);
        var p1 = controls.get(index);
        var p2 = controls.get(index + 1);
        var p3 = controls.get(index + 2);
        double t1 = Math.sqrt(p0.distanceTo(p1));
        double t2 = t1 + Math.sqrt(p1.distanceTo(p2));
        double t3 = t2 + Math.sqrt(p2.distanceTo(p3));
        int steps = (int) Math.ceil(p1.distanceTo(p2) * MILES_PER_DEGREE / STEP_MILES);
        for (int step = 1; step < steps; step++) {
            double time = t1 + (t2 - t1) * step / steps;
            var a1 = p0.toward(p1, 0, t1, time);
            var a2 = p1.toward(p2, t1, t2, time);
            var a3 = p2.toward(p3, t2, t3, time);
            var b1 = a1.toward(a2, 0, t2, time);
            var b2 = a2.toward(a3, t1, t3, time);
            points.add(b1.toward(b2, t1, t2, time));
        }
        points.add(p2);
    }

    private static List<Point> bends(List<Point> points) {
        var kept = new ArrayList<Point>(List.of(points.getFirst()));
        double heading = points.get(0).degreesTo(points.get(1));
        for (int i = 1; i < points.size() - 1; i++) {
            double next = points.get(i).degreesTo(points.get(i + 1));
            if (Math.abs(Math.IEEEremainder(next - heading, 360)) > STRAIGHT_DEGREES) {
                kept.add(points.get(i));
                heading = next;
            }
        }
        kept.add(points.getLast());
        return kept;
    }
}
