package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Direction;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The carriageways of a city as cells, where vehicles enter, leave and change freeways, and how many want to. The same for
 * every day of a seed. Arrays are shared and never changed.
 *
 * @param demand of each entry
 */
record CityPlan(List<Carriageway> carriageways, CellGrid grid, Junctions junctions, Demand demand) {

    /** Free flow differs from place to place by about so much, in mph. */
    private static final double WOBBLE = 1.4;

    private static final double LEAST_WOBBLE = -9;
    private static final double MOST_WOBBLE = 4;

    static CityPlan of(RoadMap roadMap, SplittableRandom random, double demandScale) {
        var carriageways = roadMap.carriageways();
        var grid = grid(roadMap, carriageways, random.split());
        var junctions = JunctionPlanner.plan(roadMap, carriageways, grid, random.split());
        return DemandPlanner.plan(roadMap, carriageways, grid, junctions, random.split(), demandScale);
    }

    private static CellGrid grid(RoadMap roadMap, List<Carriageway> carriageways, SplittableRandom random) {
        var first = new int[carriageways.size() + 1];
        for (int i = 0; i < carriageways.size(); i++) {
            first[i + 1] = first[i] + Math.max(3, (int) (carriageways.get(i).length() / SimulatorOptions.CELL_MILES));
        }
        int cells = first[carriageways.size()];
        var miles = new double[cells];
        var lanes = new int[cells];
        var freeFlow = new double[cells];
        var factor = new double[cells];
        for (int i = 0; i < carriageways.size(); i++) {
            var carriageway = carriageways.get(i);
            double cellMiles = carriageway.length() / (first[i + 1] - first[i]);
            double wobble = 0;
            for (int cell = first[i]; cell < first[i + 1]; cell++) {
                miles[cell] = cellMiles;
                lanes[cell] = carriageway.lanesAt((cell - first[i] + 0.5) * cellMiles);
                wobble = 0.9 * wobble + WOBBLE * random.nextGaussian();
                freeFlow[cell] = carriageway.freeway().freeFlowMph() + Math.clamp(wobble, LEAST_WOBBLE, MOST_WOBBLE);
                factor[cell] = 1;
            }
        }
        var grid = new CellGrid(first, miles, lanes, freeFlow, factor, FundamentalDiagram.FREEWAY);
        for (Bottleneck bottleneck : roadMap.bottlenecks()) {
            int i = find(carriageways, bottleneck.freeway(), bottleneck.direction())
                    .orElseThrow(() -> new IllegalArgumentException("bottleneck " + bottleneck.name() + " is on "
                            + bottleneck.freeway() + " " + bottleneck.direction() + ", which is not drawn"));
            int cell = grid.cellAt(i, carriageways.get(i).travelled(bottleneck.mile()));
            factor[cell] = Math.min(factor[cell], bottleneck.capacityFactor());
        }
        return grid;
    }

    /** The index of a carriageway. */
    OptionalInt find(String freeway, Direction direction) {
        return find(carriageways, freeway, direction);
    }

    private static OptionalInt find(List<Carriageway> carriageways, String freeway, Direction direction) {
        return IntStream.range(0, carriageways.size())
                .filter(i -> carriageways.get(i).freeway().name().equals(freeway)
                        && carriageways.get(i).direction() == direction)
                .findFirst();
    }

    /** The other direction of a carriageway's freeway. */
    int opposite(int carriageway) {
        return carriageway % 2 == 0 ? carriageway + 1 : carriageway - 1;
    }

    int cellAt(int carriageway, double travelled) {
        return grid.cellAt(carriageway, travelled);
    }

    /** The cell across the median. */
    int cellOpposite(int carriageway, double travelled) {
        return grid.cellAt(opposite(carriageway), carriageways.get(carriageway).length() - travelled);
    }

    /** Miles travelled at the middle of a cell. */
    double travelled(int cell) {
        return (cell - grid.first()[carriagewayOf(cell)] + 0.5) * grid.miles()[cell];
    }

    /** The carriageway of a cell. */
    int carriagewayOf(int cell) {
        int carriageway = 0;
        while (grid.first()[carriageway + 1] <= cell) {
            carriageway++;
        }
        return carriageway;
    }

    /**
     * What wants to enter at each entry.
     *
     * @param peakVph at the peak; 0 for a connector
     * @param morningWeight share of the morning peak: traffic toward where people work
     * @param eveningWeight share of the evening peak: traffic away from there
     */
    record Demand(double[] peakVph, double[] morningWeight, double[] eveningWeight) {}
}
