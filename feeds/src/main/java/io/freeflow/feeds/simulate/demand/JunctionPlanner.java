package io.freeflow.feeds.simulate.demand;

import io.freeflow.feeds.simulate.flow.CellGrid;
import io.freeflow.feeds.simulate.flow.Junctions;
import io.freeflow.feeds.simulate.flow.Junctions.Entry;
import io.freeflow.feeds.simulate.flow.Junctions.Exit;
import io.freeflow.feeds.simulate.flow.Junctions.Turn;
import io.freeflow.feeds.simulate.road.Carriageway;
import io.freeflow.feeds.simulate.road.Interchange;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Places ramps and connectors on the cells of a city. Used once. */
final class JunctionPlanner {

    /** Ramps leave so far before a street and enter so far after it. */
    private static final double RAMP_MILES = 0.2;
    /** The same for the connectors of an interchange. */
    private static final double CONNECTOR_MILES = 0.3;
    /** A freeway that comes so near to an interchange with its end begins or ends there. */
    private static final double END_MILES = 0.6;

    /** Nobody changes to a freeway that goes on for less than this, and most who are on it leave it before. */
    private static final double STUB_MILES = 1.8;

    private static final double STUB_SHARE = 0.6;
    /** Where a freeway ends, so many of its vehicles leave for the streets. */
    private static final double END_STREET_SHARE = 0.4;

    private static final double RAMP_VPH = 1500;
    /** Cosine of the sharpest turn that a connector makes. */
    private static final double SHARPEST_TURN = -0.8;

    private static final double CONNECTOR_VPH = 3600;
    /** A mile of two lanes. */
    private static final double CONNECTOR_STORAGE = 380;

    private final List<Carriageway> carriageways;
    private final CellGrid grid;
    private final SplittableRandom random;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Exit> exits = new ArrayList<>();
    private final boolean[] hasEntry;
    private final boolean[] hasExit;

    private JunctionPlanner(List<Carriageway> carriageways, CellGrid grid, SplittableRandom random) {
        this.carriageways = carriageways;
        this.grid = grid;
        this.random = random;
        this.hasEntry = new boolean[grid.cells()];
        this.hasExit = new boolean[grid.cells()];
    }

    static Junctions plan(RoadMap roadMap, List<Carriageway> carriageways, CellGrid grid, SplittableRandom random) {
        var planner = new JunctionPlanner(carriageways, grid, random);
        roadMap.interchanges().forEach(planner::join);
        for (int i = 0; i < carriageways.size(); i++) {
            planner.openBeginning(i);
            for (var ramps : carriageways.get(i).ramps()) {
                planner.openRamps(i, ramps.travelled());
            }
        }
        return new Junctions(planner.entries, planner.exits);
    }

    private void join(Interchange interchange) {
        var into = new ArrayList<Way>();
        var outOf = new ArrayList<Way>();
        interchange.mileByFreeway().forEach((freeway, mile) -> {
            for (int i = 0; i < carriageways.size(); i++) {
                if (carriageways.get(i).freeway().name().equals(freeway)) {
                    double at = carriageways.get(i).travelled(mile);
                    double toGo = carriageways.get(i).length() - at;
                    if (toGo >= STUB_MILES) {
                        int cell = at < END_MILES
                                ? grid.first()[i]
                                : free(hasEntry, i, grid.cellAt(i, at + CONNECTOR_MILES), 1);
                        into.add(new Way(freeway, i, cell, toGo));
                    }
                    if (at >= END_MILES) {
                        int cell = toGo <= END_MILES
                                ? grid.first()[i + 1] - 1
                                : free(hasExit, i, grid.cellAt(i, at - CONNECTOR_MILES), -1);
                        outOf.add(new Way(freeway, i, cell, toGo));
                    }
                }
            }
        });
        connect(into, outOf);
    }

