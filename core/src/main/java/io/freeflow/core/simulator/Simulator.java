package io.freeflow.core.simulator;

import io.freeflow.core.network.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A simulated road that people may meddle with. Each change begins with the next tick of the feed clock, survives a
 * restart, and can be ended before its time. Thread-safe.
 */
public interface Simulator {

    /** The feed clock: everything before it has happened. */
    Instant now();

    /** What really happens on the local day of the feed clock, changes included; known before it happens. */
    Truth truth();

    /** All changes that people made, the first one first. */
    List<Intervention> interventions();

    /**
     * Blocks lanes.
     *
     * @param lanesBlocked 1 to all lanes there, or 0 for the shoulder
     * @throws IllegalArgumentException naming what does not fit the road
     */
    Intervention block(
            SimulatedIncident.Kind kind,
            String freeway,
            Direction direction,
            double postmileMiles,
            int lanesBlocked,
            Duration duration);

    /**
     * Lets more or fewer people drive.
     *
     * @throws IllegalArgumentException if there is no such freeway
     */
    Intervention changeDemand(Optional<String> freeway, double factor, Duration duration);

    /** Lets it rain. */
    Intervention rain(RainSpell.Rain rain, Duration duration);

    /**
     * Breaks a detector.
     *
     * @param lane 1 at the median; empty for all that concern a whole station
     * @throws IllegalArgumentException if there is no such sensor or lane
     */
    Intervention breakSensor(
            String sensorId, OptionalInt lane, SensorFault.Kind kind, double amount, Duration duration);

    /** Ends a change now; empty if there is none of this id, or if it is over. */
    Optional<Intervention> end(String id);

    /** What really happens on a local day. */
    record Truth(
            List<SimulatedIncident> incidents,
            List<RainSpell> rain,
            List<SensorFault> faults,
            List<SpecialEvent> specialEvents) {
        public Truth {
            incidents = List.copyOf(incidents);
            rain = List.copyOf(rain);
            faults = List.copyOf(faults);
            specialEvents = List.copyOf(specialEvents);
        }
    }
}
