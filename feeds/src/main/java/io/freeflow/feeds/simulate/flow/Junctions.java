package io.freeflow.feeds.simulate.flow;

import java.util.List;

/**
 * Where vehicles enter and leave the carriageways of a network: ramps to and from streets, the ends of the freeways, and
 * the connectors of interchanges, which are an exit of one carriageway and an entry of another.
 *
 * @param entries at most one for a cell
 * @param exits at most one for a cell
 */
public record Junctions(List<Entry> entries, List<Exit> exits) {

    public Junctions {
        entries = List.copyOf(entries);
        exits = List.copyOf(exits);
    }

    /** Only the beginning and the end of one carriageway. */
    public static Junctions none(CellGrid grid) {
        return new Junctions(List.of(Entry.street(0, grid.capacity(0) / CellGrid.stepHours())), List.of());
    }

    /**
     * A way in, with a queue of those who wait for a gap.
     *
     * @param cell where they join
     * @param capacityVph the most that it lets in
     * @param storage vehicles that its queue holds; a full one holds up those who want to join it
     */
    public record Entry(int cell, double capacityVph, double storage) {

        /** A ramp from a street, whose queue may grow into the city. */
        public static Entry street(int cell, double capacityVph) {
            return new Entry(cell, capacityVph, Double.POSITIVE_INFINITY);
        }

        public boolean isConnector() {
            return storage < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * A way out.
     *
     * @param cell where they leave
     * @param share of the vehicles that leave the cell
     * @param turns where they go; the rest to a street
     */
    public record Exit(int cell, double share, List<Turn> turns) {

        public Exit {
            turns = List.copyOf(turns);
        }

        public static Exit street(int cell, double share) {
            return new Exit(cell, share, List.of());
        }
    }

    /**
     * From an exit to an entry.
     *
     * @param entry index of the entry
     * @param share of those who take the exit
     */
    public record Turn(int entry, double share) {}
}
