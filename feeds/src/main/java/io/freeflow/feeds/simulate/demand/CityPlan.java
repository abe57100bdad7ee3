package io.freeflow.feeds.simulate.demand;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import io.freeflow.feeds.simulate.flow.CellGrid;
import io.freeflow.feeds.simulate.flow.FundamentalDiagram;
import io.freeflow.feeds.simulate.flow.Junctions;
import io.freeflow.feeds.simulate.road.Bottleneck;
import io.freeflow.feeds.simulate.road.Carriageway;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The carriageways of a city as cells, where vehicles enter, leave and change freeways, and how many want to. The same for
 * every day of a seed. Arrays are shared and never changed.
 *
 * @param demand of each entry
 */
public record CityPlan(List<Carriageway> carriageways, CellGrid grid, Junctions junctions, Demand demand) {

    /** About so long is a cell. */
    private static final double CELL_MILES = 0.2;
    /** Free flow differs from place to place by about so much, in mph. */
    private static final double WOBBLE = 1.4;

    private static final double LEAST_WOBBLE = -9;
    private static final double MOST_WOBBLE = 4;

    public static CityPlan of(RoadMap roadMap, SplittableRandom random, double demandScale) {
        var carriageways = roadMap.carriageways();
        var grid = grid(roadMap, carriageways, random.split());
        var junctions = JunctionPlanner.plan(roadMap, carriageways, grid, random.split());
        return DemandPlanner.plan(roadMap, carriageways, grid, junctions, random.split(), demandScale);
    }

    private static CellGrid grid(RoadMap roadMap, List<Carriageway> carriageways, SplittableRandom random) {
        var first = new int[carriageways.size() + 1];
        for (int i = 0; i < carriageways.size(); i++) {
            first[i + 1] = first[i] + Math.max(3, (int) (carriageways.get(i).length() / CELL_MILES));
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
    public OptionalInt find(String freeway, Direction direction) {
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

    public int cellAt(int carriageway, double travelled) {
        return grid.cellAt(carriageway, travelled);
    }

    /** The cell across the median. */
    public int cellOpposite(int carriageway, double travelled) {
        return grid.cellAt(opposite(carriageway), carriageways.get(carriageway).length() - travelled);
    }

    /** The last ramp to the streets that a driver meets before a cell. */
    public OptionalInt lastStreetExitBefore(int cell) {
        int begin = grid.first()[carriagewayOf(cell)];
        return streetExits().filter(exit -> exit >= begin && exit < cell).max();
    }

    /** The cells with a ramp to the streets. */
    public IntStream streetExits() {
        return junctions.exits().stream().filter(exit -> exit.turns().isEmpty()).mapToInt(Junctions.Exit::cell);
    }

    /** The stations of both directions along a stretch, in miles travelled on one of them. */
    public List<String> stationsAlong(int carriageway, double from, double to) {
        double length = carriageways.get(carriageway).length();
        return Stream.concat(
                        carriageways.get(carriageway).stations().stream()
                                .filter(station -> station.travelled() >= from && station.travelled() < to),
                        carriageways.get(opposite(carriageway)).stations().stream()
                                .filter(station ->
                                        length - station.travelled() >= from && length - station.travelled() < to))
                .map(Carriageway.Station::id)
                .toList();
    }

    /** Where the middle of a cell is. */
    public Position at(int cell) {
        return carriageways.get(carriagewayOf(cell)).at(travelledAt(cell));
    }

    /** Miles travelled to the middle of a cell. */
    public double travelledAt(int cell) {
        return (cell - grid.first()[carriagewayOf(cell)] + 0.5) * grid.miles()[cell];
    }

    /** The carriageway of a cell. */
    public int carriagewayOf(int cell) {
        return grid.carriagewayOf(cell);
    }

    /**
     * What wants to enter at each entry.
     *
     * @param peakVph at the peak; 0 for a connector
     * @param morningWeight share of the morning peak: traffic toward where people work
     * @param eveningWeight share of the evening peak: traffic away from there
     */
    public record Demand(double[] peakVph, double[] morningWeight, double[] eveningWeight) {}
}
