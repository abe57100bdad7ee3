package io.freeflow.core.alert;

import io.freeflow.core.incident.IncidentType;
import java.util.Set;

/** What a rule looks for. */
public sealed interface AlertCondition {

    /**
     * A queue: neighbouring stations below {@link io.freeflow.core.queue.Queues#BELOW_MPH}.
     *
     * @param atLeastMiles from the tail to the head
     * @param surprisingShare share of its stations, 0 to 1, that must be slower than the 5 % quantile that was forecast for
     *     them 15 minutes before; 0 for any queue. An open alert lasts as long as its queue, whatever was forecast
     */
    record Queue(double atLeastMiles, double surprisingShare) implements AlertCondition {
        public Queue {
            require("at_least_mi", atLeastMiles, 0, 100);
            require("surprising_share", surprisingShare, 0, 1);
        }
    }

    /**
     * A queue that is forecast on stations that flow now.
     *
     * @param probability of each of its stations to be slow, 0 to 1
     */
    record QueueAhead(int horizonMinutes, double probability, double atLeastMiles) implements AlertCondition {
        public QueueAhead {
            io.freeflow.core.forecast.Horizons.stepOf(horizonMinutes);
            require("probability", probability, 0, 1);
            require("at_least_mi", atLeastMiles, 0, 100);
        }
    }

    /**
     * Stations of a corridor that say nothing.
     *
     * @param share of its stations, 0 to 1
     */
    record Silence(double share) implements AlertCondition {
        public Silence {
            require("share", share, 0.01, 1);
        }
    }

    /** An incident that a method of detection finds in slots of a minute or less. */
    record Incident(Finder by) implements AlertCondition {}

    /**
     * An incident that somebody reports, as long as it is there.
     *
     * @param types any of these; empty for all
     */
    record Reported(Set<IncidentType> types) implements AlertCondition {
        public Reported {
            types = Set.copyOf(types);
        }
    }

    /** A method of incident detection. */
    enum Finder {
        /** Fewer vehicles arrive downstream than should. */
        SHORTFALL,
        /** California algorithm #8: occupancies of neighbouring stations. */
        CALIFORNIA_8,
        /** Slower than is usual there and then: for feeds without flow. */
        SLOWING
    }

    /** What an alert of this condition is about. */
    default AlertType type() {
        return switch (this) {
            case Incident incident -> AlertType.INCIDENT;
            case Reported reported -> AlertType.INCIDENT;
            case Queue queue -> AlertType.CONGESTION;
            case QueueAhead ahead -> AlertType.CONGESTION_PREDICTION;
            case Silence silence -> AlertType.SYSTEM_ANOMALY;
        };
    }

    private static void require(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", was " + value);
        }
    }
}
