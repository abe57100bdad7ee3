package io.freeflow.forecast;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.Quality;
import io.freeflow.core.window.TrafficState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Small roads for tests. Window 0 starts on Monday 2 March 2026, 08:00 in Los Angeles. */
public final class Roads {

    public static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    public static final Instant START = Instant.parse("2026-03-02T16:00:00Z");
    public static final String REGION = "los-angeles";

    private Roads() {}

    public static Sensor sensor(String id, String region) {
        return new Sensor(id, id, new Position(34, -118), region, new Placement.StationOnly(), OptionalDouble.of(65));
    }

    /** A network of one region. */
    public static Network network(String... ids) {
        return Network.of(
                ZONE, List.of(ids).stream().map(id -> sensor(id, REGION)).toList(), List.of());
    }

    public static Interval window(long number) {
        return Interval.startingAt(START.plus(FiveMinutes.LENGTH.multipliedBy(number)), FiveMinutes.LENGTH);
    }

    /** The only part of a window: id and speed in turn; {@code NaN} is missing. */
    public static WindowPart whole(long number, Object... idsAndSpeeds) {
        return part(number, 0, 1, 0, idsAndSpeeds);
    }

    public static WindowPart part(long number, int part, int parts, int revision, Object... idsAndSpeeds) {
        var states = new ArrayList<TrafficState>();
        for (int i = 0; i < idsAndSpeeds.length; i += 2) {
            states.add(state((String) idsAndSpeeds[i], ((Number) idsAndSpeeds[i + 1]).doubleValue()));
        }
        var end = window(number).end();
        return new WindowPart(REGION, window(number), part, parts, revision, end.plusSeconds(60L * revision), states);
    }

    public static WindowPart imputed(long number, String id, double mph) {
        var state = new TrafficState(id, Measurement.ofSpeed(mph), 0, Quality.IMPUTED);
        return new WindowPart(REGION, window(number), 0, 1, 0, window(number).end(), List.of(state));
    }

    private static TrafficState state(String id, double mph) {
        return Double.isNaN(mph) ? TrafficState.missing(id) : TrafficState.observed(id, Measurement.ofSpeed(mph), 1);
    }
}
