package io.freeflow.feeds.simulate;

import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.simulator.SpecialEvent;
import io.freeflow.feeds.simulate.demand.RoadIncident;
import io.freeflow.feeds.simulate.flow.CellGrid;
import io.freeflow.feeds.simulate.flow.TrafficFlow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The traffic of a simulated city as time goes on. Each local day begins anew at 03:00 from the seed and the date, so
 * any instant can be reached from the 03:00 before it, and the same instant always looks the same. Not thread-safe.
 */
public final class TrafficSimulation {

    private static final int STEPS_PER_MINUTE = 60 / CellGrid.STEP_SECONDS;

    private final SimulatedCity city;
    private final Supplier<Changes> changes;
    private Changes heeded;
    private Faults faults;
    private CityDay day;
    private Instant dayEnd;
    private Instant now;

    private TrafficSimulation(SimulatedCity city, LocalDate day, Supplier<Changes> changes) {
        this.city = city;
        this.changes = changes;
        this.heeded = changes.get();
        this.day = city.begin(day);
        this.faults = this.day.faults().and(heeded.faults());
        this.now = city.startOf(day);
        this.dayEnd = city.startOf(day.plusDays(1));
    }

    /**
     * The traffic at an instant.
     *
     * @param instant a whole number of steps after the epoch
     */
    public static TrafficSimulation at(SimulatedCity city, Instant instant) {
        return at(city, instant, () -> Changes.none(city.plan()));
    }

    /**
     * The traffic at an instant of a city that people meddle with.
     *
     * @param changes what they did, asked again for each minute
     */
    public static TrafficSimulation at(SimulatedCity city, Instant instant, Supplier<Changes> changes) {
        requireSteps(instant.getEpochSecond());
        var simulation = new TrafficSimulation(city, city.dayOf(instant), changes);
        simulation.run(instant);
        return simulation;
    }

    private static void requireSteps(long seconds) {
        if (seconds % CellGrid.STEP_SECONDS != 0) {
            throw new IllegalArgumentException(
                    "times are multiples of " + CellGrid.STEP_SECONDS + " s, was " + seconds + " s");
        }
    }

    public Instant now() {
        return now;
    }

    /** What happens on the current day, which begins at 03:00; known before it happens. */
    public List<SimulatedIncident> incidentsOfTheDay() {
        return day.incidents().stream().map(RoadIncident::truth).toList();
    }

    /** When it rains on the current day. */
    public List<RainSpell> rainOfTheDay() {
        return day.rain();
    }

    /** How hard it rains just now. */
    Optional<RainSpell.Rain> rainNow() {
        return Stream.concat(day.rain().stream(), heeded.rain(now))
                .filter(spell -> spell.interval().contains(now))
                .map(RainSpell::rain)
                .max(RainSpell.Rain::compareTo);
    }

    /** What people go to on the current day; known before it happens. */
    public List<SpecialEvent> eventsOfTheDay() {
        return day.events();
    }

    /** What is wrong with detectors on the current day; known before it goes wrong. */
    public List<SensorFault> faultsOfTheDay() {
        return day.faults().all();
    }

    /** What is wrong with one of them at an instant of the current day. */
    Stream<SensorFault> faultsOf(String sensorId, Instant instant) {
        return faults.of(sensorId, instant);
    }

    /** The vehicles on the roads just now. */
    TrafficFlow flow() {
        return day.flow();
    }

    /** Moves on by a tick and reports what the stations saw in it. */
    public void advance(Duration tick, StationReports reports) {
        requireSteps(tick.toSeconds());
        var start = now;
        if (!now.isBefore(dayEnd)) {
            nextDay();
        }
        day.flow().reset();
        run(start.plus(tick));
        report(start, tick.toSeconds(), reports);
    }

    private void run(Instant until) {
        while (now.isBefore(until)) {
            if (!now.isBefore(dayEnd)) {
                nextDay();
            }
            step();
        }
    }

    private void nextDay() {
        day = city.begin(day.date().plusDays(1));
        dayEnd = city.startOf(day.date().plusDays(1));
        faults = day.faults().and(heeded.faults());
    }

    private void heed() {
        var latest = changes.get();
        if (latest != heeded) {
            heeded = latest;
            faults = day.faults().and(heeded.faults());
        }
    }

    private void step() {
        long steps = now.getEpochSecond() / CellGrid.STEP_SECONDS;
        if (steps % STEPS_PER_MINUTE == 0) {
            heed();
            day.beginMinute(now, hoursOfDay(), heeded);
        }
        day.step();
        now = now.plusSeconds(CellGrid.STEP_SECONDS);
    }

    /** Hours that the wall clock shows since the day's midnight, past 24 in the small hours. */
    private double hoursOfDay() {
        var local = city.clock().at(now);
        double hours = local.toLocalTime().toSecondOfDay() / 3600.0;
        return local.toLocalDate().equals(day.date()) ? hours : hours + 24;
    }

    private void report(Instant start, long periodSeconds, StationReports reports) {
        var stations = city.stations();
        for (int i = 0; i < stations.size(); i++) {
            var station = stations.get(i);
            var noise = city.noise(i, start, periodSeconds);
            if (noise.nextDouble() < city.options().missingShare() || faults.isOut(station.id(), start)) {
                reports.setMissing(i);
            } else {
                Detector.report(
                        reports, i, day.flow(), station.cell(), city.plan().grid(), periodSeconds, noise);
                faults.spoilLanes(reports, i, station.id(), start, noise);
                reports.rollUp(i);
            }
        }
        faults.misplace(reports, start);
    }
}
