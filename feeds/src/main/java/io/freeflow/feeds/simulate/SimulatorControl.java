package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Direction;
import io.freeflow.core.simulator.Intervention;
import io.freeflow.core.simulator.Intervention.Blocked;
import io.freeflow.core.simulator.Intervention.Broken;
import io.freeflow.core.simulator.Intervention.Demand;
import io.freeflow.core.simulator.Intervention.Rained;
import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.simulator.Simulator;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.simulate.demand.RoadIncident;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What people do to a simulated city, between them and its feed. A change begins with the first tick that is not simulated
 * yet and is on disk before it begins, so that a city that is started again goes on as it did. Thread-safe.
 */
public final class SimulatorControl implements Simulator {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_INTERVENTIONS = 1_000;
    /** Help comes when so much of a blockade's time is over. */
    private static final double HELP_COMES_AFTER = 0.45;

    private final SimulatedCity city;
    private final Optional<InterventionFile> file;
    private final List<Intervention> interventions;
    private Optional<SimulatedIncident> opening = Optional.empty();
    private volatile Changes changes;
    private volatile Instant now = Instant.EPOCH;
    private volatile Truth drawn = new Truth(List.of(), List.of(), List.of(), List.of());

    private SimulatorControl(SimulatedCity city, Optional<InterventionFile> file, List<Intervention> interventions) {
        this.city = city;
        this.file = file;
        this.interventions = new ArrayList<>(interventions);
        this.changes = new Changes(city.plan(), interventions);
    }

    /**
     * Opens what was done before.
     *
     * @param file made with the first change
     */
    public static SimulatorControl open(SimulatedCity city, Path file) {
        var changes = new InterventionFile(file);
        return new SimulatorControl(city, Optional.of(changes), changes.read());
    }

    /** Of a city to which nothing was done; what will be is forgotten with the process. */
    public static SimulatorControl inMemory(SimulatedCity city) {
        return scripted(city, List.of());
    }

    /** Of a city to which all this is done, now or later. */
    public static SimulatorControl scripted(SimulatedCity city, List<Intervention> script) {
        return new SimulatorControl(city, Optional.empty(), script);
    }

    SimulatedCity city() {
        return city;
    }

    /** What the simulation is to heed now. */
    Changes changes() {
        return changes;
    }

    /** Lets the city open with an incident. */
    synchronized void openWith(Optional<SimulatedIncident> incident) {
        opening = incident;
        changes = new Changes(city.plan(), interventions, opening);
    }

