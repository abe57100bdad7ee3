package io.freeflow.app.bench;

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
        double before = travelled(direction, incident.postmileMiles()) - travelled(detection.upstreamSensorId());
        return before <= MILES_BEFORE
                && before >= -MILES_BEHIND
                && !detection.confirmed().isBefore(incident.interval().start())
                && !detection.confirmed().isAfter(lastMoment(incident));
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
