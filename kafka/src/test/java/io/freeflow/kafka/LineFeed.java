package io.freeflow.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.time.FiveMinutes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines for every sensor in every window, from a formula. One line in seventeen is nonsense and one in twenty-three is
 * missing. The position is the number of the next window.
 */
public final class LineFeed implements Feed {

    public static final String NAME = "lines";
    public static final Instant BEGIN = Instant.parse("2012-03-01T00:00:00Z");

    private final List<String> sensorIds;
    private final int windows;
    private int next;

    private LineFeed(List<String> sensorIds, int windows, int next) {
        this.sensorIds = sensorIds;
        this.windows = windows;
        this.next = next;
    }

    public static Feed.Opener opener(List<String> sensorIds, int windows) {
        return position ->
                new LineFeed(sensorIds, windows, position.map(Integer::parseInt).orElse(0));
    }

    /** The end of a window. */
    public static Instant endOf(int window) {
        return BEGIN.plus(FiveMinutes.LENGTH.multipliedBy(window + 1L));
    }

    @Override
    public FeedInfo info() {
        return new FeedInfo(NAME, FeedInfo.Kind.SIMULATED, "Lines from a formula");
    }

    @Override
    public Optional<FeedBatch> next() {
        if (next == windows) {
            return Optional.empty();
        }
        int window = next++;
        long start = endOf(window).minus(FiveMinutes.LENGTH).toEpochMilli();
        var items = new ArrayList<FeedBatch.Item>();
        for (int i = 0; i < sensorIds.size(); i++) {
            int slot = window * sensorIds.size() + i;
            if (slot % 23 != 0) {
                String line = slot % 17 == 0 ? "nonsense " + slot : sensorIds.get(i) + "," + start + "," + slot % 80;
                items.add(new FeedBatch.Item(sensorIds.get(i), line.getBytes(UTF_8)));
            }
        }
        return Optional.of(new FeedBatch(
                endOf(window),
                Integer.toString(next),
                items,
                Map.of(
                        Counters.SLOTS,
                        (long) sensorIds.size(),
                        Counters.SENT,
                        (long) items.size(),
                        Counters.MISSING + "off",
                        (long) sensorIds.size() - items.size())));
    }

    @Override
    public Instant liveFrom() {
        return BEGIN;
    }

    @Override
    public Optional<Double> progress(Instant completeUntil) {
        return Optional.of((double) next / windows);
    }

    @Override
    public void close() {}
}
