package io.freeflow.kafka.loop;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.FeedState.Activity;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.loop.FeedConfig.AfterEnd;
import io.freeflow.kafka.wire.WireIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a feed into traffic-raw at its pace. Records, marks and the feed's position are one transaction, so a killed loop
 * goes on where it was: nothing twice, nothing left out. While the log is away it tries again; a feed that throws has ended.
 * A pause ends with the process: a feed that was paused runs on after a restart. Runs on a thread of its own.
 */
public final class FeedLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedLoop.class);
    /** A transaction at full speed holds about so many records. */
    private static final int FULL_SPEED_RECORDS = 20_000;
    /** At full speed it runs so many records ahead of the road, so that no lane runs far ahead of another. */
    private static final long MOST_AHEAD = 150_000;

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(10).toNanos();
    /** A slow feed without a pace is seen after so long. */
    private static final long COMMIT_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** The wall clock may jump, so nobody sleeps on it for long. */
    private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PAUSE_AFTER_FENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final KafkaConfig config;
    private final WireIds ids;
    private final String name;
    private final Feed.Opener opener;
    private final Pace pace;
    private final LongSupplier settled;
    private final AfterEnd afterEnd;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable FeedState state;
    private volatile @Nullable Double progress;
    private volatile Optional<String> trouble = Optional.empty();

    private FeedLoop(
            KafkaConfig config, WireIds ids, String name, Pace pace, FeedConfig feedConfig, Feed.Opener opener) {
        this.config = config;
        this.ids = ids;
        this.name = name;
        this.opener = opener;
        this.pace = pace;
        this.settled = feedConfig.settled();
        this.afterEnd = feedConfig.afterEnd();
        this.thread = Thread.ofPlatform().name("feed").unstarted(this::run);
    }

    /**
     * Starts where the feed of this name stopped last time.
     *
     * @param name the feed's name, as its info says
     */
    public static FeedLoop start(
            KafkaConfig config,
            WireIds ids,
            String name,
            FeedConfig feedConfig,
            Feed.Opener opener,
            InstantSource clock) {
        var loop = new FeedLoop(config, ids, name, new Pace(feedConfig.speedup(), clock), feedConfig, opener);
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

    /** What keeps it from sending at the moment, or why it has stopped, if it did before its end. */
    public Optional<String> trouble() {
        return trouble;
    }

    public void pause() {
        pace.pause();
        LockSupport.unpark(thread);
    }

    public void resume() {
        pace.resume();
        LockSupport.unpark(thread);
    }

    private void run() {
        boolean over = false;
        while (!over && !stopped) {
            try (var outlet = new FeedOutlet(config, ids, name)) {
                sendFromLastState(outlet);
                over = true;
            } catch (KafkaException e) {
                reopenSoon(e);
            } catch (RuntimeException e) {
                trouble = Optional.of("the feed has stopped: " + e.getMessage());
                LOG.error("the feed has stopped", e);
                over = true;
            }
        }
    }

    /** Whatever the log did not take, the next outlet finds out how far this one came. */
    private void reopenSoon(KafkaException problem) {
        if (!stopped) {
            trouble = Optional.of("the log does not take what the feed says: " + problem.getMessage());
            LOG.warn("cannot send, will try again: {}", problem.toString());
            // Fenced off: this process slept too long, or another loop of this name runs, which shall get somewhere.
            boolean fenced =
                    problem instanceof ProducerFencedException || problem instanceof InvalidProducerEpochException;
            LockSupport.parkNanos(fenced ? PAUSE_AFTER_FENCE_NANOS : PAUSE_AFTER_FAILURE_NANOS);
        }
    }

    private void sendFromLastState(FeedOutlet outlet) {
        Optional<FeedState> last = NewestOf.find(config, ids, new Topics(config).feeds(), name, FeedState.class);
        boolean ended = last.map(FeedState::activity).equals(Optional.of(Activity.ENDED));
        if (ended && afterEnd == AfterEnd.OPENS_AGAIN) {
            last = last.map(known -> with(known, Activity.RUNNING));
            ended = false;
        }
        state = last.orElse(null);
        trouble = Optional.empty();
        if (ended) {
            return;
        }
        // A feed that was paused before its first batch has no position yet.
        Optional<String> position =
                last.filter(known -> known.completeUntil().isPresent()).map(FeedState::position);
        try (Feed feed = opener.open(position)) {
            send(feed, last, outlet);
        }
    }

    private void send(Feed feed, Optional<FeedState> last, FeedOutlet outlet) {
        var counts = new TreeMap<>(last.map(FeedState::counts).orElse(Map.of()));
        var current = last.map(known -> with(known, Activity.RUNNING))
                .orElseGet(() ->
                        new FeedState(feed.info(), "", Optional.empty(), pace.speedup(), Activity.RUNNING, counts));
        int uncommitted = 0;
        long committedAt = System.nanoTime();
        for (var next = feed.next(); next.isPresent(); next = feed.next()) {
            FeedBatch batch = next.get();
            boolean live = pace.isPaced() && batch.completeUntil().isAfter(feed.liveFrom());
            if (uncommitted > 0 && (live || pace.isPaused())) {
                commit(current, feed, outlet);
                uncommitted = 0;
            }
            waitForItsTurn(batch, live, current, feed, outlet);
            if (stopped) {
                return;
            }
            LOG.debug("sending what is complete until {}", batch.completeUntil());
            outlet.send(batch);
            current = after(batch, feed, counts, outlet.lanes());
            uncommitted += Math.max(1, batch.records().size());
            boolean waited = System.nanoTime() - committedAt > COMMIT_AFTER_NANOS;
            if (live || waited || uncommitted >= FULL_SPEED_RECORDS) {
                commit(current, feed, outlet);
                uncommitted = 0;
                waitForTheRoad(counts.getOrDefault(Counters.SENT, 0L));
                committedAt = System.nanoTime();
            }
        }
        commit(with(current, Activity.ENDED), feed, outlet);
    }

    /** Returns when the batch is due and nobody has paused the feed, or when the loop is to stop. */
    private void waitForItsTurn(FeedBatch batch, boolean live, FeedState current, Feed feed, FeedOutlet outlet) {
        while (!stopped) {
            if (pace.isPaused()) {
                pause(current, feed, outlet);
                continue;
            }
            Duration wait = live ? pace.untilDue(batch.completeUntil()) : Duration.ZERO;
            if (!wait.isPositive()) {
                return;
            }
            LockSupport.parkNanos(this, Math.min(wait.toNanos(), LONGEST_PARK_NANOS));
        }
    }

    private void waitForTheRoad(long sent) {
        while (!stopped && sent - settled.getAsLong() > MOST_AHEAD) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
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
        trouble = Optional.empty();
        progress = current.completeUntil().flatMap(feed::progress).orElse(null);
    }

    private void pause(FeedState current, Feed feed, FeedOutlet outlet) {
        commit(with(current, Activity.PAUSED), feed, outlet);
        while (pace.isPaused() && !stopped) {
            LockSupport.park(this);
        }
        if (!stopped) {
            commit(current, feed, outlet);
        }
    }

    private static FeedState with(FeedState state, Activity activity) {
        return new FeedState(
                state.info(), state.position(), state.completeUntil(), state.speedup(), activity, state.counts());
    }

    /** Stops between two batches; what was sent since the last commit will be sent by the next loop. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
