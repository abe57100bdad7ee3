package io.freeflow.feeds.simulate.demand;

import io.freeflow.core.network.Position;
import io.freeflow.feeds.simulate.flow.CellGrid;
import io.freeflow.feeds.simulate.flow.Junctions;
import io.freeflow.feeds.simulate.flow.Junctions.Exit;
import io.freeflow.feeds.simulate.flow.Junctions.Turn;
import io.freeflow.feeds.simulate.road.Carriageway;
import io.freeflow.feeds.simulate.road.Center;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Finds the demand of each entry so that the freeways carry at their peak what their place in the city wants: nearer to
 * where people work, closer to capacity. Used once.
 */
final class DemandPlanner {

    /** What a freeway wants at the peak as a share of its capacity, far from where people work. */
    private static final double WANTED_FAR = 1.27;
    /** How much more it is amid them. */
    private static final double WANTED_MORE_NEAR = 0.15;
    /** Lanes are averaged so far around, so that where lanes end there is more traffic than they carry. */
    private static final double LANE_WINDOW_MILES = 2;
    /** Nowhere more than so much for the lanes that are there. */
    private static final double MOST_LANES_WANTED = 1.08;

    /** A ramp has at least so many vehicles an hour at the peak. */
    private static final double LEAST_RAMP_VPH = 220;

    private static final double MOST_RAMP_VPH = 1450;
    private static final double MOST_EXIT_SHARE = 0.3;
    /** How much more of the morning than half comes where a road leads straight to work; more than all is all. */
    private static final double TIDE = 1.2;
    /** More than this is too much. */
    private static final double MOST_SURPLUS = 1.02;
    /** Where a freeway joins there is no room for a peak on both. */
    private static final double MOST_WHERE_FREEWAYS_JOIN = 0.85;
    /** A freeway that ends at another carries less and less over so many miles, down to this share. */
    private static final double TAPER_MILES = 5;

    private static final double LEFT_AT_END = 0.5;
    /** Roads are asked for less so far before a place that is wanted too much, down to a share, a little a round. */
    private static final double ASK_MILES = 6;

    private static final double LEAST_TARGET = 0.3;
    private static final double PATIENCE = 0.1;
    /** What turns at interchanges depends on what turned before: so many rounds, then it stands. */
    private static final int ROUNDS = 80;

    private final RoadMap roadMap;
    private final List<Carriageway> carriageways;
    private final CellGrid grid;
    private final Junctions junctions;
    private final double demandScale;
    private final double[] wanted;
    private final double[] target;
    private final int[] entryByCell;
    private final int[] exitByCell;
    /** Cells with an exit from which drivers turn to an entry, by entry. */
    private final List<Set<Integer>> exitsInto;

    private final double[] exitShares;
    private final double[] peak;

    private DemandPlanner(
            RoadMap roadMap,
            List<Carriageway> carriageways,
            CellGrid grid,
            Junctions junctions,
            SplittableRandom random,
            double demandScale) {
        this.roadMap = roadMap;
        this.carriageways = carriageways;
        this.grid = grid;
        this.junctions = junctions;
        this.demandScale = demandScale;
        this.entryByCell = new int[grid.cells()];
        this.exitByCell = new int[grid.cells()];
        Arrays.fill(entryByCell, -1);
        Arrays.fill(exitByCell, -1);
        for (int entry = 0; entry < junctions.entries().size(); entry++) {
            entryByCell[junctions.entries().get(entry).cell()] = entry;
        }
        for (int exit = 0; exit < junctions.exits().size(); exit++) {
            exitByCell[junctions.exits().get(exit).cell()] = exit;
        }
        this.exitsInto = junctions.entries().stream()
                .<Set<Integer>>map(entry -> new LinkedHashSet<>())
                .toList();
        for (Exit exit : junctions.exits()) {
            exit.turns().forEach(turn -> exitsInto.get(turn.entry()).add(exit.cell()));
        }
        this.exitShares = junctions.exits().stream().mapToDouble(Exit::share).toArray();
        this.peak = new double[junctions.entries().size()];
        this.wanted = wanted(random);
        this.target = wanted.clone();
    }

    static CityPlan plan(
            RoadMap roadMap,
            List<Carriageway> carriageways,
            CellGrid grid,
            Junctions junctions,
            SplittableRandom random,
            double demandScale) {
        var planner = new DemandPlanner(roadMap, carriageways, grid, junctions, random, demandScale);
        var turning = new double[junctions.entries().size()];
        for (int round = 0; round < ROUNDS; round++) {
            turning = planner.balance(turning);
        }
        return new CityPlan(
                carriageways,
                grid,
                planner.withShares(),
                new CityPlan.Demand(planner.peak, planner.weights(1), planner.weights(-1)));
    }

    /** The flow that each cell wants at the peak, in vehicles per hour. */
    private double[] wanted(SplittableRandom random) {
        var flows = new double[grid.cells()];
        for (int i = 0; i < carriageways.size(); i++) {
            double level = random.nextDouble(-0.05, 0.05);
            for (int cell = grid.first()[i]; cell < grid.first()[i + 1]; cell++) {
                level = 0.97 * level + 0.012 * random.nextGaussian();
                double travelled = (cell - grid.first()[i] + 0.5) * grid.miles()[cell];
                double closeness = closeness(carriageways.get(i).at(travelled));
                double share = WANTED_FAR + WANTED_MORE_NEAR * closeness + Math.clamp(level, -0.08, 0.08);
                share *= taper(i, travelled);
                flows[cell] = demandScale
                        * share
                        * meanLanes(carriageways.get(i), travelled)
                        * grid.diagram().capacityVph();
            }
        }
        return flows;
    }

