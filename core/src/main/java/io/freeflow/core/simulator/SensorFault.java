package io.freeflow.core.simulator;

import io.freeflow.core.time.Interval;
import java.util.OptionalInt;

/**
 * Something that is wrong with a detector station: ground truth, never sent as a reading.
 *
 * @param lane 1 at the median; empty where the whole station is concerned
 * @param interval when
 * @param amount how bad it is, 0 to 1
 */
public record SensorFault(String sensorId, OptionalInt lane, Kind kind, Interval interval, double amount) {

    public SensorFault {
        if (!(amount >= 0 && amount <= 1)) {
            throw new IllegalArgumentException("the amount of a fault must be 0 to 1, was " + amount);
        }
    }

    /** What is wrong. */
    public enum Kind {
        /** A lane says the same again and again. */
        STUCK(Concerns.LANE),
        /** A lane sees nothing. */
        DEAD(Concerns.LANE),
        /** A lane counts each vehicle several times, and each only for a moment. */
        CHATTERING(Concerns.LANE),
        /** A lane's loop grows more sensitive by and by: occupancy rises, and with it speed is taken for less. */
        DRIFTING(Concerns.LANE),
        /** A lane reports now and then. */
        INTERMITTENT(Concerns.LANE),
        /** The cabinet is entered at the wrong place: it reports what another station sees. */
        WRONG_POSITION(Concerns.STATION),
        /** Nothing comes from a whole communication line. */
        OUTAGE(Concerns.STATION),
        /** Reports come after others that are newer. */
        LATE(Concerns.DELIVERY),
        /** Reports come twice. */
        DUPLICATED(Concerns.DELIVERY),
        /** The newest report comes before the one before it. */
        OUT_OF_ORDER(Concerns.DELIVERY),
        /** The station's clock is wrong. */
        SKEWED_CLOCK(Concerns.DELIVERY);

        private final Concerns concerns;

        Kind(Concerns concerns) {
            this.concerns = concerns;
        }

        public boolean concernsLane() {
            return concerns == Concerns.LANE;
        }

        /** Whether what is measured is right, and only its way to us is wrong. */
        public boolean concernsDelivery() {
            return concerns == Concerns.DELIVERY;
        }

        private enum Concerns {
            LANE,
            STATION,
            DELIVERY
        }
    }
}
