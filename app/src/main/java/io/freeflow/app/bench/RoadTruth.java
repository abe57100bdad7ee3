package io.freeflow.app.bench;

import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.network.Corridor;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.pipeline.detect.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What happened on the roads of one simulated day, and which detection means what. */
final class RoadTruth {

    /** A detection's upstream station lies at most so far before the place of what it found, */
    static final double MILES_BEFORE = 3;
    /** or so far behind it, since a station may stand at the place. */
    static final double MILES_BEHIND = 0.5;
    /** A queue stands for some time after its cause is gone. */
    static final Duration AFTER_CLEARANCE = Duration.ofMinutes(10);

    private final Map<String, Double> travelledBySensor = new HashMap<>();

    RoadTruth(Network network) {
        for (Corridor corridor : network.corridors()) {
            for (Corridor.Station station : corridor.stations()) {
                travelledBySensor.put(station.sensor().id(), travelled(corridor.direction(), station.postmileMiles()));
            }
        }
    }

    /** Miles that grow in the direction of travel. */
    static double travelled(Direction direction, double postmile) {
        return switch (direction) {
            case N, E -> postmile;
            case S, W -> -postmile;
        };
    }

    /** Whether a detection is of this incident. */
    boolean matches(Detection detection, SimulatedIncident incident) {
        return detection.corridorId().equals(incident.freeway() + "-" + incident.direction())
                && isNear(detection, incident.direction(), incident);
    }

    /** Whether a detection is of drivers who look at this crash from the other direction. */
    boolean isOnlookers(Detection detection, SimulatedIncident incident) {
        var direction = opposite(incident.direction());
        return incident.kind() == SimulatedIncident.Kind.CRASH
                && detection.corridorId().equals(incident.freeway() + "-" + direction)
                && isNear(detection, direction, incident);
    }

    private boolean isNear(Detection detection, Direction direction, SimulatedIncident incident) {
        double upstream = travelled(detection.upstreamSensorId());
        return isNear(upstream, upstream, detection.confirmed(), direction, incident);
    }

    /** Whether an alert that opens at a place is of this incident: its stretch as a detection's upstream station. */
    boolean matches(AlertPlace place, Instant opened, SimulatedIncident incident) {
        return place.corridorId().equals(incident.freeway() + "-" + incident.direction())
                && isNear(place, opened, incident.direction(), incident);
    }

    /** Whether an alert is of drivers who look at this crash from the other direction. */
    boolean isOnlookers(AlertPlace place, Instant opened, SimulatedIncident incident) {
        var direction = opposite(incident.direction());
        return incident.kind() == SimulatedIncident.Kind.CRASH
                && place.corridorId().equals(incident.freeway() + "-" + direction)
                && isNear(place, opened, direction, incident);
    }

    private boolean isNear(AlertPlace place, Instant opened, Direction direction, SimulatedIncident incident) {
        return isNear(travelled(place.tailSensorId()), travelled(place.headSensorId()), opened, direction, incident);
    }

    private static boolean isNear(
            double tail, double head, Instant at, Direction direction, SimulatedIncident incident) {
        double place = travelled(direction, incident.postmileMiles());
        return place - head <= MILES_BEFORE
                && place - tail >= -MILES_BEHIND
                && !at.isBefore(incident.interval().start())
                && !at.isAfter(lastMoment(incident));
    }

    static Instant lastMoment(SimulatedIncident incident) {
        return incident.interval().end().plus(AFTER_CLEARANCE);
    }

    double travelled(String sensorId) {
        return Optional.ofNullable(travelledBySensor.get(sensorId))
                .orElseThrow(() -> new IllegalArgumentException("there is no sensor " + sensorId));
    }

    private static Direction opposite(Direction direction) {
        return switch (direction) {
            case N -> Direction.S;
            case S -> Direction.N;
            case E -> Direction.W;
            case W -> Direction.E;
        };
    }
}
