package io.freeflow.pipeline.aggregate;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What happens on a road with bad weather in its cables, drawn from a seed: two sources with ticks of their own, readings
 * that are shuffled, doubled, revised or late, marks that come back.
 *
 * @param inputs for each part in the order in which it gets them
 * @param lanes each source marks all of them
 */
record Traffic(List<List<Message>> inputs, int lanes) {

    static final Instant BEGIN = Instant.parse("2012-03-01T08:00:00Z");
    private static final String[] SENSORS = {"A", "B", "C", "D", "E", "Z1", "Z2"};
    private static final List<String> SOURCES = List.of("loops", "probes");

    /**
     * Two hours of traffic.
     *
     * @param latest how late a reading may be
     */
    static Traffic draw(Random random, Duration latest) {
        int parts = 1 + random.nextInt(3);
        int lanes = 1 + random.nextInt(3);
        var inputs = new ArrayList<List<Message>>();
        for (int part = 0; part < parts; part++) {
            inputs.add(new ArrayList<>());
        }
        var late = new ArrayList<Late>();
        int tickSeconds = 60 * (1 + random.nextInt(9));
        var begin = new Mark("loops", 0, BEGIN);
        everywhere(begin, lanes, inputs, random);
        everywhere(new Mark("probes", 0, BEGIN), lanes, inputs, random);
        for (Instant now = BEGIN; now.isBefore(BEGIN.plus(Duration.ofHours(2))); now = now.plusSeconds(tickSeconds)) {
            Instant end = now.plusSeconds(tickSeconds);
            for (String source : SOURCES) {
                var readings = readings(source, now, end, random);
                for (Reading reading : List.copyOf(readings)) {
                    int fate = random.nextInt(20);
                    if (fate == 0) {
                        readings.add(reading);
                    } else if (fate == 1) {
                        readings.add(with(reading, measurement(random)));
                    } else if (fate < 4) {
                        Reading later = fate == 2 ? reading : with(reading, measurement(random));
                        late.add(new Late(end.plusSeconds(random.nextLong(latest.toSeconds())), later));
                        if (random.nextBoolean()) {
                            readings.remove(reading);
                        }
                    }
                }
                Collections.shuffle(readings, random);
                readings.forEach(reading -> give(reading, inputs));
            }
            late.removeIf(one -> !one.due().isAfter(end) && give(one.reading(), inputs));
            for (String source : SOURCES) {
                if (random.nextInt(4) > 0) {
                    everywhere(
                            new Mark(source, 0, end.minusSeconds(random.nextInt(8) == 0 ? 400 : 0)),
                            lanes,
                            inputs,
                            random);
                }
            }
        }
        late.forEach(one -> give(one.reading(), inputs));
        Instant last = BEGIN.plus(Duration.ofHours(4));
        SOURCES.forEach(source -> everywhere(new Mark(source, 0, last), lanes, inputs, random));
        return new Traffic(inputs, lanes);
    }

    int parts() {
        return inputs.size();
    }

    private record Late(Instant due, Reading reading) {}

    private static List<Reading> readings(String source, Instant from, Instant to, Random random) {
        var readings = new ArrayList<Reading>();
        int period = source.equals("loops") ? 30 : 300;
        long first = Math.ceilDiv(from.getEpochSecond(), period) * period;
        for (long start = first; start < to.getEpochSecond(); start += period) {
            for (String sensor : SENSORS) {
                if (random.nextInt(10) < (period == 30 ? 2 : 7)) {
                    var interval = Interval.startingAt(Instant.ofEpochSecond(start), Duration.ofSeconds(period));
                    readings.add(new Reading(source, sensor, interval, measurement(random), interval.end(), List.of()));
                }
            }
        }
        return readings;
    }

    private static Measurement measurement(Random random) {
        double mph = random.nextInt(6) == 0 ? Double.NaN : random.nextInt(800) / 10.0;
        double flow = random.nextInt(3) == 0 ? Double.NaN : 120 * random.nextInt(20);
        double occupancy = random.nextInt(3) == 0 ? random.nextInt(101) : Double.NaN;
        return Double.isNaN(mph) && Double.isNaN(flow)
                ? new Measurement(0, 0, occupancy)
                : new Measurement(mph, flow, occupancy);
    }

    private static Reading with(Reading reading, Measurement measurement) {
        return new Reading(
                reading.feed(), reading.sensorId(), reading.interval(), measurement, reading.knownAt(), List.of());
    }

    /** A sensor's readings go to one part. */
    private static boolean give(Reading reading, List<List<Message>> inputs) {
        return inputs.get(Math.floorMod(reading.sensorId().hashCode(), inputs.size()))
                .add(reading);
    }

    /** A mark goes to all parts through all lanes, in any order. */
    private static void everywhere(Mark mark, int lanes, List<List<Message>> inputs, Random random) {
        for (List<Message> input : inputs) {
            var marks = new ArrayList<Mark>();
            for (int lane = 0; lane < lanes; lane++) {
                marks.add(new Mark(mark.source(), lane, mark.completeUntil()));
            }
            Collections.shuffle(marks, random);
            input.addAll(marks);
        }
    }
}