    /** What a freeway still carries on its way to where it ends at another one. */
    private double taper(int carriageway, double travelled) {
        int exit = exitByCell[grid.first()[carriageway + 1] - 1];
        if (exit < 0 || junctions.exits().get(exit).turns().isEmpty()) {
            return 1;
        }
        double toGo = carriageways.get(carriageway).length() - travelled;
        return Math.min(1, LEFT_AT_END + (1 - LEFT_AT_END) * toGo / TAPER_MILES);
    }

    /** 1 amid where people work, falling to 0 far from it. */
    private double closeness(Position place) {
        double closest = 0;
        for (Center center : roadMap.centers()) {
            double near = Math.exp(-Math.pow(place.milesTo(center.position()) / 10, 2));
            closest = Math.max(closest, near * Math.min(1, 0.5 + 2 * center.weight()));
        }
        return closest;
    }

    private static double meanLanes(Carriageway carriageway, double at) {
        double sum = 0;
        int samples = 0;
        for (double offset = -LANE_WINDOW_MILES; offset <= LANE_WINDOW_MILES; offset += 0.5) {
            sum += carriageway.lanesAt(Math.clamp(at + offset, 0, carriageway.length()));
            samples++;
        }
        return Math.min(sum / samples, MOST_LANES_WANTED * carriageway.lanesAt(at));
    }

    /** Walks all carriageways once with what turned in the round before; gives what turns now, by entry. */
    private double[] balance(double[] turning) {
        var turns = new double[turning.length];
        for (int i = 0; i < carriageways.size(); i++) {
            double flow = 0;
            for (int cell = grid.first()[i]; cell < grid.first()[i + 1]; cell++) {
                int entry = entryByCell[cell];
                if (entry >= 0) {
                    flow += junctions.entries().get(entry).isConnector()
                            ? turning[entry]
                            : enter(entry, cell, cell == grid.first()[i], flow);
                }
                if (flow > (joinsFreeway(cell) ? MOST_WHERE_FREEWAYS_JOIN : MOST_SURPLUS) * wanted[cell]) {
                    askForLess(cell, wanted[cell] / flow);
                }
                int exit = exitByCell[cell];
                if (exit >= 0) {
                    leave(exit, cell, flow, turns);
                    flow *= 1 - exitShares[exit];
                }
            }
        }
        return turns;
    }

    private boolean joinsFreeway(int cell) {
        int entry = entryByCell[cell];
        return entry >= 0 && junctions.entries().get(entry).isConnector();
    }

    /** More arrives at a cell than is wanted there: the roads that lead to it shall bring less. */
    private void askForLess(int cell, double share) {
        int carriageway = grid.carriagewayOf(cell);
        lessBefore(carriageway, cell, share);
        int entry = entryByCell[cell];
        if (joinsFreeway(cell)) {
            for (int exit : exitsInto.get(entry)) {
                lessBefore(grid.carriagewayOf(exit), exit, share);
            }
        }
    }

    private void lessBefore(int carriageway, int cell, double share) {
        double miles = 0;
        for (int before = cell - 1; before >= grid.first()[carriageway] && miles < ASK_MILES; before--) {
            miles += grid.miles()[before];
            target[before] = Math.max(LEAST_TARGET * wanted[before], target[before] * Math.pow(share, PATIENCE));
        }
    }

    private double enter(int entry, int cell, boolean beginning, double flow) {
        double least = beginning ? 0 : LEAST_RAMP_VPH * demandScale;
        double most = beginning ? Double.POSITIVE_INFINITY : MOST_RAMP_VPH;
        peak[entry] = Math.clamp(target[cell] - flow, least, Math.max(least, most));
        return peak[entry];
    }

    /** Where more arrives than is wanted behind the exit, more leave for the streets. */
    private void leave(int exit, int cell, double flow, double[] turns) {
        var place = junctions.exits().get(exit);
        if (place.turns().isEmpty()) {
            double surplus = flow > 0 ? 1 - 0.97 * target[cell] / flow : 0;
            exitShares[exit] = Math.clamp(surplus, place.share(), MOST_EXIT_SHARE);
        }
        for (Turn turn : place.turns()) {
            turns[turn.entry()] += flow * exitShares[exit] * turn.share();
        }
    }

    private Junctions withShares() {
        var exits = new java.util.ArrayList<Exit>();
        for (int exit = 0; exit < exitShares.length; exit++) {
            var place = junctions.exits().get(exit);
            exits.add(new Exit(place.cell(), exitShares[exit], place.turns()));
        }
        return new Junctions(junctions.entries(), exits);
    }

    /** How much of a peak comes by each entry. */
    private double[] weights(int sign) {
        var weights = new double[peak.length];
        for (int i = 0; i < carriageways.size(); i++) {
            for (int cell = grid.first()[i]; cell < grid.first()[i + 1]; cell++) {
                if (entryByCell[cell] >= 0) {
                    double travelled = (cell - grid.first()[i] + 0.5) * grid.miles()[cell];
                    double inbound = carriageways.get(i).inbound(travelled, roadMap.centers());
                    double jobs =
                            sign < 0 ? 0.15 * closeness(carriageways.get(i).at(travelled)) : 0;
                    weights[entryByCell[cell]] = Math.min(1, Math.max(0, 0.5 + TIDE * sign * inbound + jobs));
                }
            }
        }
        return weights;
    }
}
