package io.freeflow.app.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Reading;
import io.freeflow.core.store.SourcePartition;
import io.freeflow.core.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;

/**
 * A feed whose every tick is decided by its seed: it drops, delays, repeats, shuffles, corrects and garbles what detectors
 * say, and some clocks are wrong. Records, marks and its own position become real together.
 */
final class SimulatedFeed {

    static final String NAME = "sim";
    static final Instant START = Instant.parse("2026-03-03T08:00:00Z");
    static final int TICKS = 45;

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int LONGEST_DELAY = 9;

    private final SimulatedLog log;
    private final long seed;
    private final List<String> sensorIds;
    private final int lanes;
    private final Map<String, Long> counts = new TreeMap<>();
    /** What was sent and must be stored, in the order it was sent. */
    private final List<Reading> valid = new ArrayList<>();

    private int tick;

    SimulatedFeed(SimulatedLog log, long seed, List<String> sensorIds, int lanes) {
        this.log = log;
        this.seed = seed;
        this.sensorIds = sensorIds;
        this.lanes = lanes;
    }

    /** One record and what must become of it. */
    private record Item(String sensorId, byte[] payload, Optional<Reading> reading) {}

    boolean hasEnded() {
        return tick > TICKS;
    }

    /** Sends a tick. A feed that crashes inside of one has sent nothing, and does the same again: so it cannot be seen. */
    void send() {
        var items = new ArrayList<Item>();
        if (tick < TICKS) {
            for (int late = 0; late <= Math.min(LONGEST_DELAY, tick); late++) {
                items.addAll(made(tick - late, late));
            }
        } else {
            for (int made = Math.max(0, tick - LONGEST_DELAY); made < tick; made++) {
                for (int late = tick - made; late <= LONGEST_DELAY; late++) {
                    items.addAll(made(made, late));
                }
            }
        }
        Collections.shuffle(items, new Random(seed ^ tick * 31L));
        for (Item item : items) {
            log.appendRaw(new SourcePartition(SimulatedRoad.RAW, laneOf(item.sensorId())), NAME, item.payload());
            count(Counters.SENT);
            item.reading().ifPresent(valid::add);
        }
        Instant complete = tick < TICKS ? START.plus(PERIOD.multipliedBy(tick + 1)) : START.plus(Duration.ofHours(2));
        for (int lane = 0; lane < lanes; lane++) {
            log.append(new SourcePartition(SimulatedRoad.RAW, lane), new Mark(NAME, lane, complete));
            count(Counters.MARKS);
        }
        tick++;
        log.append(new SourcePartition(SimulatedRoad.FEEDS, 0), state(complete));
    }

    /** One sensor in three comes by another lane than its own. */
    private int laneOf(String sensorId) {
        int own = SimulatedRoad.laneOf(sensorId, lanes);
        return sensorId.charAt(0) % 3 == 0 ? (own + 1) % lanes : own;
    }

    private FeedState state(Instant complete) {
        return new FeedState(
                new FeedInfo(NAME, FeedInfo.Kind.SIMULATED, "simulation " + seed),
                Integer.toString(tick),
                Optional.of(complete),
                OptionalDouble.empty(),
                hasEnded() ? FeedState.Activity.ENDED : FeedState.Activity.RUNNING,
                counts);
    }

    /** What detectors measured in a tick and what is sent of it so many ticks later; the same whenever it is asked. */
    private List<Item> made(int when, int late) {
        var random = new Random(seed * 1_000_003 + when);
        var items = new ArrayList<Item>();
        boolean outage = random.nextInt(12) == 0;
        for (String sensorId : sensorIds) {
            int fate = random.nextInt(100);
            int delay = random.nextInt(100) < 85 ? 0 : 1 + random.nextInt(LONGEST_DELAY);
            double mph = Math.round(random.nextDouble(5, 70));
            double corrected = Math.round(random.nextDouble(5, 70));
            Instant start = START.plus(PERIOD.multipliedBy(when));
            if ((outage && sensorId.compareTo("D") < 0) || fate < 5) {
                if (late == 0) {
                    count(Counters.SLOTS);
                    count(Counters.MISSING + (fate < 5 ? "dropped" : "outage"));
                }
            } else if (fate < 8 && when > 0 && late == 0) {
                count(Counters.SLOTS);
                items.add(wrong(sensorId, start, fate, mph));
            } else if (late == delay) {
                count(Counters.SLOTS);
                items.add(item(sensorId, start, mph));
                if (fate >= 90) {
                    count(Counters.REPEATED);
                    items.add(item(sensorId, start, mph));
                }
            } else if (fate >= 8 && fate < 14 && late == Math.min(LONGEST_DELAY, delay + 1)) {
                count(Counters.REPEATED);
                items.add(item(sensorId, start, corrected));
            }
        }
        return items;
    }

    private static Item wrong(String sensorId, Instant start, int fate, double mph) {
        return switch (fate) {
            case 5 -> new Item(sensorId, "{\"sensor_id\":".getBytes(UTF_8), Optional.empty());
            case 6 -> new Item(sensorId, json(sensorId, start.plus(Duration.ofMinutes(40)), mph), Optional.empty());
            default -> item(sensorId, start.minus(Duration.ofSeconds(437)), mph); // its clock is slow
        };
    }

    private static Item item(String sensorId, Instant start, double mph) {
        var interval = Interval.startingAt(start, PERIOD);
        return new Item(
                sensorId,
                json(sensorId, start, mph),
                Optional.of(
                        new Reading(NAME, sensorId, interval, Measurement.ofSpeed(mph), interval.end(), List.of())));
    }

    private static byte[] json(String sensorId, Instant start, double mph) {
        return "{\"sensor_id\":\"%s\",\"timestamp\":\"%s\",\"period_seconds\":60,\"speed_mph\":%s}"
                .formatted(sensorId, start, String.format(Locale.ROOT, "%.0f", mph))
                .getBytes(UTF_8);
    }

    private void count(String counter) {
        counts.merge(counter, 1L, Long::sum);
    }

    List<Reading> valid() {
        return valid;
    }

    LedgerEntry books() {
        return new LedgerEntry(Stages.FEED, NAME, counts);
    }
}
