package io.freeflow.feeds.simulate;

import java.util.Arrays;

/** The vehicles on one carriageway, cell by cell, and how they move. Not thread-safe. */
final class CorridorFlow {

    /*
     * The cell transmission model. Between two cells passes what the upper one can send and the lower one can take:
     *   sending   S = min(v n, Q), a queue's head discharging (1 - drop) Q once n is above critical
     *   receiving R = min(Q, w (N - n))
     * [1] C. F. Daganzo, The cell transmission model: a dynamic representation of highway traffic consistent with the
     *     hydrodynamic theory, Transportation Research B 28 (1994)
     * [2] C. F. Daganzo, The cell transmission model, part II: network traffic, Transportation Research B 29 (1995):
     *     merge by priority shares (the middle of three), first-in-first-out diverge
     * An entry's own queue is stored without limit beside the freeway. A blocked lane takes its share off Q.
     */

    /** The share of a crowded merge that a ramp may claim. */
    private static final double RAMP_PRIORITY = 0.25;
    /** How far above critical a cell counts as a queue. */
    private static final double QUEUE_MARGIN = 1.02;

    private final int cells;
    private final double[] capacity;
    private final double[] queuedCapacity;
    private final double[] critical;
    private final double[] storage;
    private final double[] sendingShare;
    private final double[] receivingShare;
    private final double[] exitShare;
    private final int[] entryByCell;
    private final double[] entryCapacity;

    private final double[] vehicles;
    private final double[] waiting;
    private final double[] openShare;
    private final double[] inflow;
    private final double[] outflow;
    private double entered;
    private double left;

    private final double[] passed;
    private final double[] present;
    private int steps;

    CorridorFlow(CellGrid grid, Ramps ramps) {
        cells = grid.cells();
        capacity = new double[cells];
        queuedCapacity = new double[cells];
        critical = new double[cells];
        storage = new double[cells];
        sendingShare = new double[cells];
        receivingShare = new double[cells];
        for (int i = 0; i < cells; i++) {
            capacity[i] = grid.capacity(i);
            queuedCapacity[i] = capacity[i] * (1 - grid.diagram().capacityDrop());
            critical[i] = grid.critical(i);
            storage[i] = grid.storage(i);
            sendingShare[i] = grid.sendingShare(i);
            receivingShare[i] = grid.receivingShare(i);
        }
        exitShare = ramps.exitShare();
        entryByCell = ramps.entryByCell(cells);
        entryCapacity = Arrays.stream(ramps.entryCapacityVph())
                .map(vph -> vph * grid.stepHours())
                .toArray();
        vehicles = new double[cells];
        waiting = new double[ramps.entries()];
        openShare = new double[cells];
        Arrays.fill(openShare, 1);
        inflow = new double[cells];
        outflow = new double[cells];
        passed = new double[cells];
        present = new double[cells];
    }

    /** Fills the cells with what flows freely when these many vehicles arrive at each entry in a step. */
    void fill(double[] arrivals) {
        double flow = 0;
        for (int i = 0; i < cells; i++) {
            int entry = entryByCell[i];
            flow += entry >= 0 ? arrivals[entry] : 0;
            vehicles[i] = Math.min(flow / sendingShare[i], critical[i]);
            flow *= 1 - exitShare[i];
        }
    }

    /** Moves everything on by one step, in which these many vehicles arrive at each entry. */
    void step(double[] arrivals) {
        for (int entry = 0; entry < waiting.length; entry++) {
            waiting[entry] += arrivals[entry];
            entered += arrivals[entry];
        }
        double sent = 0;
        for (int i = 0; i < cells; i++) {
            moveInto(i, sent);
            sent = sending(i);
        }
        outflow[cells - 1] = sent;
        for (int i = 0; i < cells; i++) {
            present[i] += vehicles[i];
            passed[i] += outflow[i];
            vehicles[i] += inflow[i] - outflow[i];
            left += outflow[i] * exitShare[i];
        }
        left += outflow[cells - 1] * (1 - exitShare[cells - 1]);
        steps++;
    }

    private void moveInto(int cell, double sent) {
        double through = cell == 0 ? 1 : 1 - exitShare[cell - 1];
        double mainline = sent * through;
        double room = receiving(cell);
        int entry = entryByCell[cell];
        double ramp = entry < 0 ? 0 : Math.min(waiting[entry], entryCapacity[entry]);
        double fromMainline = mainline;
        double fromRamp = ramp;
        if (mainline + ramp > room) {
            fromMainline = middle(mainline, room - ramp, (1 - RAMP_PRIORITY) * room);
            fromRamp = middle(ramp, room - mainline, RAMP_PRIORITY * room);
        }
        if (entry >= 0) {
            waiting[entry] -= fromRamp;
        }
        inflow[cell] = fromMainline + fromRamp;
        if (cell > 0) {
            outflow[cell - 1] = fromMainline / through;
        }
    }

    private double sending(int cell) {
        double most = vehicles[cell] > critical[cell] * QUEUE_MARGIN ? queuedCapacity[cell] : capacity[cell];
        return Math.min(vehicles[cell] * sendingShare[cell], most * openShare[cell]);
    }

    private double receiving(int cell) {
        double space = Math.max(0, storage[cell] - vehicles[cell]);
        return Math.min(capacity[cell] * openShare[cell], receivingShare[cell] * space);
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** Leaves a cell this share of its capacity, 1 for all of it. */
    void open(int cell, double share) {
        openShare[cell] = share;
    }

    double vehicles(int cell) {
        return vehicles[cell];
    }

    boolean isQueued(int cell) {
        return vehicles[cell] > critical[cell] * QUEUE_MARGIN;
    }

    /** Vehicles on the freeway and waiting to enter it. */
    double stored() {
        return Arrays.stream(vehicles).sum() + Arrays.stream(waiting).sum();
    }

    double waiting(int entry) {
        return waiting[entry];
    }

    double entered() {
        return entered;
    }

    double left() {
        return left;
    }

    /** Vehicles that passed the end of a cell since the last reset. */
    double passed(int cell) {
        return passed[cell];
    }

    /** Vehicles in a cell, on average since the last reset. */
    double meanPresent(int cell) {
        return present[cell] / steps;
    }

    /** Begins a new measurement. */
    void reset() {
        Arrays.fill(passed, 0);
        Arrays.fill(present, 0);
        steps = 0;
    }
}
