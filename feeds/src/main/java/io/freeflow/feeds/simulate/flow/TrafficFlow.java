package io.freeflow.feeds.simulate.flow;

import java.util.Arrays;

/** The vehicles on a network of carriageways, cell by cell, and how they move. Not thread-safe. */
public final class TrafficFlow {

    /*
     * The cell transmission model. Between two cells passes what the upper one can send and the lower one can take:
     *   sending   S = min(v(n) n, Q), a queue's head discharging (1 - drop) Q once n is above critical
     *   receiving R = min(Q, w (N - n))
     * [1] C. F. Daganzo, The cell transmission model: a dynamic representation of highway traffic consistent with the
     *     hydrodynamic theory, Transportation Research B 28 (1994)
     * [2] C. F. Daganzo, The cell transmission model, part II: network traffic, Transportation Research B 29 (1995):
     *     merge by priority shares (the middle of three), here by capacity
     * A street's queue is stored without limit beside the freeway, but the longer it is, the more drivers stay on the
     * streets. A connector's queue is not: when it is full, those who wait to turn block a lane of those who go straight
     * on, and who cannot turn drives on (a first-in-first-out diverge lets rings of freeways lock for hours, which real
     * drivers do not). In a queue more people leave by each ramp. Closed lanes take their share off Q. v, Q and w follow how
     * people drive at a place and time (Drivers), and rain takes its part of v and Q.
     */

    /** What a ramp meter lets pass beside a queue. */
    private static final double METERED_VPH = 720;
    /** So many vehicles waiting at a ramp halve those who join them. */
    private static final double PATIENCE_VEHICLES = 160;
    /** In a queue the share that leaves by a ramp grows by so much. */
    private static final double DIVERSION = 0.3;
    /** How far above critical a cell counts as a queue. */
    private static final double QUEUE_MARGIN = 1.02;
    /** What leaves a queued cell while somebody in it hesitates, as a share of its capacity. */
    private static final double HESITATION_SHARE = 0.35;
    /** However many want to leave by a ramp, some drive on. */
    private static final double MOST_LEAVING = 0.9;
    /** What a ramp takes when all have to leave by it. */
    private static final double DETOUR_VPH = 1800;

    private final CellGrid grid;
    private final int cells;
    private final double[] capacity;
    private final double[] critical;
    private final double[] sendingShare;
    private final double[] receivingShare;
    private final double[] storage;
    private final double discharge;

    private final double[] exitShare;
    private final double[] leaving;
    private final double[] rampPriority;
    private final int[] exitByCell;
    private final int[][] turnEntries;
    private final double[][] turnShares;
    private final double[] streetShare;
    private final int[] entryByCell;
    private final double[] entryCapacity;
    private final double[] entryStorage;
    private final int[] feeders;
    private final boolean[] begins;

    private final double[] vehicles;
    private final double[] waiting;
    private final double[] openShare;
    private final double[] vigour;
    private final double[] alsoLeaving;
    private final boolean[] detour;
    private final int[] hesitates;
    private final double[] inflow;
    private final double[] outflow;
    private double speedFactor = 1;
    private double capacityFactor = 1;
    private double entered;
    private double left;

    private final double[] passed;
    private final double[] present;
    private int steps;

    public TrafficFlow(CellGrid grid, Junctions junctions) {
        this.grid = grid;
        this.cells = grid.cells();
        this.capacity = new double[cells];
        this.critical = new double[cells];
        this.storage = new double[cells];
        this.sendingShare = new double[cells];
        this.receivingShare = new double[cells];
        this.discharge = 1 - grid.diagram().capacityDrop();
        this.begins = new boolean[cells];
        this.rampPriority = new double[cells];
        for (int carriageway = 0; carriageway < grid.carriageways(); carriageway++) {
            begins[grid.first()[carriageway]] = true;
        }
        var entries = junctions.entries();
        this.entryByCell = new int[cells];
        this.entryCapacity = new double[entries.size()];
        this.entryStorage = new double[entries.size()];
        this.feeders = new int[entries.size()];
        Arrays.fill(entryByCell, -1);
        for (int entry = 0; entry < entries.size(); entry++) {
            entryByCell[entries.get(entry).cell()] = entry;
            entryCapacity[entry] = entries.get(entry).capacityVph() * CellGrid.stepHours();
            entryStorage[entry] = entries.get(entry).storage();
            int cell = entries.get(entry).cell();
            rampPriority[cell] = entryCapacity[entry] / (entryCapacity[entry] + grid.capacity(cell));
        }
        var exits = junctions.exits();
        this.exitByCell = new int[cells];
        this.exitShare = new double[cells];
        this.leaving = new double[cells];
        this.turnEntries = new int[exits.size()][];
        this.turnShares = new double[exits.size()][];
        this.streetShare = new double[exits.size()];
        Arrays.fill(exitByCell, -1);
        for (int exit = 0; exit < exits.size(); exit++) {
            var turns = exits.get(exit).turns();
            exitByCell[exits.get(exit).cell()] = exit;
            exitShare[exits.get(exit).cell()] = exits.get(exit).share();
            turnEntries[exit] = turns.stream().mapToInt(Junctions.Turn::entry).toArray();
            turnShares[exit] = turns.stream().mapToDouble(Junctions.Turn::share).toArray();
            streetShare[exit] =
                    1 - turns.stream().mapToDouble(Junctions.Turn::share).sum();
            turns.forEach(turn -> feeders[turn.entry()]++);
        }
        this.vehicles = new double[cells];
        this.waiting = new double[entries.size()];
        this.openShare = new double[cells];
        this.vigour = new double[cells];
        this.alsoLeaving = new double[cells];
        this.detour = new boolean[cells];
        Arrays.fill(openShare, 1);
        Arrays.fill(vigour, 1);
        this.hesitates = new int[cells];
        this.inflow = new double[cells];
        this.outflow = new double[cells];
        this.passed = new double[cells];
        this.present = new double[cells];
        weather(1, 1);
    }

