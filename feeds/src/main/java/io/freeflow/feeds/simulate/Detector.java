package io.freeflow.feeds.simulate;

import java.util.SplittableRandom;

/** How a station of loops sees the traffic that passes it. */
final class Detector {

    /*
     * Edie's definitions for the cell: flow = vehicles that passed / time, density = mean vehicles / length, speed =
     * flow / density. What is reported is noisy as counting is: the count is Poisson, the mean speed of n vehicles has
     * the spread of one divided by sqrt(n). Occupancy is the share of the road under vehicles, density x effective
     * length, from the reported flow and speed, so that the three agree.
     */

    /** Vehicle and loop together. */
    private static final double EFFECTIVE_LENGTH_MILES = 22.0 / 5280;

    private static final double SPREAD_MPH = 2;
    private static final double SPREAD_SHARE = 0.08;
    private static final double SLOWEST_MPH = 1;

    private Detector() {}

    /** Measures a cell over the time since its flow was last reset. */
    static void report(
            StationReports reports,
            int station,
            CorridorFlow flow,
            int cell,
            CellGrid grid,
            long periodSeconds,
            SplittableRandom random) {
        double vehicles = flow.passed(cell);
        double density = flow.meanPresent(cell) / grid.cellMiles();
        double hours = periodSeconds / 3600.0;
        int lanes = grid.lanes()[cell];
        int count = Seeds.poisson(vehicles, random);
        if (count == 0) {
            reportNone(reports, station, flow.isQueued(cell), density, lanes);
            return;
        }
        double trueSpeed = vehicles / hours / density;
        double spread = (SPREAD_MPH + SPREAD_SHARE * trueSpeed) / Math.sqrt(count);
        double speed = round(Math.max(SLOWEST_MPH, trueSpeed + spread * random.nextGaussian()));
        double flowVph = count / hours;
        reports.set(station, speed, flowVph, occupancy(flowVph / speed, lanes));
    }

    /** Nobody came by: either the road is empty, or it stands still. */
    private static void reportNone(StationReports reports, int station, boolean queued, double density, int lanes) {
        if (queued) {
            reports.set(station, 0, 0, occupancy(density, lanes));
        } else {
            reports.set(station, Double.NaN, 0, 0);
        }
    }

    private static double occupancy(double density, int lanes) {
        return round(Math.min(100, 100 * EFFECTIVE_LENGTH_MILES * density / lanes));
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
