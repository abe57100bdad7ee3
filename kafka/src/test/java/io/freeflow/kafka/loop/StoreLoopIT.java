package io.freeflow.kafka.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freeflow.core.ledger.Stages;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.store.Advance;
import io.freeflow.core.store.InMemoryTrafficStore;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.SourcePartition;
import io.freeflow.kafka.LineFeed;
import io.freeflow.kafka.Rig;
import io.freeflow.testkit.kafka.KafkaExtension;
import io.freeflow.testkit.kafka.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class StoreLoopIT {

    private static final int WINDOWS = 1000;
    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    /** Fails now before the write, now after it, as a lost connection does. */
    private static final class FailingSink implements Sink {
        private final Sink sink;
        private final AtomicInteger writes = new AtomicInteger();

        FailingSink(Sink sink) {
            this.sink = sink;
        }

        @Override
        public Map<SourcePartition, Long> positions() {
            return sink.positions();
        }

        @Override
        public void write(List<? extends Message> batch, Map<SourcePartition, Advance> advances) {
            int write = writes.incrementAndGet();
            if (write % 3 == 1) {
                throw new IllegalStateException("no connection");
            }
            sink.write(batch, advances);
            if (write % 3 == 2) {
                throw new IllegalStateException("connection lost");
            }
        }
    }

    @Test
    void aSinkThatFailsNowAndThenLosesAndDoublesNothing(@TempDir Path folder) {
        var rig = Rig.create(KAFKA.server().bootstrapServers(), KAFKA.server().newNamespace());
        var store = new InMemoryTrafficStore();
        var failing = new FailingSink(store);

        try (var _ = rig.startRoad(folder);
                var feed = rig.startFeed(LineFeed.opener(rig.sensorIds(), WINDOWS));
                var loop = StoreLoop.start(rig.config(), rig.ids(), failing)) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(loop.trouble())
                            .hasValueSatisfying(said -> assertThat(said)
                                    .startsWith("the store does not take what it is given: ")
                                    .contains("connection")));
            rig.awaitBalance(store, WINDOWS, LONG);

            assertThat(feed.trouble()).isEmpty();
        }
    }

    @Test
    void twoLoopsOfOneSinkFenceEachOther(@TempDir Path folder) {
        var rig = Rig.create(KAFKA.server().bootstrapServers(), KAFKA.server().newNamespace());
        var store = new InMemoryTrafficStore();

        try (var _ = rig.startRoad(folder);
                var _ = rig.startFeed(LineFeed.opener(rig.sensorIds(), WINDOWS));
                var _ = StoreLoop.start(rig.config(), rig.ids(), store);
                var _ = StoreLoop.start(rig.config(), rig.ids(), store)) {
            rig.awaitBalance(store, WINDOWS, LONG);
        }
    }

    @Test
    void aLoopThatIsStartedAgainReadsOn(@TempDir Path folder) {
        var rig = Rig.create(KAFKA.server().bootstrapServers(), KAFKA.server().newNamespace());
        var store = new InMemoryTrafficStore();

        try (var _ = rig.startRoad(folder);
                var _ = rig.startFeed(LineFeed.opener(rig.sensorIds(), WINDOWS))) {
            for (int more = 1; more <= 4; more++) {
                int least = more * WINDOWS * 2;
                try (var _ = StoreLoop.start(rig.config(), rig.ids(), store)) {
                    await().atMost(LONG).until(() -> stored(store) >= least);
                }
            }
            try (var _ = StoreLoop.start(rig.config(), rig.ids(), store)) {
                rig.awaitBalance(store, WINDOWS, LONG);
            }
        }
    }

    @Test
    void aLogThatGoesAwayIsNamedAndAllIsThereWhenItComesBack(@TempDir Path folder) {
        try (var server = KafkaServer.start()) {
            var rig = Rig.create(server.bootstrapServers(), "");
            var store = new InMemoryTrafficStore();

            try (var _ = rig.startRoad(folder);
                    var feed = rig.startFeed(LineFeed.opener(rig.sensorIds(), WINDOWS * 5));
                    var loop = StoreLoop.start(rig.config(), rig.ids(), store)) {
                await().atMost(LONG).until(() -> stored(store) > 0);
                server.stop();
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(loop.trouble())
                                .hasValueSatisfying(said -> assertThat(said).startsWith("the log does not answer: ")));
                server.startAgain();
                rig.awaitBalance(store, WINDOWS * 5, LONG);
                await().atMost(LONG)
                        .until(() -> loop.trouble().isEmpty() && feed.trouble().isEmpty());
            }
        }
    }

    @Test
    void topicsThatAreMissingAreNamed() {
        var rig = Rig.of(KAFKA.server().bootstrapServers(), KAFKA.server().newNamespace(), Rig.SMALL);

        try (var loop = StoreLoop.start(rig.config(), rig.ids(), new InMemoryTrafficStore())) {
            await().untilAsserted(() -> assertThat(loop.trouble())
                    .hasValueSatisfying(said -> assertThat(said).contains("there is no topic")));
        }
    }

    private static long stored(InMemoryTrafficStore store) {
        return store.listLedger().stream()
                .filter(entry -> entry.stage().equals(Stages.STORE))
                .map(LedgerEntry::counts)
                .mapToLong(counts -> counts.getOrDefault("stored", 0L))
                .sum();
    }
}
