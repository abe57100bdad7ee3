package io.freeflow.app.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.time.FiveMinutes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What every sensor says in every window, decided by a seed: some of it missing, late, twice, corrected later, or garbage.
 * The position is the number of the next tick.
 */
final class ChaosFeed implements Feed {

    static final String NAME = "chaos";
    static final int TICKS = 800;

    private static final Instant BEGIN = Instant.parse("2026-03-03T08:00:00Z");
    private static final int LONGEST_DELAY = 3;
    private static final List<String> GARBAGE = List.of("{\"sensor_id\":\"%s", "{\"sensor_id\":\"%s\"}", "%s,65");

    private final long seed;
    private final List<String> sensorIds;
    private int tick;

    ChaosFeed(long seed, List<String> sensorIds, int tick) {
        this.seed = seed;
        this.sensorIds = sensorIds;
        this.tick = tick;
    }

    static Feed.Opener opener(long seed, List<String> sensorIds) {
        return position ->
                new ChaosFeed(seed, sensorIds, position.map(Integer::parseInt).orElse(0));
    }

    /** A record and the reading in it, if there is one. */
    private record Said(String sensorId, Instant start, Optional<Double> mph, byte[] payload, String counter) {}

    /** Collects what is said in one tick. */
    private record Batch(List<Said> said, Map<String, Long> counts) {
        void add(Said one) {
            said.add(one);
            count(one.counter());
            count(Counters.SENT);
        }

        void count(String counter) {
            counts.merge(counter, 1L, Long::sum);
        }
    }

    /**
     * What must be there in the end.
     *
     * @param last the last value of each reading by {@link #key}, mph
     */
    record Expected(Map<String, Double> last, long duplicates, long revised, long garbage, long slots) {
        long sent() {
            return last.size() + duplicates + revised + garbage;
        }
    }

    static String key(String sensorId, Instant start) {
        return sensorId + " " + start;
    }

    static Expected expected(long seed, List<String> sensorIds) {
        var feed = new ChaosFeed(seed, sensorIds, 0);
        var last = new HashMap<String, Double>();
        long duplicates = 0;
        long revised = 0;
        long garbage = 0;
        for (int tick = 0; tick < TICKS; tick++) {
            for (Said said : feed.say(tick).said()) {
                if (said.mph().isEmpty()) {
                    garbage++;
                    continue;
                }
                double mph = said.mph().get();
                var before = last.put(key(said.sensorId(), said.start()), mph);
                duplicates += before != null && before == mph ? 1 : 0;
                revised += before != null && before != mph ? 1 : 0;
            }
        }
        return new Expected(last, duplicates, revised, garbage, (long) TICKS * sensorIds.size());
    }

    @Override
    public Optional<FeedBatch> next() {
        if (tick == TICKS) {
            return Optional.empty();
        }
        var batch = say(tick);
        var items = batch.said().stream()
                .map(said -> new FeedBatch.Item(said.sensorId(), said.payload()))
                .toList();
        return Optional.of(new FeedBatch(startOf(tick + 1), Integer.toString(++tick), items, batch.counts()));
    }

    private Batch say(int when) {
        var batch = new Batch(new ArrayList<>(), new HashMap<>());
        for (int sensor = 0; sensor < sensorIds.size(); sensor++) {
            for (int late = 0; late <= Math.min(LONGEST_DELAY, when); late++) {
                say(sensor, when - late, late, batch);
            }
        }
        return batch;
    }

    /** What a sensor says so many ticks later of a tick; nothing is later than the last tick. */
    private void say(int sensor, int of, int late, Batch batch) {
        var random = new SplittableRandom(seed * 31 + (long) of * sensorIds.size() + sensor);
        int fate = random.nextInt(100);
        int delay = Math.min(1 + random.nextInt(LONGEST_DELAY), TICKS - 1 - of);
        int mph = random.nextInt(5, 70);
        String id = sensorIds.get(sensor);
        if (fate < 8) {
            if (late == (fate < 3 ? 0 : delay)) {
                switch (fate) {
                    case 0 -> {
                        batch.count(Counters.SLOTS);
                        batch.count(Counters.MISSING + "silent");
                    }
                    case 1, 2 -> batch.add(garbage(id, of, random));
                    default -> batch.add(reading(id, of, mph, Counters.SLOTS));
                }
            }
            return;
        }
        if (late == 0) {
            batch.add(reading(id, of, mph, Counters.SLOTS));
            if (fate < 13) {
                batch.add(reading(id, of, mph, Counters.REPEATED));
            }
        } else if (fate >= 95 && late == delay) {
            batch.add(reading(id, of, random.nextInt(5, 70), Counters.REPEATED));
        }
    }

    private static Said garbage(String sensorId, int of, SplittableRandom random) {
        var payload = GARBAGE.get(random.nextInt(GARBAGE.size())).formatted(sensorId);
        return new Said(sensorId, startOf(of), Optional.empty(), payload.getBytes(UTF_8), Counters.SLOTS);
    }

    private static Said reading(String sensorId, int of, int mph, String counter) {
        var payload =
                "{\"sensor_id\":\"%s\",\"timestamp\":\"%s\",\"speed_mph\":%d}".formatted(sensorId, startOf(of), mph);
        return new Said(sensorId, startOf(of), Optional.of((double) mph), payload.getBytes(UTF_8), counter);
    }

    private static Instant startOf(int tick) {
        return BEGIN.plus(FiveMinutes.LENGTH.multipliedBy(tick));
    }

    @Override
    public FeedInfo info() {
        return new FeedInfo(NAME, FeedInfo.Kind.SIMULATED, "chaos " + seed);
    }

    @Override
    public Instant liveFrom() {
        return BEGIN;
    }

    @Override
    public Optional<Double> progress(Instant completeUntil) {
        return Optional.of((double) tick / TICKS);
    }

    @Override
    public void close() {}
}
