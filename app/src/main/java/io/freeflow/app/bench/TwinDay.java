package io.freeflow.app.bench;

import io.freeflow.core.network.Corridor;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.StationReports;
import io.freeflow.feeds.simulate.TrafficSimulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A simulated day, slot by slot, beside its twin: the same day, drivers, weather and broken detectors without incidents.
 * What differs is what the incidents did.
 */
final class TwinDay {

    static final Duration SLOT = Duration.ofSeconds(30);
    /** An incident counts if it made some station so much slower, */
    static final double SLOWER_MPH = 10;
    /** in the mean of ten minutes, */
    static final Duration SLOWER_FOR = Duration.ofMinutes(10);
    /** so near upstream. */
    static final double SLOWER_MILES = 2;

    static final double CONGESTED_MPH = 45;

    private static final int SLOTS_AN_HOUR = 120;
    private static final int BLOCK_SLOTS = 10;

    private final SimulatedCity city;
    private final Instant start;
    private final float[][] speeds;
    private final float[][] twinSpeeds;
    private final List<SimulatedIncident> incidents;

    private TwinDay(SimulatedCity city, Instant start, int hours, List<SimulatedIncident> incidents) {
        this.city = city;
        this.start = start;
        this.incidents = incidents;
        int stations = city.network().sensors().size();
        speeds = new float[hours * SLOTS_AN_HOUR / BLOCK_SLOTS][stations];
        twinSpeeds = new float[hours * SLOTS_AN_HOUR / BLOCK_SLOTS][stations];
    }

    /** Simulates a day and hands on its slots: their ends and the readings by sensor. */
    static void play(
            SimulatedCity city, Instant start, int hours, BiConsumer<Instant, Map<String, Measurement>> slots) {
        var reports = city.newReports();
        var simulation = TrafficSimulation.at(city, start);
        for (int slot = 0; slot < hours * SLOTS_AN_HOUR; slot++) {
            simulation.advance(SLOT, reports);
            slots.accept(simulation.now(), readings(city, reports));
        }
    }

    /** The same with what happened. */
    static List<Happening> play(
            SimulatedCity city,
            SimulatedCity twin,
            Instant start,
            int hours,
            BiConsumer<Instant, Map<String, Measurement>> slots) {
        return run(city, twin, start, hours, (now, reports) -> slots.accept(now, readings(city, reports)))
                .happenings();
    }

    /** Simulates a day of 24 hours for what it was like. */
    static TwinDay of(SimulatedCity city, SimulatedCity twin, Instant start) {
        return run(city, twin, start, 24, (now, reports) -> {});
    }

    private static TwinDay run(
            SimulatedCity city,
            SimulatedCity twin,
            Instant start,
            int hours,
            BiConsumer<Instant, StationReports> slots) {
        var reports = city.newReports();
        var simulation = TrafficSimulation.at(city, start);
        var day = new TwinDay(city, start, hours, simulation.incidentsOfTheDay());
        for (int slot = 0; slot < hours * SLOTS_AN_HOUR; slot++) {
            simulation.advance(SLOT, reports);
            slots.accept(simulation.now(), reports);
            add(reports, day.speeds[slot / BLOCK_SLOTS]);
        }
        var twinSimulation = TrafficSimulation.at(twin, start);
        for (int slot = 0; slot < hours * SLOTS_AN_HOUR; slot++) {
            twinSimulation.advance(SLOT, reports);
            add(reports, day.twinSpeeds[slot / BLOCK_SLOTS]);
        }
        return day;
    }

    /** Speeds of a window in mph, stations in the network's order; {@code NaN} where a slot is missing. */
    float[] mph(Instant windowStart) {
        return speeds[block(windowStart)];
    }

    /** The same without incidents. */
    float[] twinMph(Instant windowStart) {
        return twinSpeeds[block(windowStart)];
    }

    private static Map<String, Measurement> readings(SimulatedCity city, StationReports reports) {
        var readings = HashMap.<String, Measurement>newHashMap(reports.stations());
        var sensors = city.network().sensors();
        for (int station = 0; station < reports.stations(); station++) {
            if (!reports.isMissing(station)) {
                readings.put(
                        sensors.get(station).id(),
                        new Measurement(
                                reports.speedMph(station),
                                reports.flowVph(station),
                                reports.occupancyPercent(station)));
            }
        }
        return readings;
    }

    /** A block with a missing slot is missing: the twin misses the same. */
    private static void add(StationReports reports, float[] block) {
        for (int station = 0; station < block.length; station++) {
            block[station] += reports.speedMph(station) / BLOCK_SLOTS;
        }
    }

    /** What happened, in the order in which it was drawn. */
    List<Happening> happenings() {
        var happenings = new ArrayList<Happening>();
        var end = start.plus(SLOT.multipliedBy((long) speeds.length * BLOCK_SLOTS));
        for (SimulatedIncident incident : incidents) {
            boolean over = !RoadTruth.lastMoment(incident).isAfter(end);
            var upstream = upstream(incident);
            happenings.add(
                    new Happening(incident, over && isVisible(incident, upstream), isCongested(incident, upstream)));
        }
        return happenings;
    }

    /** The stations before the place, the nearest first, by their numbers in the network. */
    private List<Integer> upstream(SimulatedIncident incident) {
        var corridor = city.network()
                .findCorridor(incident.freeway() + "-" + incident.direction())
                .orElseThrow();
        double place = RoadTruth.travelled(incident.direction(), incident.postmileMiles());
        var found = new ArrayList<Integer>();
        for (Corridor.Station station : corridor.stations().reversed()) {
            double before = place - RoadTruth.travelled(incident.direction(), station.postmileMiles());
            if (before >= 0 && before <= SLOWER_MILES) {
                found.add(city.network().sensors().indexOf(station.sensor()));
            }
        }
        return found;
    }

    private boolean isVisible(SimulatedIncident incident, List<Integer> upstream) {
        int first = block(incident.interval().start());
        int last = Math.min(speeds.length - 1, block(RoadTruth.lastMoment(incident)));
        int blocks = (int) (SLOWER_FOR.toSeconds() / SLOT.toSeconds() / BLOCK_SLOTS);
        for (int station : upstream) {
            for (int block = first; block + blocks - 1 <= last; block++) {
                double slower = 0;
                for (int i = block; i < block + blocks; i++) {
                    slower += (twinSpeeds[i][station] - speeds[i][station]) / blocks;
                }
                if (slower >= SLOWER_MPH) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isCongested(SimulatedIncident incident, List<Integer> upstream) {
        int before = Math.max(0, block(incident.interval().start()) - 1);
        return upstream.stream()
                .map(station -> speeds[before][station])
                .filter(speed -> !Float.isNaN(speed))
                .findFirst()
                .map(speed -> speed < CONGESTED_MPH)
                .orElse(false);
    }

    private int block(Instant instant) {
        long seconds = Duration.between(start, instant).toSeconds();
        return (int) Math.min(speeds.length - 1, seconds / (BLOCK_SLOTS * SLOT.toSeconds()));
    }
}
