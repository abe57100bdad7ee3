package io.freeflow.kafka.loop;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.FeedState.Activity;
import io.freeflow.kafka.KafkaConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a feed into traffic-raw at its pace. Records, marks and the feed's position are one transaction, so a killed loop
 * goes on where it was: nothing twice, nothing left out. Runs on a thread of its own.
 */
public final class FeedLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedLoop.class);
    /** A transaction at full speed holds about so many records. */
    private static final int FULL_SPEED_RECORDS = 5_000;

    private final KafkaConfig config;
    private final String name;
    private final Feed.Opener opener;
    private final Pace pace;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable FeedState state;
    private volatile @Nullable Double progress;
    private volatile Optional<String> trouble = Optional.empty();

    private FeedLoop(KafkaConfig config, String name, Pace pace, Feed.Opener opener) {
        this.config = config;
        this.name = name;
        this.opener = opener;
        this.pace = pace;
        this.thread = Thread.ofPlatform().name("feed").unstarted(this::run);
    }

    /**
     * Starts where the feed of this name stopped last time.
     *
     * @param name the feed's name, as its info says
     */
    public static FeedLoop start(
            KafkaConfig config, String name, FeedConfig feedConfig, Feed.Opener opener, InstantSource clock) {
        var loop = new FeedLoop(config, name, new Pace(feedConfig.speedup(), clock), opener);
        loop.thread.start();
        return loop;
    }

    /** How far it has come; empty before it has begun. */
    public Optional<FeedState> state() {
        return Optional.ofNullable(state);
    }

    /** 0 to 1; empty for a feed without an end. */
    public Optional<Double> progress() {
        return Optional.ofNullable(progress);
    }

    /** Why it has stopped, if it did before its end. */
    public Optional<String> trouble() {
        return trouble;
    }

    public void pause() {
        pace.pause();
    }

    public void resume() {
        pace.resume();
        LockSupport.unpark(thread);
    }

    private void run() {
        try (var outlet = new FeedOutlet(config, name)) {
            Optional<FeedState> last = LastFeedState.find(config, name);
            state = last.orElse(null);
            if (last.isEmpty() || last.get().activity() != Activity.ENDED) {
                try (Feed feed = opener.open(last.map(FeedState::position))) {
                    send(feed, last, outlet);
                }
            }
        } catch (RuntimeException e) {
            if (!stopped) {
                trouble = Optional.of("the feed has stopped: " + e.getMessage());
                LOG.error("the feed has stopped", e);
            }
        }
    }

    private void send(Feed feed, Optional<FeedState> last, FeedOutlet outlet) {
        var counts = new TreeMap<>(last.map(FeedState::counts).orElse(Map.of()));
        var current = last.orElseGet(
                () -> new FeedState(feed.info(), "", Optional.empty(), pace.speedup(), Activity.RUNNING, counts));
        int uncommitted = 0;
        for (var next = feed.next(); next.isPresent(); next = feed.next()) {
            FeedBatch batch = next.get();
            boolean live = pace.isPaced() && batch.completeUntil().isAfter(feed.liveFrom());
            if (live && uncommitted > 0) {
                commit(current, feed, outlet);
                uncommitted = 0;
            }
            if (pace.isPaused()) {
                pause(current, feed, outlet);
            }
            if (live) {
                waitUntilDue(batch);
            }
            if (stopped) {
                return;
            }
            outlet.send(batch);
            current = after(batch, feed, counts, outlet.lanes());
            uncommitted += Math.max(1, batch.records().size());
            if (live || uncommitted >= FULL_SPEED_RECORDS) {
                commit(current, feed, outlet);
                uncommitted = 0;
            }
        }
        commit(with(current, Activity.ENDED), feed, outlet);
    }

    private FeedState after(FeedBatch batch, Feed feed, Map<String, Long> counts, int lanes) {
        batch.counts().forEach((counter, count) -> counts.merge(counter, count, Long::sum));
        counts.merge(Counters.MARKS, (long) lanes, Long::sum);
        return new FeedState(
                feed.info(),
                batch.position(),
                Optional.of(batch.completeUntil()),
                pace.speedup(),
                Activity.RUNNING,
                counts);
    }

    private void commit(FeedState current, Feed feed, FeedOutlet outlet) {
        outlet.commit(current);
        state = current;
        progress = current.completeUntil().flatMap(feed::progress).orElse(null);
    }

    private void pause(FeedState current, Feed feed, FeedOutlet outlet) {
        commit(with(current, Activity.PAUSED), feed, outlet);
        while (pace.isPaused() && !stopped) {
            LockSupport.park(this);
        }
        commit(current, feed, outlet);
    }

    private void waitUntilDue(FeedBatch batch) {
        Duration wait = pace.untilDue(batch.completeUntil());
        while (!stopped && !pace.isPaused() && wait.isPositive()) {
            LockSupport.parkNanos(wait.toNanos());
            wait = pace.untilDue(batch.completeUntil());
        }
    }

    private static FeedState with(FeedState state, Activity activity) {
        return new FeedState(
                state.info(), state.position(), state.completeUntil(), state.speedup(), activity, state.counts());
    }

    /** Stops between two batches. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
