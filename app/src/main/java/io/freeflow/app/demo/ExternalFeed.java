package io.freeflow.app.demo;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.kafka.topology.RoadTopology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The marks of sources outside that write to traffic-raw themselves and send none: every half minute it says that what is
 * older than a minute is complete. Sends no records.
 */
final class ExternalFeed implements Feed {

    static final FeedInfo INFO = new FeedInfo(RoadTopology.UNNAMED_SOURCE, FeedInfo.Kind.EXTERNAL, "External sources");

    private static final Duration TICK = Duration.ofSeconds(30);
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Instant begin;
    private Instant completeUntil;

    ExternalFeed(InstantSource clock) {
        long ticks = clock.instant().minus(DEADLINE).getEpochSecond() / TICK.toSeconds();
        this.begin = Instant.ofEpochSecond(ticks * TICK.toSeconds());
        this.completeUntil = begin;
    }

    @Override
    public FeedInfo info() {
        return INFO;
    }

    @Override
    public Optional<FeedBatch> next() {
        completeUntil = completeUntil.plus(TICK);
        return Optional.of(new FeedBatch(completeUntil, completeUntil.toString(), List.of(), Map.of()));
    }

    @Override
    public Instant liveFrom() {
        return begin;
    }

    @Override
    public Optional<Double> progress(Instant until) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
