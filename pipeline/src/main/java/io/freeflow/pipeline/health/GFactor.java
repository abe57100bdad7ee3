package io.freeflow.pipeline.health;

import io.freeflow.core.reading.Measurement;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The speed of a single loop, which only counts and is covered. Mutable, of a fixed size. */
public final class GFactor {

    /*
     * A lane of flow q and speed v has q/v vehicles a mile, and they cover a loop for occupancy = g x q/v, where g is vehicle
     * and loop together. So v = q x g / occupancy: with count vehicles in a period of T seconds, g in feet and occupancy o as
     * a share, v = count/o x g x 3600/(5280 T); PeMS writes the constant 5280 T/3600 as 440, which holds for T = 300. A flow
     * in vehicles an hour has T in it already.
     *
     * g is what makes free-flowing traffic as fast as it is there: g = o/count x freeFlow x 5280 T/3600, where the loop is
     * covered less than in 60 % of its readings (PeMS: «model 8», g by detector, smoothed over an hour; theirs is centred,
     * ours looks back only, so that it can be used live). Until enough vehicles passed g is 22 feet, PeMS's fallback. Low
     * counts are noise, so a speed goes in with the weight count/(count + 50) of five minutes and the rest of the speed
     * before it. caldata-mdsa-caltrans-pems; docs/decisions/0015.
     */

    private static final double FEET_PER_MILE = 5280;
    private static final double FALLBACK_FEET = 22;
    private static final double LEAST_FEET = 10;
    private static final double MOST_FEET = 60;
    private static final double QUIET_SHARE = 0.6;
    /** How fast the 60th percentile follows, in shares of itself at each reading. */
    private static final double PERCENTILE_STEP = 0.02;
    /** g is a mean of so many vehicles, */
    private static final double REMEMBERED_VEHICLES = 2_000;
    /** and known after so many. */
    private static final double FEWEST_VEHICLES = 100;
    /** So many vehicles of five minutes count for half. */
    private static final double HALF_VEHICLES = 50;

    private static final double HALF_SECONDS = 300;

    private final int lanes;
    private final double freeFlowMph;
    private double quietPercent = Double.NaN;
    private double feet;
    private double vehicles;
    private double mph = Double.NaN;

    /**
     * A loop, or the loops of some lanes together, that was never heard.
     *
     * @param lanes at least 1
     * @param freeFlowMph how fast traffic is there that nothing holds up
     */
    public GFactor(int lanes, double freeFlowMph) {
        this.lanes = lanes;
        this.freeFlowMph = freeFlowMph;
    }

    /**
     * Takes a reading and tells its speed.
     *
     * @return miles per hour; {@code NaN} if nothing passed
     */
    public double take(Measurement measurement, int seconds) {
        double percent = measurement.occupancyPercent();
        if (!(percent > 0 && measurement.flowVph() > 0)) {
            return Double.NaN;
        }
        double counted = measurement.flowVph() * seconds / 3600;
        learn(percent, measurement.flowVph() / lanes, counted);
        double now = speed(measurement);
        double weight = counted / (counted + HALF_VEHICLES * seconds / HALF_SECONDS);
        mph = Double.isNaN(mph) ? now : mph + weight * (now - mph);
        return mph;
    }

    private void learn(double percent, double laneVph, double counted) {
        if (Double.isNaN(quietPercent)) {
            quietPercent = percent;
        }
        double step = PERCENTILE_STEP * Math.max(quietPercent, 0.1);
        quietPercent += percent > quietPercent ? step * QUIET_SHARE : -step * (1 - QUIET_SHARE);
        if (percent > quietPercent) {
            return;
        }
        double seen = percent / 100 * FEET_PER_MILE * freeFlowMph / laneVph;
        double keeps = Math.max(0, 1 - counted / REMEMBERED_VEHICLES);
        feet = feet * keeps + seen * counted;
        vehicles = vehicles * keeps + counted;
    }

    /** Vehicle and loop together, feet. */
    public double feet() {
        return vehicles < FEWEST_VEHICLES ? FALLBACK_FEET : Math.clamp(feet / vehicles, LEAST_FEET, MOST_FEET);
    }

    /** What a measurement alone says, not smoothed; {@code NaN} where nothing passed. */
    public double speed(Measurement measurement) {
        return speed(measurement, lanes, feet());
    }

    /** The same with a length that is given, as it is done without a g-factor. */
    public static double speed(Measurement measurement, int lanes, double feet) {
        double share = measurement.occupancyPercent() / 100;
        return share > 0 && measurement.flowVph() > 0
                ? measurement.flowVph() / lanes * feet / FEET_PER_MILE / share
                : Double.NaN;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeDouble(quietPercent);
        out.writeDouble(feet);
        out.writeDouble(vehicles);
        out.writeDouble(mph);
    }

    void read(DataInputStream in) throws IOException {
        quietPercent = in.readDouble();
        feet = in.readDouble();
        vehicles = in.readDouble();
        mph = in.readDouble();
    }
}
