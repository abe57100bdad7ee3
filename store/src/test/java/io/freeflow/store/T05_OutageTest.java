package io.freeflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Reading;
import io.freeflow.core.store.Advance;
import io.freeflow.core.store.News.Topic;
import io.freeflow.core.store.SourcePartition;
import io.freeflow.testkit.postgres.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database dies in the middle of a stream and comes back. */
@Timeout(120)
class T05_OutageTest {

    private static final Logger LOG = LoggerFactory.getLogger(T05_OutageTest.class);
    private static final SourcePartition EVENTS = new SourcePartition("traffic-events", 0);
    private static final int SENSORS = 50;
    private static final int BATCHES = 300;

    @Test
    void aKilledDatabaseLosesNothingAndCountsNothingTwice() throws InterruptedException {
        try (var server = PostgresServer.startDurable();
                var store = Stores.open(server, "traffic")) {
            var heard = new LinkedBlockingQueue<Set<Topic>>();
            store.subscribe(heard::add);
            var writer = Thread.ofVirtual().start(() -> stream(store));
            await().pollInterval(Duration.ofMillis(5)).until(() -> positionOf(store) >= BATCHES / 3);

            server.kill();
            assertThatThrownBy(store::check).isInstanceOf(RuntimeException.class);
            server.startAgain();
            writer.join();

            assertThat(store.positions()).isEqualTo(Map.of(EVENTS, (long) BATCHES));
            assertThat(store.listLedger())
                    .containsExactly(new LedgerEntry(
                            Stages.STORE, "postgres", Map.of(Counters.STORED, (long) BATCHES * SENSORS)));
            assertThat(Stores.query(server, "traffic", "select count(*) from traffic_readings"))
                    .containsExactly(Integer.toString(BATCHES * SENSORS));
            await().atMost(20, TimeUnit.SECONDS).until(() -> heard.contains(EnumSet.allOf(Topic.class)));
        }
    }

    /** What a source loop does: it goes on from the stored position whenever a write fails. */
    private static void stream(PostgresStore store) {
        long position = 0;
        while (position < BATCHES) {
            try {
                store.write(batch(position), Map.of(EVENTS, new Advance(position, position + 1)));
                position++;
            } catch (RuntimeException e) {
                LOG.info("A write failed as it should: {}", e.toString());
                position = storedPosition(store);
            }
        }
    }

    /** The pool waits for the database to come back, some seconds for each call. */
    private static long storedPosition(PostgresStore store) {
        while (true) {
            try {
                return positionOf(store);
            } catch (RuntimeException e) {
                LOG.info("No answer yet: {}", e.toString());
            }
        }
    }

    private static long positionOf(PostgresStore store) {
        return store.positions().getOrDefault(EVENTS, 0L);
    }

    private static List<Reading> batch(long position) {
        var start = Instant.parse("2012-03-01T00:00:00Z").plus(Duration.ofMinutes(5 * position));
        var readings = new ArrayList<Reading>();
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            readings.add(Stores.reading("sensor-" + sensor, start, sensor));
        }
        return readings;
    }
}