    /**
     * A carriageway at an interchange.
     *
     * @param toGo miles from there to its end
     */
    private record Way(String freeway, int carriageway, int cell, double toGo) {}

    private void connect(List<Way> into, List<Way> outOf) {
        var firstEntry = entries.size();
        for (Way way : into) {
            hasEntry[way.cell()] = true;
            entries.add(new Entry(way.cell(), CONNECTOR_VPH, CONNECTOR_STORAGE));
        }
        for (Way way : outOf) {
            var turns = turns(way, into, firstEntry);
            if (!turns.isEmpty()) {
                hasExit[way.cell()] = true;
                exits.add(new Exit(way.cell(), turningShare(way), turns));
            }
        }
    }

    private double turningShare(Way way) {
        double ordinary = random.nextDouble(0.18, 0.32);
        if (isEnd(way)) {
            return 1;
        }
        return way.toGo() < STUB_MILES ? STUB_SHARE : ordinary;
    }

    private List<Turn> turns(Way from, List<Way> into, int firstEntry) {
        var others = new ArrayList<Integer>();
        for (int i = 0; i < into.size(); i++) {
            if (!into.get(i).freeway().equals(from.freeway())) {
                others.add(i);
            }
        }
        var weights = others.stream()
                .mapToDouble(other -> random.nextDouble(0.35, 1) * ease(from, into.get(other)))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        double all = isEnd(from) ? 1 - END_STREET_SHARE : 1;
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                turns.add(new Turn(firstEntry + others.get(i), all * weights[i] / sum));
            }
        }
        return turns;
    }

    private boolean isEnd(Way way) {
        return way.cell() == grid.first()[way.carriageway() + 1] - 1;
    }

    /** 1 for a turn that goes on straight, 0 for one that goes back. */
    private double ease(Way from, Way into) {
        double turn = Math.cos(heading(from) - heading(into));
        return turn < SHARPEST_TURN ? 0 : (1 + turn) / 2;
    }

    private double heading(Way way) {
        var carriageway = carriageways.get(way.carriageway());
        double travelled = (way.cell() - grid.first()[way.carriageway()] + 0.5) * grid.miles()[way.cell()];
        var before = carriageway.at(Math.max(0, travelled - 0.4));
        var after = carriageway.at(Math.min(carriageway.length(), travelled + 0.4));
        double shrink = Math.cos(Math.toRadians(before.latitude()));
        return Math.atan2(after.latitude() - before.latitude(), (after.longitude() - before.longitude()) * shrink);
    }

    /** The next cell of a carriageway that has none yet, going one way, or else the other. */
    private int free(boolean[] taken, int carriageway, int wanted, int direction) {
        int from = grid.first()[carriageway];
        int to = grid.first()[carriageway + 1];
        for (int away = 0; away < to - from; away++) {
            for (int cell : new int[] {wanted + away * direction, wanted - away * direction}) {
                if (cell > from && cell < to - 1 && !taken[cell]) {
                    return cell;
                }
            }
        }
        throw new IllegalArgumentException(carriageways.get(carriageway).name() + " is too short for its ramps");
    }

    /** Where a freeway begins without an interchange, it comes from outside the city. */
    private void openBeginning(int carriageway) {
        int cell = grid.first()[carriageway];
        if (!hasEntry[cell]) {
            hasEntry[cell] = true;
            entries.add(Entry.street(cell, grid.capacity(cell) / CellGrid.stepHours()));
        }
    }

    private void openRamps(int carriageway, double travelled) {
        int exit = free(hasExit, carriageway, grid.cellAt(carriageway, travelled - RAMP_MILES), -1);
        hasExit[exit] = true;
        exits.add(Exit.street(exit, random.nextDouble(0.08, 0.16)));
        int entry = free(hasEntry, carriageway, grid.cellAt(carriageway, travelled + RAMP_MILES), 1);
        hasEntry[entry] = true;
        entries.add(Entry.street(entry, RAMP_VPH));
    }
}