    /** Tells how far the simulation is; called while nobody can change anything. */
    synchronized void moved(TrafficSimulation simulation) {
        now = simulation.now();
        drawn = new Truth(
                Stream.concat(opening.stream(), simulation.incidentsOfTheDay().stream())
                        .toList(),
                simulation.rainOfTheDay(),
                simulation.faultsOfTheDay(),
                simulation.eventsOfTheDay());
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Truth truth() {
        var all = interventions();
        return new Truth(
                Stream.concat(drawn.incidents().stream(), of(all, Blocked.class).map(Blocked::incident))
                        .toList(),
                Stream.concat(drawn.rain().stream(), of(all, Rained.class).map(Rained::spell))
                        .toList(),
                Stream.concat(drawn.faults().stream(), of(all, Broken.class).map(Broken::fault))
                        .toList(),
                drawn.specialEvents());
    }

    private static <T extends Intervention.Change> Stream<T> of(List<Intervention> all, Class<T> kind) {
        return all.stream().map(Intervention::change).filter(kind::isInstance).map(kind::cast);
    }

    @Override
    public synchronized List<Intervention> interventions() {
        return List.copyOf(interventions);
    }

    @Override
    public synchronized Intervention block(
            SimulatedIncident.Kind kind,
            String freeway,
            Direction direction,
            double postmileMiles,
            int lanesBlocked,
            Duration duration) {
        int carriageway = city.plan()
                .find(freeway, direction)
                .orElseThrow(() -> new IllegalArgumentException("there is no freeway " + freeway + " " + direction));
        var road = city.plan().carriageways().get(carriageway);
        double travelled = road.travelledAt(postmileMiles);
        if (!(travelled >= 0 && travelled <= road.length())) {
            throw new IllegalArgumentException("%s has postmiles %.1f to %.1f, was %.1f"
                    .formatted(
                            road.name(),
                            Math.min(road.postmileAt(0), road.postmileAt(road.length())),
                            Math.max(road.postmileAt(0), road.postmileAt(road.length())),
                            postmileMiles));
        }
        int lanes = road.lanesAt(travelled);
        if (lanesBlocked < 0 || lanesBlocked > lanes) {
            throw new IllegalArgumentException("%s has %d lanes at postmile %.1f, so 0 to %d can be blocked, was %d"
                    .formatted(road.name(), lanes, postmileMiles, lanes, lanesBlocked));
        }
        var interval = from(duration);
        // A closure that was planned stays as it is; at an accident help comes.
        double share = kind == SimulatedIncident.Kind.LANE_CLOSURE ? 1 : HELP_COMES_AFTER;
        var responded = interval.start().plusSeconds(Math.round(duration.toSeconds() * share));
        return add(new Blocked(RoadIncident.at(kind, road, travelled, interval, responded, lanesBlocked)
                .truth()));
    }

    @Override
    public synchronized Intervention changeDemand(Optional<String> freeway, double factor, Duration duration) {
        freeway.ifPresent(name -> {
            if (city.plan().carriageways().stream()
                    .noneMatch(road -> road.freeway().name().equals(name))) {
                throw new IllegalArgumentException("there is no freeway " + name);
            }
        });
        return add(new Demand(from(duration), freeway, factor));
    }

    @Override
    public synchronized Intervention rain(RainSpell.Rain rain, Duration duration) {
        return add(new Rained(new RainSpell(from(duration), rain)));
    }

    @Override
    public synchronized Intervention breakSensor(
            String sensorId, OptionalInt lane, SensorFault.Kind kind, double amount, Duration duration) {
        int lanes = city.stations().get(city.indexOf(sensorId)).lanes();
        if (kind.concernsLane() && (lane.isEmpty() || lane.getAsInt() < 1 || lane.getAsInt() > lanes)) {
            throw new IllegalArgumentException("a lane of sensor " + sensorId + " must be 1 to " + lanes + ", was "
                    + (lane.isPresent() ? lane.getAsInt() : "none"));
        }
        var where = kind.concernsLane() ? lane : OptionalInt.empty();
        return add(new Broken(new SensorFault(sensorId, where, kind, from(duration), amount)));
    }

    private Interval from(Duration duration) {
        if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a change lasts above 0 s and at most 24 h, was " + duration);
        }
        return Interval.startingAt(now, duration);
    }

    private Intervention add(Intervention.Change change) {
        if (interventions.size() >= MOST_INTERVENTIONS) {
            throw new IllegalArgumentException(
                    "a simulation takes at most " + MOST_INTERVENTIONS + " changes, and has them");
        }
        var intervention = new Intervention("i" + (interventions.size() + 1), change);
        file.ifPresent(one -> one.append(intervention));
        interventions.add(intervention);
        changes = new Changes(city.plan(), interventions, opening);
        return intervention;
    }

    @Override
    public synchronized Optional<Intervention> end(String id) {
        for (int i = 0; i < interventions.size(); i++) {
            var before = interventions.get(i);
            var interval = before.interval();
            if (before.id().equals(id) && interval.end().isAfter(now)) {
                // Ended before its first tick it still lasts a second, which no tick begins in.
                var end =
                        interval.start().isBefore(now) ? now : interval.start().plusSeconds(1);
                var ended = new Intervention(id, before.change().during(new Interval(interval.start(), end)));
                file.ifPresent(one -> one.append(ended));
                interventions.set(i, ended);
                changes = new Changes(city.plan(), interventions, opening);
                return Optional.of(ended);
            }
        }
        return Optional.empty();
    }
}
