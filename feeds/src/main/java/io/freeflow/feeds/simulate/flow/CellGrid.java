package io.freeflow.feeds.simulate.flow;

import java.util.Arrays;

/**
 * The cells of all carriageways of a network, one carriageway after the other, each in the direction of travel. Arrays
 * are shared and never changed.
 *
 * @param first the first cell of each carriageway, and behind the last one the number of cells
 * @param miles length of each cell
 * @param lanes of each cell
 * @param freeFlowMph of each cell; a vehicle must not cross a cell within one step
 * @param capacityFactor share of an ordinary cell's capacity, below 1 in a bottleneck
 */
public record CellGrid(
        int[] first,
        double[] miles,
        int[] lanes,
        double[] freeFlowMph,
        double[] capacityFactor,
        FundamentalDiagram diagram) {

    /** One step of the model; every tick of a feed is a whole number of steps. */
    public static final int STEP_SECONDS = 10;

    public CellGrid {
        for (int cell = 0; cell < miles.length; cell++) {
            if (freeFlowMph[cell] * stepHours() > miles[cell]) {
                throw new IllegalArgumentException("a vehicle at " + freeFlowMph[cell] + " mph leaves a cell of "
                        + miles[cell] + " mi within one step");
            }
        }
    }

    /** One carriageway of equal cells. */
    public static CellGrid uniform(int cells, double cellMiles, int lanes, double freeFlowMph) {
        return new CellGrid(
                new int[] {0, cells},
                filled(cells, cellMiles),
                lanes(cells, lanes),
                filled(cells, freeFlowMph),
                filled(cells, 1),
                FundamentalDiagram.FREEWAY);
    }

    private static double[] filled(int cells, double value) {
        var array = new double[cells];
        Arrays.fill(array, value);
        return array;
    }

    private static int[] lanes(int cells, int lanes) {
        var array = new int[cells];
        Arrays.fill(array, lanes);
        return array;
    }

    public int cells() {
        return miles.length;
    }

    int carriageways() {
        return first.length - 1;
    }

    public static double stepHours() {
        return STEP_SECONDS / 3600.0;
    }

    /** The cell of a carriageway at a mile travelled; the nearest one where the mile lies outside. */
    public int cellAt(int carriageway, double travelled) {
        int from = first[carriageway];
        return from + Math.clamp((int) (travelled / miles[from]), 0, first[carriageway + 1] - from - 1);
    }

    /** The carriageway of a cell. */
    public int carriagewayOf(int cell) {
        int found = Arrays.binarySearch(first, cell);
        return found >= 0 ? found : -found - 2;
    }

    /** Vehicles that pass in one step at capacity. */
    public double capacity(int cell) {
        return diagram.capacityVph() * lanes[cell] * capacityFactor[cell] * stepHours();
    }

    /** Vehicles that fit into a cell. */
    public double storage(int cell) {
        return diagram.jamPerMile() * lanes[cell] * miles[cell];
    }

    /** Vehicles in a cell at its full capacity. */
    double critical(int cell) {
        return diagram.criticalPerMile(freeFlowMph[cell]) * lanes[cell] * miles[cell];
    }

    /** Share of a free cell's vehicles that leave it in one step. */
    double sendingShare(int cell) {
        return freeFlowMph[cell] * stepHours() / miles[cell];
    }

    /** Share of a full cell's empty places that a step fills. */
    double receivingShare(int cell) {
        return diagram.waveMph(freeFlowMph[cell]) * stepHours() / miles[cell];
    }
}
