package io.freeflow.core.network;

/** Where on the road a sensor stands, as far as its feed says. */
public sealed interface Placement {

    /**
     * On a freeway's mainline.
     *
     * @param freeway route name, such as {@code I-405}
     * @param direction signed direction of the carriageway
     * @param postmileMiles linear reference, growing north and east
     * @param lanes mainline lanes, at least 1
     */
    record OnFreeway(String freeway, Direction direction, double postmileMiles, int lanes) implements Placement {
        public OnFreeway {
            if (lanes < 1) {
                throw new IllegalArgumentException("lanes must be at least 1, was " + lanes);
            }
        }
    }

    /** A station of which only the position is known, as in METR-LA. */
    record StationOnly() implements Placement {}
}
