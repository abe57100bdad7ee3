package io.freeflow.core.incident;

import io.freeflow.core.alert.Severity;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An incident as somebody reports it, before it has a place on the network.
 *
 * @param id the reporter's name for it; empty where it has none
 * @param source who says so
 * @param start empty for now
 * @param end when it was really over
 * @param lanesClosed empty where nobody knows
 */
public record IncidentReport(
        Optional<String> id,
        String source,
        IncidentType type,
        Severity severity,
        Where where,
        Optional<Instant> start,
        Optional<Instant> expectedEnd,
        Optional<Instant> end,
        OptionalInt lanesClosed,
        String description) {

    /**
     * What is said about its place, as much as there is.
     *
     * @param freeway such as {@code I-405}, as the reporter writes it
     * @param points along the road; empty where no position was said
     */
    public record Where(
            Optional<String> sensorId,
            Optional<String> freeway,
            Optional<Direction> direction,
            OptionalDouble fromPostmileMiles,
            OptionalDouble toPostmileMiles,
            List<Position> points) {
        public Where {
            points = List.copyOf(points);
        }
    }
}
