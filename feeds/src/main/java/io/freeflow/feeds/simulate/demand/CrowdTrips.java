package io.freeflow.feeds.simulate.demand;

import io.freeflow.core.simulator.Intervention.Crowd;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.simulate.flow.CellGrid;
import io.freeflow.feeds.simulate.flow.TrafficFlow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a crowd adds at the ramps of a city. Arrays are never changed.
 *
 * @param entering vehicles in a step, by entry
 * @param exitCells cells by whose ramps they leave
 * @param leaving vehicles in a step by each of these
 */
public record CrowdTrips(Interval interval, double[] entering, List<Integer> exitCells, double leaving) {

    /** Those who come live so far around the place, in miles, and enter where a road leads to it. */
    private static final double REACH_MILES = 15;

    public static CrowdTrips of(CityPlan plan, Interval interval, Crowd crowd) {
        double steps = interval.length().toSeconds() / (double) CellGrid.STEP_SECONDS;
        double perStep = crowd.vehicles() / steps;
        var weights = weights(plan, crowd);
        double sum = Arrays.stream(weights).sum();
        var entering = Arrays.stream(weights)
                .map(weight -> sum > 0 ? perStep * weight / sum : 0)
                .toArray();
        return switch (crowd.way()) {
            case LEAVING -> new CrowdTrips(interval, entering, List.of(), 0);
            case COMING -> {
                var exits = plan.streetExits()
                        .filter(cell -> plan.at(cell).milesTo(crowd.place()) <= crowd.radiusMiles())
                        .boxed()
                        .collect(Collectors.toList());
                yield new CrowdTrips(interval, entering, exits, exits.isEmpty() ? 0 : perStep / exits.size());
            }
        };
    }

    /** Where they enter: by every ramp around the place when they leave it; where a road leads to it when they come. */
    private static double[] weights(CityPlan plan, Crowd crowd) {
        return plan.junctions().entries().stream()
                .mapToDouble(entry -> entry.isConnector() ? 0 : weight(plan, entry.cell(), crowd))
                .toArray();
    }

    private static double weight(CityPlan plan, int cell, Crowd crowd) {
        double miles = plan.at(cell).milesTo(crowd.place());
        return switch (crowd.way()) {
            case LEAVING -> miles <= crowd.radiusMiles() ? 1 : 0;
            case COMING ->
                miles > crowd.radiusMiles() && miles <= REACH_MILES
                        ? Math.max(
                                0,
                                plan.carriageways()
                                        .get(plan.carriagewayOf(cell))
                                        .inbound(plan.travelledAt(cell), crowd.place()))
                        : 0;
        };
    }

    /** Adds to what arrives at each entry in a step. */
    public void enter(double[] arrivals) {
        for (int entry = 0; entry < arrivals.length; entry++) {
            arrivals[entry] += entering[entry];
        }
    }

    public void leave(TrafficFlow flow) {
        exitCells.forEach(cell -> flow.attract(cell, leaving));
    }
}
