package io.freeflow.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freeflow.core.ledger.Counters;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.store.InMemoryTrafficStore;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.kafka.loop.FeedConfig;
import io.freeflow.kafka.loop.FeedLoop;
import io.freeflow.kafka.loop.StoreLoop;
import io.freeflow.kafka.topology.Road;
import io.freeflow.testkit.kafka.KafkaExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RoadRestartIT {

    private static final int WINDOWS = 800;
    private static final double SPEEDUP = 60;
    private static final Duration LONG = Duration.ofSeconds(90);

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @Test
    void aRoadThatWasClosedRunsAgainSoonAndGoesOnWhereItWas(@TempDir Path folder, TestReporter reporter) {
        var rig = Rig.create(KAFKA.server().bootstrapServers(), KAFKA.server().newNamespace());
        var store = new InMemoryTrafficStore();

        var clock = new StepClock();

        try (var _ = StoreLoop.start(rig.config(), rig.ids(), store);
                var _ = startFeed(rig, clock)) {
            for (int restart = 0; restart < 3; restart++) {
                long before = forecasts(store);
                long begin = System.nanoTime();
                try (Road road = rig.startRoad(folder)) {
                    await().atMost(LONG)
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> road.state() == KafkaStreams.State.RUNNING);
                    var took = Duration.ofNanos(System.nanoTime() - begin);
                    reporter.publishEntry("start " + restart + ", ms until running", Long.toString(took.toMillis()));
                    assertThat(took).isLessThan(Duration.ofSeconds(6));
                    release(clock, WINDOWS / 4);
                    await().atMost(LONG).until(() -> forecasts(store) > before);
                }
            }
            release(clock, WINDOWS);
            try (var _ = rig.startRoad(folder)) {
                rig.awaitBalance(store, WINDOWS, LONG);
            }
        }
    }

    @Test
    void aRoadThatWasKilledIsTakenUpByTheNext(@TempDir Path folder, TestReporter reporter)
            throws IOException, InterruptedException {
        var rig = Rig.create(KAFKA.server().bootstrapServers(), KAFKA.server().newNamespace());
        var store = new InMemoryTrafficStore();
        var clock = new StepClock();

        try (var _ = StoreLoop.start(rig.config(), rig.ids(), store);
                var _ = startFeed(rig, clock)) {
            release(clock, WINDOWS / 2);
            var victim = RoadProcess.start(rig.config(), folder);
            try {
                await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> forecasts(store) > 0);
            } finally {
                victim.destroyForcibly().waitFor();
            }
            release(clock, WINDOWS);
            long begin = System.nanoTime();
            rig.abortTransactionsOfTheRoad();
            try (var _ = rig.startRoad(folder)) {
                // What the victim had committed comes first; then nothing until its group is given up.
                long before = forecastsCommitted(rig);
                await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> forecasts(store) > before);
                var took = Duration.ofNanos(System.nanoTime() - begin);
                reporter.publishEntry("ms from kill to the next forecast", Long.toString(took.toMillis()));
                assertThat(took).isLessThan(Duration.ofSeconds(25));
                rig.awaitBalance(store, WINDOWS, LONG);
            }
        }
    }

    private static FeedLoop startFeed(Rig rig, StepClock clock) {
        return FeedLoop.start(
                rig.config(),
                rig.ids(),
                LineFeed.NAME,
                new FeedConfig(OptionalDouble.of(SPEEDUP)),
                LineFeed.opener(rig.sensorIds(), WINDOWS),
                clock);
    }

    /** So many windows more become due. */
    private static void release(StepClock clock, int windows) {
        clock.step(FiveMinutes.LENGTH.multipliedBy(windows).dividedBy((long) SPEEDUP));
    }

    private static long forecasts(InMemoryTrafficStore store) {
        return store.listLedger().stream()
                .map(LedgerEntry::counts)
                .mapToLong(counts -> counts.getOrDefault(Counters.STORED_FORECASTS, 0L))
                .sum();
    }

    private static long forecastsCommitted(Rig rig) {
        return Committed.list(rig.config(), new Topics(rig.config()).predictions())
                .size();
    }
}
