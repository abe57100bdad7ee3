package io.freeflow.feeds.simulate;

import io.freeflow.feeds.simulate.flow.CellGrid;
import io.freeflow.feeds.simulate.flow.Seeds;
import io.freeflow.feeds.simulate.flow.TrafficFlow;
import java.util.SplittableRandom;

/** How the loops of a station, one in each lane, see the traffic that passes them. */
final class Detector {

    /*
     * Edie's definitions for the cell: flow = vehicles that passed / time, density = mean vehicles / length, speed =
     * flow / density. Vehicles spread over the lanes: at night they keep right, near capacity most drive on the left,
     * which is also faster, and trucks keep right. What a loop reports is noisy as counting is: the count is Poisson, the
     * mean speed of n vehicles has the spread of one divided by sqrt(n), and so has their mean length. Occupancy is the
     * share of time that a vehicle is over the loop: count x (vehicle + loop) / speed / time.
     */

    private static final double FEET_PER_MILE = 5280;
    /** Vehicle and loop together. */
    private static final double CAR_FEET = 16 + 6;

    private static final double TRUCK_FEET = 58 + 6;
    private static final double CAR_SPREAD_FEET = 2.5;
    private static final double LEAST_TRUCKS = 0.01;
    private static final double MORE_TRUCKS_RIGHT = 0.13;

    private static final double SPREAD_MPH = 4;
    private static final double SPREAD_SHARE = 0.1;
    private static final double SLOWEST_MPH = 1;
    /** The leftmost lane is faster than the mean by half of this share, the rightmost slower. */
    private static final double LANES_APART = 0.12;

    private static final double NIGHT_LEAN = -0.5;
    private static final double PEAK_LEAN = 0.35;
    private static final double LANE_CAPACITY_VPH = 2000;

    private Detector() {}

    /** Measures a cell, lane by lane, over the time since its flow was last reset. */
    static void report(
            StationReports reports,
            int station,
            TrafficFlow flow,
            int cell,
            CellGrid grid,
            long periodSeconds,
            SplittableRandom random) {
        double hours = periodSeconds / 3600.0;
        int lanes = grid.lanes()[cell];
        double vehicles = flow.passed(cell);
        double density = flow.meanPresent(cell) / grid.miles()[cell];
        double speed = density > 0 ? vehicles / hours / density : 0;
        double load = Math.min(1, vehicles / hours / lanes / LANE_CAPACITY_VPH);
        double lean = NIGHT_LEAN + (PEAK_LEAN - NIGHT_LEAN) * load;
        double freely = Math.min(1, speed / 50);
        for (int lane = 0; lane < lanes; lane++) {
            double left = lanes == 1 ? 0 : 0.5 - lane / (lanes - 1.0);
            double share = (1 + lean * left) / lanes;
            int count = Seeds.poisson(vehicles * share, random);
            if (count == 0) {
                boolean standing = flow.isQueued(cell);
                double occupied = standing ? occupancy(density / lanes, CAR_FEET) : 0;
                reports.setLane(station, lane, standing ? 0 : Double.NaN, 0, occupied);
                continue;
            }
            double scale = Math.sqrt(count);
            double trueSpeed = speed * (1 + LANES_APART * left * freely);
            double noisy = trueSpeed + (SPREAD_MPH + SPREAD_SHARE * trueSpeed) / scale * random.nextGaussian();
            double measured = StationReports.tenths(Math.max(SLOWEST_MPH, noisy));
            double trucks = LEAST_TRUCKS + MORE_TRUCKS_RIGHT * (0.5 - left);
            double spread = Math.sqrt(trucks * (1 - trucks)) * (TRUCK_FEET - CAR_FEET) + CAR_SPREAD_FEET;
            double feet = CAR_FEET + trucks * (TRUCK_FEET - CAR_FEET) + spread / scale * random.nextGaussian();
            double vph = count / hours;
            reports.setLane(station, lane, measured, vph, occupancy(vph / measured, Math.max(CAR_FEET / 2, feet)));
        }
    }

    /**
     * Percent of the time that something is over a loop.
     *
     * @param density vehicles per mile of the lane
     */
    private static double occupancy(double density, double feet) {
        return StationReports.tenths(Math.min(100, 100 * feet / FEET_PER_MILE * density));
    }
}
