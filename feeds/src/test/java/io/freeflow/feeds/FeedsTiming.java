package io.freeflow.feeds;

import io.freeflow.core.feed.Feed;
import io.freeflow.feeds.formats.F1Writer;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.feeds.metrla.MetrLaFeed;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatedHistory;
import io.freeflow.feeds.simulate.SimulatorFeed;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How fast the feeds are, one thread, each workload three times in one process, by wall time: one million records
 * written and decoded; a simulated day of Los Angeles; reopening the simulator in the evening; and, where a speed file is
 * given as the argument, all of METR-LA as records. Run the class with the test class path of this module.
 */
final class FeedsTiming {

    private static final int RECORDS = 1_000_000;

    private FeedsTiming() {}

    public static void main(String[] arguments) {
        var city = SimulatedCity.of(RoadMap.losAngeles(), 1, SimulatorOptions.DEFAULT);
        for (int round = 0; round < 3; round++) {
            time("records written", FeedsTiming::write);
            time("records decoded", FeedsTiming::decode);
            time("windows of a simulated day", () -> simulateDay(city));
            time("batch after reopening the simulator", () -> reopen(city));
            for (String file : arguments) {
                time("METR-LA records", () -> replay(MetrLaFeed.opener(Path.of(file)), Optional.empty()));
                time(
                        "METR-LA records from row 30,000",
                        () -> replay(MetrLaFeed.opener(Path.of(file)), Optional.of("30000")));
            }
        }
    }

    private static void time(String what, LongSupplier work) {
        long start = System.nanoTime();
        long count = work.getAsLong();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%,d %s in %.2f s: %,.0f/s%n", count, what, seconds, count / seconds);
    }

    private static long write() {
        var writer = new F1Writer();
        long bytes = 0;
        for (int i = 0; i < RECORDS; i++) {
            bytes += writer.write("717825", 1330588800000L + i, 300, 64.375, 1200 + i % 100, 8.5).length;
        }
        return bytes > 0 ? RECORDS : 0;
    }

    private static long decode() {
        var decoder = new JsonDecoder();
        var record = new F1Writer().write("717825", 1330588800000L, 300, 64.375, 1200, 8.5);
        long sum = 0;
        for (int i = 0; i < RECORDS; i++) {
            sum += decoder.decode(record).hashCode();
        }
        return sum != 0 ? RECORDS : 0;
    }

    private static long simulateDay(SimulatedCity city) {
        var windows = new long[1];
        var from = SimulatorFeed.DEMO_START;
        SimulatedHistory.forEachWindow(city, from, from.plus(Duration.ofDays(1)), (start, reports) -> windows[0]++);
        return windows[0];
    }

    private static long reopen(SimulatedCity city) {
        try (var feed = SimulatorFeed.opener(city, SimulatorFeed.DEMO_START, Duration.ZERO)
                .open(Optional.empty())) {
            return feed.next().isPresent() ? 1 : 0;
        }
    }

    private static long replay(Feed.Opener opener, Optional<String> position) {
        long records = 0;
        try (var feed = opener.open(position)) {
            for (var batch = feed.next(); batch.isPresent(); batch = feed.next()) {
                records += batch.get().records().size();
            }
        }
        return records;
    }
}
