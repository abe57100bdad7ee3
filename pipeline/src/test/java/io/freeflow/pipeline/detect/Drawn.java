package io.freeflow.pipeline.detect;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** A road of seven stations A to G in the order of travel, southbound with four lanes, and what is drawn on it. */
final class Drawn {

    static final int STATIONS = 7;
    static final Instant MONDAY = Instant.parse("2026-09-14T15:00:00Z");
    static final Duration SLOT = Duration.ofSeconds(30);

    private Drawn() {}

    /** What a station measures at a minute. */
    interface Picture {
        Measurement at(int station, double minute);
    }

    static Network road(double milesApart) {
        var sensors = new ArrayList<Sensor>();
        for (int station = 0; station < STATIONS; station++) {
            sensors.add(new Sensor(
                    id(station),
                    id(station),
                    new Position(34, -118 + station / 100.0),
                    "la",
                    new Placement.OnFreeway("I-5", Direction.S, 100 - station * milesApart, 4),
                    OptionalDouble.empty()));
        }
        return Network.of(ZoneId.of("America/Los_Angeles"), sensors, List.of());
    }

    static String id(int station) {
        return Character.toString('A' + station);
    }

    static Measurement free() {
        return reading(62, 1_400);
    }

    /** Flow by lane; occupancy is that of 24-foot vehicles. */
    static Measurement reading(double mph, double vphPerLane) {
        return new Measurement(mph, 4 * vphPerLane, Math.min(100, 100 * 24 / 5280.0 * vphPerLane / mph));
    }

    /** Two of four lanes are blocked between C and D from minute 30 to 60; the queue runs upstream at 10 mph. */
    static Measurement incident(int station, double minute) {
        if (minute < 30.5 || minute > 60) {
            return free();
        }
        if (station >= 3) {
            return reading(64, 700);
        }
        double reached = 32 + 3 * (2 - station);
        return minute < reached ? free() : reading(5, 700);
    }

    /** It queues before a bottleneck between C and D from minute 30 to 90, as it does every day. */
    static Measurement recurrent(int station, double minute) {
        if (minute < 30 || minute > 90) {
            return free();
        }
        if (station >= 3) {
            return reading(55, 1_800);
        }
        double reached = 30 + 8 * (2 - station);
        return minute < reached ? reading(60, 1_850) : reading(Math.max(24, 60 - 9 * (minute - reached)), 1_800);
    }

    /** It flows slowly, and a wave of ninety seconds in which vehicles stand runs from G up to A. */
    static Measurement wave(int station, double minute) {
        double begins = 40 + 3 * (STATIONS - station);
        boolean inWave = minute >= begins && minute < begins + 1.5;
        return inWave ? reading(10, 1_000) : reading(33, 1_650);
    }

    /** The slots of a picture from minute 0, with the noise of counting. */
    static List<Map<String, Measurement>> slots(Picture picture, int minutes, long seed) {
        var random = new SplittableRandom(seed);
        var slots = new ArrayList<Map<String, Measurement>>();
        for (int slot = 1; slot <= 2 * minutes; slot++) {
            var readings = new HashMap<String, Measurement>();
            for (int station = 0; station < STATIONS; station++) {
                var drawn = picture.at(station, slot / 2.0);
                if (!drawn.isMissing()) {
                    readings.put(id(station), noisy(drawn, random));
                }
            }
            slots.add(readings);
        }
        return slots;
    }

    private static Measurement noisy(Measurement drawn, SplittableRandom random) {
        double counted = drawn.flowVph() / 120;
        double factor = counted > 0 ? Math.max(0, 1 + random.nextGaussian() / Math.sqrt(counted)) : 1;
        return new Measurement(
                Math.max(1, drawn.speedMph() + random.nextGaussian()),
                drawn.flowVph() * factor,
                Math.min(100, drawn.occupancyPercent() * factor));
    }

    /** What a detector says of slots that begin at an instant. */
    static List<Detection> watch(RegionDetector detector, Instant start, List<Map<String, Measurement>> slots) {
        var detections = new ArrayList<Detection>();
        var until = start;
        for (Map<String, Measurement> slot : slots) {
            until = until.plus(SLOT);
            detections.addAll(detector.accept(until, slot));
        }
        return detections;
    }
}
