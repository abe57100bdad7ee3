package io.freeflow.app.bench.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.time.FiveMinutes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Nested JSON readings of about 500 bytes (format N2 of docs/data.md) by number: each sensor in turn, a round every 30
 * seconds of road time. One in a hundred is too fast to be believed. The same number always gives the same bytes.
 *
 * @param sensors how many there are, 1 to 1,000,000
 */
record NestedReadings(int sensors) {

    static final Duration PERIOD = Duration.ofSeconds(30);
    static final Instant BEGIN = Instant.parse("2026-03-02T15:00:00Z");
    static final int MOST_SENSORS = 1_000_000;

    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ISO_LOCAL_DATE_TIME.withZone(ZONE);
    private static final int FIRST_ID = 1_000_000;
    private static final int ONE_IS_TOO_FAST_IN = 100;

    NestedReadings {
        if (sensors < 1 || sensors > MOST_SENSORS) {
            throw new IllegalArgumentException("sensors must be 1-" + MOST_SENSORS + ", was " + sensors);
        }
    }

    /** What the road knows of these sensors: one region, one freeway. */
    Network network() {
        return Network.of(
                ZONE,
                IntStream.range(0, sensors)
                        .mapToObj(number -> new Sensor(
                                id(number),
                                "Benchmark " + number,
                                new Position(34 + number * 1e-6, -118),
                                "d07",
                                new Placement.OnFreeway("I-5", Direction.N, number * 0.01, 4),
                                OptionalDouble.of(65)))
                        .toList(),
                List.of());
    }

    static String id(int sensor) {
        return Integer.toString(FIRST_ID + sensor);
    }

    int sensorOf(long index) {
        return (int) (index % sensors);
    }

    Instant startOf(long index) {
        return BEGIN.plus(PERIOD.multipliedBy(index / sensors));
    }

    /** The reading that a sensor gave for an interval with that start. */
    long indexOf(String sensorId, Instant start) {
        long round = Duration.between(BEGIN, start).dividedBy(PERIOD);
        return round * sensors + Integer.parseInt(sensorId) - FIRST_ID;
    }

    /** How many of the first so many are valid. */
    static long validAmong(long count) {
        return count - count / ONE_IS_TOO_FAST_IN;
    }

    static boolean isValid(long index) {
        return index % ONE_IS_TOO_FAST_IN != ONE_IS_TOO_FAST_IN - 1;
    }

    /** How many windows the first so many close, when their last mark has passed. */
    long windowsIn(long count) {
        return Duration.between(BEGIN, startOf(count)).dividedBy(FiveMinutes.LENGTH);
    }

    /** How many readings so many windows hold, the invalid ones included. */
    long readingsIn(long windows) {
        return windows * FiveMinutes.LENGTH.dividedBy(PERIOD) * sensors;
    }

    byte[] json(long index) {
        int sensor = sensorOf(index);
        var random = new SplittableRandom(index);
        double speed = random.nextInt(150, 700) / 10.0;
        int level = 10 - (int) (speed / 8);
        return ("{\"event_id\":\"bench-" + index
                        + "\",\"sensor_id\":\"" + id(sensor)
                        + "\",\"timestamp\":\"" + LOCAL.format(startOf(index))
                        + "\",\"period_seconds\":30,\"hour\":7,\"day_of_week\":0,\"is_weekend\":false,"
                        + "\"location\":{\"segment_id\":\"seg-" + sensor + "\",\"sensor_id\":\"" + id(sensor)
                        + "\",\"highway\":\"I-5\",\"direction\":\"N\",\"lanes\":4,\"mile_marker\":" + sensor / 100.0
                        + ",\"latitude\":" + (34 + sensor % 1000 / 1000.0) + ",\"longitude\":-118.25},"
                        + "\"traffic_data\":{\"speed_mph\":" + (isValid(index) ? speed : speed + 150)
                        + ",\"volume_vehicles_per_hour\":" + random.nextInt(200, 8000)
                        + ",\"occupancy_percentage\":" + random.nextInt(10, 500) / 10.0
                        + ",\"congestion_level\":" + level + "},"
                        + "\"weather\":{\"condition\":\"clear\",\"temperature_f\":61.5,\"precipitation\":false}}")
                .getBytes(UTF_8);
    }
}