    /**
     * Sets what the weather leaves of a dry day.
     *
     * @param speed share of the free-flow speed
     * @param most share of the capacity
     */
    public void weather(double speed, double most) {
        if (speed == speedFactor && most == capacityFactor && storage[0] > 0) {
            return;
        }
        speedFactor = speed;
        capacityFactor = most;
        for (int i = 0; i < cells; i++) {
            capacity[i] = grid.capacity(i) * most;
            critical[i] = grid.critical(i) * most / speed;
            storage[i] = grid.storage(i);
            sendingShare[i] = grid.sendingShare(i) * speed;
            receivingShare[i] = grid.receivingShare(i) * most;
        }
    }

    /** Fills the cells with what flows freely when these many vehicles arrive at each entry in a step. */
    public void fill(double[] arrivals) {
        var arriving = arrivals.clone();
        // What turns at an interchange arrives at the other freeway a round later.
        for (int round = 0; round < 8; round++) {
            var next = arrivals.clone();
            double flow = 0;
            for (int i = 0; i < cells; i++) {
                flow = begins[i] ? 0 : flow;
                int entry = entryByCell[i];
                flow = Math.min(flow + (entry >= 0 ? arriving[entry] : 0), capacity[i]);
                vehicles[i] = flow / sendingShare[i];
                for (int guess = 0; guess < 4; guess++) {
                    vehicles[i] = flow / sendingShare[i] / grid.diagram().speedShare(vehicles[i] / critical[i]);
                }
                if (exitByCell[i] >= 0) {
                    turn(exitByCell[i], flow * exitShare[i], next);
                }
                flow *= 1 - exitShare[i];
            }
            arriving = next;
        }
    }

    private void turn(int exit, double turning, double[] into) {
        for (int turn = 0; turn < turnEntries[exit].length; turn++) {
            into[turnEntries[exit][turn]] += turning * turnShares[exit][turn];
        }
    }

    /** Moves everything on by one step, in which these many vehicles arrive at each entry from outside. */
    public void step(double[] arrivals) {
        for (int entry = 0; entry < waiting.length; entry++) {
            double joining = arrivals[entry] / (1 + waiting[entry] / PATIENCE_VEHICLES);
            waiting[entry] += joining;
            entered += joining;
        }
        double sent = 0;
        for (int i = 0; i < cells; i++) {
            if (begins[i]) {
                endCarriageway(i - 1, sent);
                sent = 0;
            }
            moveInto(i, sent);
            sent = sending(i);
        }
        endCarriageway(cells - 1, sent);
        for (int i = 0; i < cells; i++) {
            present[i] += vehicles[i];
            passed[i] += outflow[i];
            vehicles[i] += inflow[i] - outflow[i];
        }
        leave();
        steps++;
    }

    private void endCarriageway(int cell, double sent) {
        if (cell >= 0) {
            outflow[cell] = sent;
            left += sent * (1 - leaving[cell]);
        }
    }

    private void leave() {
        for (int i = 0; i < cells; i++) {
            int exit = exitByCell[i];
            if (exit >= 0) {
                turn(exit, outflow[i] * leaving[i], waiting);
                left += outflow[i] * leaving[i] * streetShare[exit];
            }
        }
    }

    private void moveInto(int cell, double sent) {
        double through = begins[cell] ? 1 : 1 - leaving[cell - 1];
        double mainline = sent * through;
        double room = receiving(cell);
        int entry = entryByCell[cell];
        double ramp = entry < 0 ? 0 : Math.min(waiting[entry], mostFrom(entry, cell));
        double fromMainline = mainline;
        double fromRamp = ramp;
        if (mainline + ramp > room) {
            fromMainline = middle(mainline, room - ramp, (1 - rampPriority[cell]) * room);
            fromRamp = middle(ramp, room - mainline, rampPriority[cell] * room);
        }
        if (entry >= 0) {
            waiting[entry] -= fromRamp;
        }
        inflow[cell] = fromMainline + fromRamp;
        if (!begins[cell]) {
            outflow[cell - 1] = through > 0 ? fromMainline / through : sent;
        }
    }

