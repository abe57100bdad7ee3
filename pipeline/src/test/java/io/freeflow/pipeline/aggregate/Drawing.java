package io.freeflow.pipeline.aggregate;

import static java.util.stream.Collectors.joining;

import io.freeflow.core.ledger.Counters;
import io.freeflow.core.network.Network;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.TrafficState;
import io.freeflow.pipeline.health.HealthConfig;
import io.freeflow.testkit.Networks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An aggregate stage that takes a drawing, line by line, and tells the parts that came out. The day is 2012-03-01.
 *
 * <pre>
 * 08:00     A  52                  a reading of five minutes; - is missing
 * 08:00:30  A  52  veh/h=600 s=30  flow and length
 * 08:00     A  52  late            what the stage must take it for; windowed where nothing is said
 * 08:05     mark                   the feed is complete until then, in every lane
 * 08:05     mark  lane=1           in that lane only
 * 08:00     A  60  of=probes       of another source than «loops»; marks too
 * </pre>
 */
final class Drawing {

    static final AggregateConfig CONFIG = new AggregateConfig(
            Duration.ZERO, Duration.ofHours(12), Duration.ofHours(24), Duration.ofDays(1), Duration.ZERO);
    static final Network NETWORK = Networks.draw("""
            north  I-5    N  A B
            south  I-405  S  C
            """);

    private final AggregateStage stage;
    private final int lanes;
    private final List<WindowPart> parts = new ArrayList<>();

    private Drawing(AggregateStage stage, int lanes) {
        this.stage = stage;
        this.lanes = lanes;
    }

    /** One part, fed through one lane. */
    static Drawing road() {
        return road(CONFIG, 1);
    }

    static Drawing road(AggregateConfig config, int lanes) {
        return part(config, 0, 1, lanes);
    }

    static Drawing part(AggregateConfig config, int part, int parts, int lanes) {
        return new Drawing(new AggregateStage(config, HealthConfig.OFF, NETWORK, part, parts, lanes), lanes);
    }

    Drawing draw(String drawing) {
        drawing.strip().lines().forEach(line -> draw(line.strip().split("\\s+")));
        return this;
    }

    private void draw(String[] words) {
        var options = new TreeMap<String, String>();
        String remark = Counters.WINDOWED;
        for (int i = words[1].equals("mark") ? 2 : 3; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 0) {
                remark = words[i];
            } else {
                options.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
        }
        if (words[1].equals("mark")) {
            mark(time(words[0]), options);
        } else {
            read(reading(words, options), remark, String.join(" ", words));
        }
    }

    private void mark(Instant completeUntil, Map<String, String> options) {
        String source = options.getOrDefault("of", "loops");
        String only = options.get("lane");
        for (int lane = 0; lane < lanes; lane++) {
            if (only == null || lane == Integer.parseInt(only)) {
                take(new Mark(source, lane, completeUntil));
            }
        }
    }

    private void read(Reading reading, String remark, String line) {
        long before = books(remark);
        take(reading);
        if (books(remark) != before + 1) {
            throw new AssertionError("«" + line + "» was not " + remark + ": " + books());
        }
    }

    void take(Message input) {
        stage.accept(input, output -> parts.add((WindowPart) output));
    }

    private static Reading reading(String[] words, Map<String, String> options) {
        var interval = Interval.startingAt(
                time(words[0]), Duration.ofSeconds(Long.parseLong(options.getOrDefault("s", "300"))));
        return new Reading(
                options.getOrDefault("of", "loops"),
                words[1],
                interval,
                new Measurement(
                        number(words[2]),
                        number(options.getOrDefault("veh/h", "-")),
                        number(options.getOrDefault("occ", "-"))),
                options.containsKey("known") ? time(options.getOrDefault("known", "")) : interval.end(),
                List.of());
    }

    private static double number(String word) {
        return word.equals("-") ? Double.NaN : Double.parseDouble(word);
    }

    /** {@code 08:00}, {@code 08:00:30} or {@code 2T08:00} for the second of March. */
    static Instant time(String word) {
        String time = word.contains("T") ? word : "1T" + word;
        return Instant.parse("2012-03-0" + time + (time.indexOf(':') == time.lastIndexOf(':') ? ":00Z" : "Z"));
    }

    /** The parts that came out since the last call, such as {@code 08:00 north r0: A 52.0, B 60.0}. */
    List<String> parts() {
        var told = parts.stream().map(Drawing::tell).toList();
        parts.clear();
        return told;
    }

    /** As {@link #parts()}, with all numbers and when each was known. */
    List<WindowPart> takeParts() {
        var taken = List.copyOf(parts);
        parts.clear();
        return taken;
    }

    private static String tell(WindowPart part) {
        String states = part.states().stream().map(Drawing::tell).collect(joining(", "));
        return part.interval().start().toString().substring(11, 16) + " " + part.region() + " r" + part.revision() + ":"
                + (states.isEmpty() ? "" : " " + states);
    }

    private static String tell(TrafficState state) {
        var measurement = state.measurement();
        return state.sensorId()
                + (measurement.hasSpeed() ? " " + round(measurement.speedMph()) : " -")
                + (measurement.hasFlow() ? " " + round(measurement.flowVph()) + "veh/h" : "")
                + (measurement.hasOccupancy() ? " " + round(measurement.occupancyPercent()) + "%" : "")
                + (state.readings() == 1 ? "" : " n=" + state.readings());
    }

    private static String round(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    Map<String, Long> books() {
        return stage.books().counts();
    }

    private long books(String counter) {
        return books().getOrDefault(counter, 0L);
    }

    /** What a save hands on, by granule; a deletion has a minus before its name. */
    List<String> save() {
        var granules = new ArrayList<String>();
        stage.save((granule, bytes) -> granules.add(bytes == null ? "-" + granule : granule));
        return granules;
    }
}
