package io.freeflow.feeds.simulate.record;

import io.freeflow.core.simulator.Intervention;
import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.simulator.SpecialEvent;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.simulate.Changes;
import io.freeflow.feeds.simulate.F1Reports;
import io.freeflow.feeds.simulate.N1Reports;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.TrafficSimulation;
import io.freeflow.feeds.simulate.Transmission;
import io.freeflow.feeds.simulate.demand.EventTrips;
import io.freeflow.feeds.simulate.flow.CellGrid;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Some time of a simulated city, written to a stream tick by tick, with the truth about it. Not thread-safe. */
public final class Recording {

    private final Subject subject;
    private final TrafficSimulation simulation;
    private final TickRecorder recorder;
    private final Set<SimulatedIncident> incidents = new LinkedHashSet<>();
    private final Set<RainSpell> rain = new LinkedHashSet<>();
    private final Set<SensorFault> faults = new LinkedHashSet<>();
    private final Set<SpecialEvent> specialEvents = new LinkedHashSet<>();
    private long events;
    private long missing;

    /**
     * What is recorded.
     *
     * @param begin a whole number of ticks after the epoch
     * @param tick the stations' reporting interval: it fits into an hour, in steps of ten seconds
     */
    public record Subject(
            Scenario scenario,
            SimulatedCity city,
            Script script,
            Instant begin,
            Duration tick,
            RecordingFormat format) {

        private static final Duration SHORTEST = Duration.ofSeconds(20);
        private static final Duration LONGEST = Duration.ofMinutes(5);

        public Subject {
            long seconds = tick.toSeconds();
            if (tick.compareTo(SHORTEST) < 0
                    || tick.compareTo(LONGEST) > 0
                    || tick.toNanosPart() != 0
                    || seconds % CellGrid.STEP_SECONDS != 0
                    || 3600 % seconds != 0) {
                throw new IllegalArgumentException(
                        "the period must be 20s to 5m, a multiple of 10s and fit whole into an hour, was " + seconds
                                + " s");
            }
            if (begin.getEpochSecond() % seconds != 0 || begin.getNano() != 0) {
                throw new IllegalArgumentException(
                        "the beginning must be a multiple of the period of " + seconds + " s, was " + begin);
            }
        }
    }

    private Recording(Subject subject, OutputStream out) {
        this.subject = subject;
        var city = subject.city();
        var changes = new Changes(city.plan(), subject.script().interventions());
        this.simulation = TrafficSimulation.at(city, subject.begin(), () -> changes);
        this.recorder = switch (subject.format()) {
            case F1_JSONL -> new JsonLines(new Transmission(city, simulation, new F1Reports(city)), out);
            case N1_JSONL -> new JsonLines(new Transmission(city, simulation, new N1Reports(city, simulation)), out);
            case CSV -> new CsvLines(city, simulation, out);
            case LOOPS_CSV -> new LoopLines(city, simulation, out);
        };
    }

    /**
     * Begins a recording; the day before it is simulated first.
     *
     * @param out is not closed here
     */
    public static Recording begin(Subject subject, OutputStream out) throws IOException {
        var recording = new Recording(subject, out);
        recording.recorder.begin();
        return recording;
    }

    /** Lets a tick pass and writes what comes in it. */
    public void tick() throws IOException {
        events += recorder.tick(subject.tick());
        missing += recorder.missing();
        incidents.addAll(simulation.incidentsOfTheDay());
        rain.addAll(simulation.rainOfTheDay());
        faults.addAll(simulation.faultsOfTheDay());
        specialEvents.addAll(simulation.eventsOfTheDay());
    }

    /** Writes what is still on its way. */
    public void end() throws IOException {
        events += recorder.end();
    }

    /** Until when it is recorded. */
    public Instant now() {
        return simulation.now();
    }

    /** Records with a measurement so far. */
    public long events() {
        return events;
    }

    /** Reports of stations that never came, so far. */
    public long missing() {
        return missing;
    }

    public List<Companion> companions() {
        return recorder.companions();
    }

    /** What really happened, as a JSON file. */
    public Companion truth() {
        return new Companion("truth.json", out -> out.write(TruthJson.of(this)));
    }

    Subject subject() {
        return subject;
    }

    /** The time so far. */
    Interval interval() {
        return new Interval(subject.begin(), simulation.now());
    }

    Stream<SimulatedIncident> incidents() {
        return Stream.concat(
                        incidents.stream(), done(Intervention.Blocked.class).map(Intervention.Blocked::incident))
                .filter(one -> overlaps(one.interval()));
    }

    Stream<RainSpell> rain() {
        return Stream.concat(rain.stream(), done(Intervention.Rained.class).map(Intervention.Rained::spell))
                .filter(one -> overlaps(one.interval()));
    }

    Stream<SensorFault> faults() {
        return Stream.concat(faults.stream(), done(Intervention.Broken.class).map(Intervention.Broken::fault))
                .filter(one -> overlaps(one.interval()));
    }

    Stream<SpecialEvent> specialEvents() {
        return specialEvents.stream().filter(event -> overlaps(EventTrips.traffic(event)));
    }

    private <T extends Intervention.Change> Stream<T> done(Class<T> kind) {
        return subject.script().interventions().stream()
                .map(Intervention::change)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private boolean overlaps(Interval other) {
        return other.start().isBefore(simulation.now()) && other.end().isAfter(subject.begin());
    }
}
