package io.freeflow.serve;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import io.freeflow.core.simulator.Intervention;
import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.simulator.Simulator;
import io.freeflow.core.simulator.SpecialEvent;
import io.freeflow.core.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A road at eight o'clock that remembers what was done to it; {@code i1} was done before and can be ended. */
final class TestSimulator implements Simulator {

    static final Instant NOW = Road.EIGHT;

    private final List<Intervention> interventions = new ArrayList<>();

    TestSimulator() {
        add(new Intervention.Demand(from(Duration.ofHours(1)), Optional.empty(), 1.2));
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public Truth truth() {
        var fault = new SensorFault("A1", OptionalInt.of(2), SensorFault.Kind.STUCK, from(Duration.ofHours(1)), 0.5);
        return new Truth(
                List.of(incident(SimulatedIncident.Kind.CRASH, "A", Direction.N, 3, 1, Duration.ofMinutes(40))),
                List.of(new RainSpell(from(Duration.ofHours(2)), RainSpell.Rain.LIGHT)),
                List.of(fault),
                List.of(new SpecialEvent(
                        SpecialEvent.Kind.PARK_DAY,
                        "A Park",
                        new Position(34, -118),
                        from(Duration.ofHours(9)),
                        20_000)));
    }

    @Override
    public synchronized List<Intervention> interventions() {
        return List.copyOf(interventions);
    }

    @Override
    public Intervention block(
            SimulatedIncident.Kind kind,
            String freeway,
            Direction direction,
            double postmileMiles,
            int lanesBlocked,
            Duration duration) {
        if (!freeway.startsWith("I-") && !freeway.equals("A")) {
            throw new IllegalArgumentException("there is no freeway " + freeway + " " + direction);
        }
        return add(new Intervention.Blocked(incident(kind, freeway, direction, postmileMiles, lanesBlocked, duration)));
    }

    private static SimulatedIncident incident(
            SimulatedIncident.Kind kind,
            String freeway,
            Direction direction,
            double postmile,
            int blocked,
            Duration length) {
        var interval = from(length);
        return new SimulatedIncident(
                kind, freeway, direction, postmile, new Position(34, -118), interval, interval.start(), blocked, 5);
    }

    private static Interval from(Duration duration) {
        return Interval.startingAt(NOW, duration);
    }

    @Override
    public Intervention changeDemand(Optional<String> freeway, double factor, Duration duration) {
        return add(new Intervention.Demand(from(duration), freeway, factor));
    }

    @Override
    public Intervention rain(RainSpell.Rain rain, Duration duration) {
        return add(new Intervention.Rained(new RainSpell(from(duration), rain)));
    }

    @Override
    public Intervention breakSensor(
            String sensorId, OptionalInt lane, SensorFault.Kind kind, double amount, Duration duration) {
        return add(new Intervention.Broken(new SensorFault(sensorId, lane, kind, from(duration), amount)));
    }

    private synchronized Intervention add(Intervention.Change change) {
        var intervention = new Intervention("i" + (interventions.size() + 1), change);
        interventions.add(intervention);
        return intervention;
    }

    @Override
    public Optional<Intervention> end(String id) {
        return interventions().stream()
                .filter(intervention -> intervention.id().equals(id))
                .findFirst();
    }
}