    /** Ramps are metered where the freeway queues. */
    private double mostFrom(int entry, int cell) {
        boolean metered = !begins[cell] && entryStorage[entry] == Double.POSITIVE_INFINITY && isQueued(cell);
        return metered ? METERED_VPH * CellGrid.stepHours() : entryCapacity[entry];
    }

    private double sending(int cell) {
        double most = capacity[cell] * openShare[cell] * vigour[cell];
        if (vehicles[cell] > critical[cell] * QUEUE_MARGIN) {
            most *= discharge;
            if (hesitates[cell] > 0) {
                most *= HESITATION_SHARE;
            }
        }
        hesitates[cell] -= hesitates[cell] > 0 ? 1 : 0;
        double share = sendingShare[cell] * grid.diagram().speedShare(vehicles[cell] / critical[cell]);
        double freely = vehicles[cell] * Math.min(1, share * vigour[cell]);
        double sent = Math.min(freely, most);
        int exit = exitByCell[cell];
        if (exit < 0) {
            return sent;
        }
        if (detour[cell]) {
            leaving[cell] = 1;
            return Math.min(sent, DETOUR_VPH * CellGrid.stepHours());
        }
        if (turnEntries[exit].length == 0) {
            leaving[cell] = isQueued(cell) ? exitShare[cell] * (1 + DIVERSION) : exitShare[cell];
            if (alsoLeaving[cell] > 0 && sent > 0) {
                leaving[cell] = Math.min(MOST_LEAVING, leaving[cell] + alsoLeaving[cell] / sent);
            }
            return sent;
        }
        return sendToConnectors(cell, exit, sent);
    }

    private double sendToConnectors(int cell, int exit, double sent) {
        double room = Double.POSITIVE_INFINITY;
        for (int turn = 0; turn < turnEntries[exit].length; turn++) {
            int entry = turnEntries[exit][turn];
            double places = Math.max(0, entryStorage[entry] - waiting[entry]) / feeders[entry];
            room = Math.min(room, places / turnShares[exit][turn]);
        }
        leaving[cell] = exitShare[cell];
        if (sent * exitShare[cell] <= room) {
            return sent;
        }
        if (exitShare[cell] == 1) {
            return room;
        }
        int lanes = grid.lanes()[cell];
        double open = Math.min(sent, capacity[cell] * (lanes - 1) / lanes);
        leaving[cell] = open > 0 ? Math.min(exitShare[cell], room / open) : 0;
        return open;
    }

    private double receiving(int cell) {
        double space = Math.max(0, storage[cell] - vehicles[cell]);
        return vigour[cell] * Math.min(capacity[cell] * openShare[cell], receivingShare[cell] * space);
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** Leaves a cell at most this share of its capacity. */
    public void narrow(int cell, double share) {
        openShare[cell] = Math.min(openShare[cell], share);
    }

    /** Lets so many more leave by a cell's ramp to the streets in each step. */
    public void attract(int cell, double vehicles) {
        alsoLeaving[cell] += vehicles;
    }

    /** Lets all who come to a cell leave by its ramp to the streets, because the road is closed behind it. */
    public void detour(int cell) {
        detour[cell] = true;
    }

    /** Opens all lanes, and lets as many leave by each ramp as on any day. */
    public void open() {
        Arrays.fill(openShare, 1);
        Arrays.fill(alsoLeaving, 0);
        Arrays.fill(detour, false);
    }

    /** How willingly people drive in each cell just now, around 1; the caller changes it. */
    double[] vigour() {
        return vigour;
    }

    /** Lets somebody in a cell hesitate for some steps: without effect where nobody queues. */
    void hesitate(int cell, int forSteps) {
        hesitates[cell] = forSteps;
    }

    public double vehicles(int cell) {
        return vehicles[cell];
    }

    public boolean isQueued(int cell) {
        return vehicles[cell] > critical[cell] * QUEUE_MARGIN;
    }

    /** Vehicles on the freeways, and waiting to enter one. */
    public double stored() {
        return Arrays.stream(vehicles).sum() + Arrays.stream(waiting).sum();
    }

    double waiting(int entry) {
        return waiting[entry];
    }

    public double entered() {
        return entered;
    }

    public double left() {
        return left;
    }

    /** Vehicles that passed the end of a cell since the last reset. */
    public double passed(int cell) {
        return passed[cell];
    }

    /** Vehicles in a cell, on average since the last reset. */
    public double meanPresent(int cell) {
        return present[cell] / steps;
    }

    /** Begins a new measurement. */
    public void reset() {
        Arrays.fill(passed, 0);
        Arrays.fill(present, 0);
        steps = 0;
    }
}
