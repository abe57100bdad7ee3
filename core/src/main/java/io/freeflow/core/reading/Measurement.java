package io.freeflow.core.reading;

/**
 * Speed, flow and occupancy of one place in one interval. A missing quantity is {@code NaN}: missing is not zero.
 *
 * @param speedMph miles per hour, not negative
 * @param flowVph vehicles per hour over all lanes, not negative
 * @param occupancyPercent share of the time that the detector was covered, 0 to 100
 */
public record Measurement(double speedMph, double flowVph, double occupancyPercent) {

    public static final Measurement MISSING = new Measurement(Double.NaN, Double.NaN, Double.NaN);

    public Measurement {
        requireAtMost("speed_mph", speedMph, Double.MAX_VALUE);
        requireAtMost("flow_vph", flowVph, Double.MAX_VALUE);
        requireAtMost("occupancy_percent", occupancyPercent, 100);
    }

    public static Measurement ofSpeed(double speedMph) {
        return new Measurement(speedMph, Double.NaN, Double.NaN);
    }

    public boolean hasSpeed() {
        return !Double.isNaN(speedMph);
    }

    public boolean hasFlow() {
        return !Double.isNaN(flowVph);
    }

    public boolean hasOccupancy() {
        return !Double.isNaN(occupancyPercent);
    }

    public boolean isMissing() {
        return !hasSpeed() && !hasFlow() && !hasOccupancy();
    }

    private static void requireAtMost(String name, double value, double limit) {
        if (value < 0 || value > limit) {
            throw new IllegalArgumentException(name + " must be 0 to " + limit + " or missing, was " + value);
        }
    }
}
