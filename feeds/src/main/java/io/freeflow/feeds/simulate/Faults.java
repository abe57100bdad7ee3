package io.freeflow.feeds.simulate;

import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SensorFault.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What faults make of what loops measure. */
final class Faults {

    private static final double STANDING_FEET = 22;

    private final SimulatedCity city;
    private final List<SensorFault> all;
    private final Map<String, List<SensorFault>> bySensor = new HashMap<>();

    Faults(SimulatedCity city, List<SensorFault> all) {
        this.city = city;
        this.all = List.copyOf(all);
        all.forEach(fault -> bySensor.computeIfAbsent(fault.sensorId(), id -> new ArrayList<>())
                .add(fault));
    }

    /** These and others. */
    Faults and(Stream<SensorFault> others) {
        return new Faults(city, Stream.concat(all.stream(), others).toList());
    }

    List<SensorFault> all() {
        return all;
    }

    /** What is wrong with a station at an instant. */
    Stream<SensorFault> of(String sensorId, Instant now) {
        return bySensor.getOrDefault(sensorId, List.of()).stream()
                .filter(fault -> fault.interval().contains(now));
    }

    boolean isOut(String sensorId, Instant now) {
        return of(sensorId, now).anyMatch(fault -> fault.kind() == Kind.OUTAGE);
    }

    /** Spoils the lanes of a station that has just measured them. */
    void spoilLanes(StationReports reports, int station, String sensorId, Instant now, SplittableRandom random) {
        of(sensorId, now)
                .filter(fault -> fault.kind().concernsLane())
                .filter(fault -> fault.lane().orElseThrow() <= reports.lanes(station))
                .forEach(fault -> spoil(reports, station, fault.lane().orElseThrow() - 1, fault, now, random));
    }

    private static void spoil(
            StationReports reports, int station, int lane, SensorFault fault, Instant now, SplittableRandom random) {
        double speed = reports.laneSpeedMph(station, lane);
        double flow = reports.laneFlowVph(station, lane);
        double occupancy = reports.laneOccupancyPercent(station, lane);
        switch (fault.kind()) {
            case STUCK -> {
                double stuckFlow = 120 * Math.round(2 + 10 * fault.amount());
                double stuckSpeed = Math.round(15 + 50 * fault.amount());
                reports.setLane(station, lane, stuckSpeed, stuckFlow, occupancy(stuckFlow / stuckSpeed));
            }
            case DEAD -> reports.setLane(station, lane, Double.NaN, 0, 0);
            case CHATTERING -> {
                double times = 2 + 4 * fault.amount();
                reports.setLane(station, lane, speed, flow * times, StationReports.tenths(occupancy / 2));
            }
            case DRIFTING -> {
                double grown = 1 + fault.amount() * progress(fault, now);
                reports.setLane(
                        station,
                        lane,
                        StationReports.tenths(speed / grown),
                        flow,
                        StationReports.tenths(Math.min(100, occupancy * grown)));
            }
            case INTERMITTENT -> {
                if (random.nextDouble() < 0.3 + 0.5 * fault.amount()) {
                    reports.setLane(station, lane, Double.NaN, Double.NaN, Double.NaN);
                }
            }
            case WRONG_POSITION, OUTAGE, LATE, DUPLICATED, OUT_OF_ORDER, SKEWED_CLOCK -> {}
        }
    }

    private static double occupancy(double density) {
        return StationReports.tenths(Math.min(100, 100 * STANDING_FEET / 5280 * density));
    }

    private static double progress(SensorFault fault, Instant now) {
        return (double) (now.getEpochSecond() - fault.interval().start().getEpochSecond())
                / fault.interval().length().toSeconds();
    }

    /** Lets the stations that are entered at a wrong place report what the ones there see. */
    void misplace(StationReports reports, Instant now) {
        for (SensorFault fault : all) {
            if (fault.kind() == Kind.WRONG_POSITION && fault.interval().contains(now)) {
                int station = city.indexOf(fault.sensorId());
                int shift = 1 + (int) (fault.amount() * (city.stations().size() - 2));
                reports.copy(reports, (station + shift) % city.stations().size(), station);
            }
        }
    }
}
