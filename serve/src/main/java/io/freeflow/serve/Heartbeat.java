package io.freeflow.serve;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the clock four times a second: for pings, for silent clients, and for the health of the service. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration BEAT = Duration.ofMillis(250);
    private static final Duration ASK_HEALTH_EVERY = Duration.ofSeconds(10);

    private final RealTime realTime;
    private final Health health;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("serve-heartbeat").unstarted(this::run);
    private Instant askedAt;

    Heartbeat(RealTime realTime, Health health, Clock clock) {
        this.realTime = realTime;
        this.health = health;
        this.clock = clock;
        this.askedAt = clock.instant();
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                beat(clock.instant());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat(Instant now) {
        try {
            realTime.beat(now);
            if (!askedAt.plus(ASK_HEALTH_EVERY).isAfter(now)
                    && !realTime.clients().isEmpty()) {
                askedAt = now;
                Thread.ofVirtual().name("serve-health").start(health::ask);
            }
        } catch (RuntimeException e) {
            LOG.warn("serve: a heartbeat failed", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
