package io.freeflow.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a server again whenever it ends, on a thread of its own, until the watch is closed. */
final class PostgresWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresWatch.class);
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** A server that has run for so long is not one that ends as soon as it is started. */
    private static final Duration CALM = Duration.ofSeconds(30);

    private final PostgresServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> trouble = Optional.empty();

    /** Watches a server that runs. */
    PostgresWatch(PostgresServer server) {
        this.server = server;
        this.thread = Thread.ofPlatform().daemon().name("postgres-watch").start(this::run);
    }

    /** Why it does not run at the moment. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Watches no more; waits for a start that is under way. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var pause = FIRST_PAUSE;
        long startedAt = System.nanoTime();
        while (!closesWithin(GLANCE)) {
            if (runs()) {
                continue;
            }
            pause = System.nanoTime() - startedAt > CALM.toNanos() ? FIRST_PAUSE : pause;
            trouble = Optional.of("PostgreSQL has ended and is started again");
            LOG.warn("PostgreSQL has ended without being asked to; it is started again in {} ms", pause.toMillis());
            if (closesWithin(pause)) {
                return;
            }
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            startedAt = System.nanoTime();
            startAgain();
        }
    }

    private boolean runs() {
        try {
            return PostgresServer.find(server.data()).isPresent();
        } catch (IOException e) {
            LOG.warn("cannot see whether PostgreSQL runs: {}", e.toString());
            return true;
        }
    }

    private void startAgain() {
        long begin = System.nanoTime();
        try {
            server.start();
            trouble = Optional.empty();
            LOG.info("PostgreSQL runs again after {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } catch (IOException e) {
            trouble = Optional.of("PostgreSQL has ended and does not start: " + e.getMessage());
            LOG.error("PostgreSQL does not start, will try again: {}", e.getMessage());
        }
    }

    private boolean closesWithin(Duration duration) {
        try {
            return closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
