package io.freeflow.feeds.simulate;

import java.util.stream.IntStream;

/**
 * A carriageway cut into cells of one length, in the direction of travel. Arrays are shared and never changed.
 *
 * @param lanes of each cell
 * @param freeFlowMph of each cell; a vehicle must not cross a cell within one step
 */
record CellGrid(double cellMiles, double stepSeconds, int[] lanes, double[] freeFlowMph, FundamentalDiagram diagram) {

    CellGrid {
        for (double mph : freeFlowMph) {
            if (mph * stepSeconds / 3600 > cellMiles) {
                throw new IllegalArgumentException(
                        "a vehicle at " + mph + " mph leaves a cell of " + cellMiles + " mi within one step");
            }
        }
    }

    static CellGrid uniform(int cells, double cellMiles, int lanes, double freeFlowMph) {
        return new CellGrid(
                cellMiles,
                SimulatorOptions.STEP_SECONDS,
                IntStream.range(0, cells).map(cell -> lanes).toArray(),
                IntStream.range(0, cells).mapToDouble(cell -> freeFlowMph).toArray(),
                FundamentalDiagram.FREEWAY);
    }

    int cells() {
        return lanes.length;
    }

    double stepHours() {
        return stepSeconds / 3600;
    }

    /** The cell at a mile travelled. */
    int cellAt(double travelled) {
        return Math.clamp((int) (travelled / cellMiles), 0, cells() - 1);
    }

    /** Vehicles that pass in one step at capacity. */
    double capacity(int cell) {
        return diagram.capacityVph() * lanes[cell] * stepHours();
    }

    /** Vehicles that fit into a cell. */
    double storage(int cell) {
        return diagram.jamPerMile() * lanes[cell] * cellMiles;
    }

    /** Vehicles in a cell that carries its capacity. */
    double critical(int cell) {
        return diagram.criticalPerMile(freeFlowMph[cell]) * lanes[cell] * cellMiles;
    }

    /** Share of a free cell's vehicles that leave it in one step. */
    double sendingShare(int cell) {
        return freeFlowMph[cell] * stepHours() / cellMiles;
    }

    /** Share of a full cell's empty places that a step fills. */
    double receivingShare(int cell) {
        return diagram.waveMph(freeFlowMph[cell]) * stepHours() / cellMiles;
    }
}
