package io.freeflow.core.simulator;

import io.freeflow.core.network.Position;
import io.freeflow.core.time.Interval;
import java.util.Optional;

/**
 * Something that a person does to a simulated road.
 *
 * @param id short and unique within the simulation
 */
public record Intervention(String id, Change change) {

    /** From when until when, by the feed clock. */
    public Interval interval() {
        return change.interval();
    }

    /** What changes. */
    public sealed interface Change {

        Interval interval();

        /** The same change at another time. */
        Change during(Interval interval);
    }

    /** Lanes are blocked. */
    public record Blocked(SimulatedIncident incident) implements Change {
        @Override
        public Interval interval() {
            return incident.interval();
        }

        @Override
        public Blocked during(Interval interval) {
            var responded = incident.responded().isAfter(interval.end()) ? interval.end() : incident.responded();
            return new Blocked(new SimulatedIncident(
                    incident.kind(),
                    incident.freeway(),
                    incident.direction(),
                    incident.postmileMiles(),
                    incident.position(),
                    interval,
                    responded,
                    incident.lanesBlocked(),
                    incident.lanes()));
        }
    }

    /**
     * More or fewer people drive.
     *
     * @param freeway where they enter; empty is the whole city
     * @param crowd more drivers beside these, with one place in common
     * @param factor 0 to 3, 1 is no change
     */
    public record Demand(Interval interval, Optional<String> freeway, double factor, Optional<Crowd> crowd)
            implements Change {
        public Demand {
            if (!(factor >= 0 && factor <= 3)) {
                throw new IllegalArgumentException("a demand factor must be 0 to 3, was " + factor);
            }
        }

        public Demand(Interval interval, Optional<String> freeway, double factor) {
            this(interval, freeway, factor, Optional.empty());
        }

        @Override
        public Demand during(Interval other) {
            return new Demand(other, freeway, factor, crowd);
        }
    }

    /**
     * Many who drive to one place, or from it.
     *
     * @param radiusMiles they use the ramps so far around the place, above 0 to 20
     * @param vehicles 1 to 100,000, evenly over the time
     */
    public record Crowd(Way way, Position place, double radiusMiles, int vehicles) {
        public Crowd {
            if (!(radiusMiles > 0 && radiusMiles <= 20)) {
                throw new IllegalArgumentException("a crowd's radius must be above 0 to 20 miles, was " + radiusMiles);
            }
            if (vehicles < 1 || vehicles > 100_000) {
                throw new IllegalArgumentException("a crowd has 1 to 100,000 vehicles, was " + vehicles);
            }
        }

        /** Which way they go. */
        public enum Way {
            /** They drive toward the place and leave the freeways around it. */
            COMING,
            /** They enter the freeways around the place. */
            LEAVING
        }
    }

    /** It rains. */
    public record Rained(RainSpell spell) implements Change {
        @Override
        public Interval interval() {
            return spell.interval();
        }

        @Override
        public Rained during(Interval interval) {
            return new Rained(new RainSpell(interval, spell.rain()));
        }
    }

    /** A detector breaks. */
    public record Broken(SensorFault fault) implements Change {
        @Override
        public Interval interval() {
            return fault.interval();
        }

        @Override
        public Broken during(Interval interval) {
            return new Broken(new SensorFault(fault.sensorId(), fault.lane(), fault.kind(), interval, fault.amount()));
        }
    }
}
