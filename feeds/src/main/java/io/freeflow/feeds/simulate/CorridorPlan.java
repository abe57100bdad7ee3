package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Position;
import java.util.SplittableRandom;

/**
 * A carriageway of a simulated city: its cells, its ramps and what wants to use them. The same for every day of a seed.
 * Arrays are shared and never changed.
 *
 * @param peakVph what arrives at each entry when demand is at its peak
 * @param morningWeight share of the morning peak that arrives at each entry: traffic toward the center
 * @param eveningWeight share of the evening peak: traffic away from it
 */
record CorridorPlan(
        Carriageway carriageway,
        CellGrid grid,
        Ramps ramps,
        double[] peakVph,
        double[] morningWeight,
        double[] eveningWeight) {

    /** Ramps leave so far before a street and enter so far after it. */
    private static final double RAMP_MILES = 0.2;
    /** Lanes are averaged so far around, so that where lanes end there is more traffic than they carry. */
    private static final double LANE_WINDOW_MILES = 3;

    private static final double LEAST_RAMP_VPH = 250;

    static CorridorPlan of(Carriageway carriageway, Position center, SplittableRandom random, double demandScale) {
        var grid = grid(carriageway, random);
        var stops = carriageway.ramps();
        int entries = stops.size() + 1;
        var entryCell = new int[entries];
        var capacityVph = new double[entries];
        var exitShare = new double[grid.cells()];
        var peakVph = new double[entries];
        var morning = new double[entries];
        var evening = new double[entries];
        double flow = 0;
        for (int entry = 0; entry < entries; entry++) {
            double at = entry == 0 ? 0 : stops.get(entry - 1).travelled() + RAMP_MILES;
            entryCell[entry] = entry == 0 ? 0 : Math.max(grid.cellAt(at), entryCell[entry - 1] + 1);
            if (entry > 0) {
                double share = random.nextDouble(0.08, 0.2);
                exitShare[grid.cellAt(at - 2 * RAMP_MILES)] = share;
                flow *= 1 - share;
            }
            double wanted = demandScale * wantedVph(carriageway, at, center, random);
            peakVph[entry] = Math.max(LEAST_RAMP_VPH * demandScale, wanted - flow);
            flow += peakVph[entry];
            capacityVph[entry] =
                    entry == 0 ? grid.capacity(0) / grid.stepHours() : Math.max(900, 1.25 * peakVph[entry]);
            double inbound = carriageway.inbound(at, center);
            morning[entry] = 0.3 + 0.35 * (1 + inbound);
            evening[entry] = 0.3 + 0.35 * (1 - inbound);
        }
        return new CorridorPlan(
                carriageway, grid, new Ramps(entryCell, capacityVph, exitShare), peakVph, morning, evening);
    }

    private static CellGrid grid(Carriageway carriageway, SplittableRandom random) {
        int cells = Math.max(2, (int) (carriageway.length() / SimulatorOptions.CELL_MILES));
        double cellMiles = carriageway.length() / cells;
        var lanes = new int[cells];
        var freeFlow = new double[cells];
        double wobble = 0;
        for (int i = 0; i < cells; i++) {
            lanes[i] = carriageway.lanesAt((i + 0.5) * cellMiles);
            wobble = 0.9 * wobble + 0.8 * random.nextGaussian();
            freeFlow[i] = carriageway.freeway().freeFlowMph() + Math.clamp(wobble, -4, 4);
        }
        return new CellGrid(cellMiles, SimulatorOptions.STEP_SECONDS, lanes, freeFlow, FundamentalDiagram.FREEWAY);
    }

    /** The peak flow that a place of the corridor wants: nearer to the center, closer to capacity. */
    private static double wantedVph(Carriageway carriageway, double at, Position center, SplittableRandom random) {
        double miles = carriageway.at(at).milesTo(center);
        double level = 0.93 + 0.10 * Math.exp(-Math.pow(miles / 14, 2)) + random.nextDouble(-0.06, 0.05);
        return level * meanLanes(carriageway, at) * FundamentalDiagram.FREEWAY.capacityVph();
    }

    private static double meanLanes(Carriageway carriageway, double at) {
        double sum = 0;
        int samples = 0;
        for (double offset = -LANE_WINDOW_MILES; offset <= LANE_WINDOW_MILES; offset += 0.5) {
            sum += carriageway.lanesAt(Math.clamp(at + offset, 0, carriageway.length()));
            samples++;
        }
        return sum / samples;
    }
}
