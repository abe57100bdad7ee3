package io.freeflow.core.incident;

/** Where on the network an incident is. */
public sealed interface IncidentPlace {

    /**
     * A stretch of a corridor; both ends are the same where it is a point.
     *
     * @param corridorId such as {@code I-405-N}
     * @param fromPostmileMiles the lower postmile
     * @param toPostmileMiles the higher postmile
     */
    record OnCorridor(String corridorId, double fromPostmileMiles, double toPostmileMiles) implements IncidentPlace {
        public OnCorridor {
            if (!(fromPostmileMiles <= toPostmileMiles)) {
                throw new IllegalArgumentException("from postmile must not be above to postmile, was "
                        + fromPostmileMiles + " and " + toPostmileMiles);
            }
        }

        /** Whether it comes within so many miles of a stretch of its corridor, whose ends come in any order. */
        public boolean touches(double oneEndMiles, double otherEndMiles, double withinMiles) {
            return fromPostmileMiles <= Math.max(oneEndMiles, otherEndMiles) + withinMiles
                    && toPostmileMiles >= Math.min(oneEndMiles, otherEndMiles) - withinMiles;
        }
    }

    /** Somewhere that the network does not know. */
    record Unplaced(Why why, String detail) implements IncidentPlace {}

    /** Why an incident has no place on the network. Names are on the wire: they are added, never changed. */
    enum Why {
        /** Neither a position nor a freeway with a postmile nor a sensor was said. */
        NO_PLACE,
        /** No corridor has the freeway and direction that were said. */
        UNKNOWN_CORRIDOR,
        /** The freeway has two directions here, and none was said. */
        NO_DIRECTION,
        /** No corridor that fits comes within {@link Placing#WITHIN_MILES}. */
        TOO_FAR,
        /** The postmile is beyond the corridor's first and last station by more than {@link Placing#BEYOND_ENDS_MILES}. */
        OFF_CORRIDOR
    }
}
