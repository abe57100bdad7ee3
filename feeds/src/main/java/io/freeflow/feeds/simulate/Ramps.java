package io.freeflow.feeds.simulate;

import java.util.Arrays;

/**
 * Where vehicles enter and leave a carriageway. The first entry is the mainline's own beginning, at cell 0. Arrays are
 * shared and never changed.
 *
 * @param entryCell the cell that each entry leads into, growing; at most one for a cell
 * @param entryCapacityVph the most that each entry lets in
 * @param exitShare share of the vehicles leaving each cell that leave the freeway
 */
record Ramps(int[] entryCell, double[] entryCapacityVph, double[] exitShare) {

    /** Only the beginning and the end of the mainline. */
    static Ramps none(CellGrid grid) {
        return new Ramps(new int[1], new double[] {grid.capacity(0) / grid.stepHours()}, new double[grid.cells()]);
    }

    int entries() {
        return entryCell.length;
    }

    /** The entry into each cell, or -1. */
    int[] entryByCell(int cells) {
        var byCell = new int[cells];
        Arrays.fill(byCell, -1);
        for (int entry = 0; entry < entryCell.length; entry++) {
            byCell[entryCell[entry]] = entry;
        }
        return byCell;
    }
}
