package io.freeflow.feeds.records;

import org.jspecify.annotations.Nullable;

/**
 * The lanes of one station in one interval, added up: flow is the sum over the lanes that report one, speed their
 * flow-weighted mean, occupancy their plain mean. Lanes that report no flow, or none that passes, leave the speed to the plain
 * mean of those that have one. A missing lane is missing, not zero: it adds to nothing. Not thread-safe.
 */
public final class LaneSum {

    private int lanes;
    private int flows;
    private double flow;
    private double weighted;
    private double weights;
    private double speedSum;
    private int speeds;
    private double occupancySum;
    private int occupancies;

    /** Adds one lane; {@code NaN} is missing. */
    public void add(double laneFlow, double laneSpeed, double laneOccupancy) {
        lanes++;
        if (!Double.isNaN(laneFlow)) {
            flows++;
            flow += laneFlow;
        }
        if (!Double.isNaN(laneSpeed)) {
            speeds++;
            speedSum += laneSpeed;
            if (laneFlow > 0) {
                weighted += laneFlow * laneSpeed;
                weights += laneFlow;
            }
        }
        if (!Double.isNaN(laneOccupancy)) {
            occupancies++;
            occupancySum += laneOccupancy;
        }
    }

    /** The sum over lanes, in the unit of what was added. */
    public double flow() {
        return flows == 0 ? Double.NaN : flow;
    }

    public double speed() {
        if (weights > 0) {
            return weighted / weights;
        }
        return speeds == 0 ? Double.NaN : speedSum / speeds;
    }

    public double occupancy() {
        return occupancies == 0 ? Double.NaN : occupancySum / occupancies;
    }

    /** Whether a lane that was added reported no flow while others did: the flow is then less than the station's. */
    public boolean lacksALane() {
        return flows > 0 && flows < lanes;
    }

    public boolean isMissing() {
        return flows == 0 && speeds == 0 && occupancies == 0;
    }

    /** A number as a record has it; {@code null} is missing. */
    public static @Nullable String text(double value) {
        if (Double.isNaN(value)) {
            return null;
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** A number of a file; {@code NaN} where there is none. */
    public static double number(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(stripped);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
