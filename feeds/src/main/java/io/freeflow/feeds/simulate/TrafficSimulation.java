package io.freeflow.feeds.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The traffic of a simulated city as time goes on. Each local day begins anew at 03:00 from the seed and the date, so
 * any instant can be reached from the 03:00 before it, and the same instant always looks the same. Not thread-safe.
 */
public final class TrafficSimulation {

    private static final int STEPS_PER_MINUTE = 60 / SimulatorOptions.STEP_SECONDS;

    private final SimulatedCity city;
    private CityDay day;
    private Instant dayEnd;
    private Instant now;

    private TrafficSimulation(SimulatedCity city, LocalDate day) {
        this.city = city;
        this.day = city.begin(day);
        this.now = city.startOf(day);
        this.dayEnd = city.startOf(day.plusDays(1));
    }

    /**
     * The traffic at an instant.
     *
     * @param instant a whole number of steps after the epoch
     */
    public static TrafficSimulation at(SimulatedCity city, Instant instant) {
        requireSteps(instant.getEpochSecond());
        var simulation = new TrafficSimulation(city, city.dayOf(instant));
        simulation.run(instant);
        return simulation;
    }

    private static void requireSteps(long seconds) {
        if (seconds % SimulatorOptions.STEP_SECONDS != 0) {
            throw new IllegalArgumentException(
                    "times are multiples of " + SimulatorOptions.STEP_SECONDS + " s, was " + seconds + " s");
        }
    }

    public Instant now() {
        return now;
    }

    /** What happens on the current day, which begins at 03:00; known before it happens. */
    public List<SimulatedIncident> incidentsOfTheDay() {
        return day.incidents();
    }

    /** When it rains on the current day. */
    public Weather weatherOfTheDay() {
        return day.weather();
    }

    /** What is wrong with detectors on the current day; known before it goes wrong. */
    public List<SensorFault> faultsOfTheDay() {
        return day.faults().all();
    }

    /** What is wrong with one of them at an instant of the current day. */
    Stream<SensorFault> faultsOf(String sensorId, Instant instant) {
        return day.faults().of(sensorId, instant);
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
    }

    private void step() {
        long steps = now.getEpochSecond() / SimulatorOptions.STEP_SECONDS;
        if (steps % STEPS_PER_MINUTE == 0) {
            day.beginMinute(now, hoursOfDay());
        }
        day.step();
        now = now.plusSeconds(SimulatorOptions.STEP_SECONDS);
    }

    /** Hours that the wall clock shows since the day's midnight, past 24 in the small hours. */
    private double hoursOfDay() {
        var local = city.clock().at(now);
        double hours = local.toLocalTime().toSecondOfDay() / 3600.0;
        return local.toLocalDate().equals(day.date()) ? hours : hours + 24;
    }

    private void report(Instant start, long periodSeconds, StationReports reports) {
        var stations = city.stations();
        var faults = day.faults();
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
