package io.freeflow.core.simulator;

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
     * @param factor 0 to 3, 1 is no change
     */
    public record Demand(Interval interval, Optional<String> freeway, double factor) implements Change {
        public Demand {
            if (!(factor >= 0 && factor <= 3)) {
                throw new IllegalArgumentException("a demand factor must be 0 to 3, was " + factor);
            }
        }

        @Override
        public Demand during(Interval other) {
            return new Demand(other, freeway, factor);
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
