package io.freeflow.store;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Reading;
import io.freeflow.core.store.Advance;
import io.freeflow.core.store.SourcePartition;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.testkit.postgres.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Readings written per second by one thread, in batches of 5,000 with their position, into a PostgreSQL that waits for
 * the disk at each commit. Workloads: every row new; every row stored before; every row new but one in a thousand,
 * which repeats one of the batch before; every value another one. Run it with
 *
 * <pre>
 * mvn -pl core,testkit,store test -Dtest=StoreBenchmark
 * </pre>
 */
class StoreBenchmark {

    private static final int BATCH = 5_000;
    private static final SourcePartition EVENTS = new SourcePartition("traffic-events", 0);

    @Test
    void measure() {
        main();
    }

    public static void main(String... args) {
        int readings = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        try (var server = PostgresServer.startDurable()) {
            for (int sensors : new int[] {207, 45_000}) {
                try (var store = Stores.open(server, server.newSchema())) {
                    measure(store, "warm-up", sensors, readings / 5, 0, -1_000_000_000, index -> index);
                    measure(store, "new", sensors, readings, 0, 0, index -> index);
                    measure(store, "again", sensors, readings, 0, 0, index -> index);
                    measure(store, "revised", sensors, readings / 2, 1, 0, index -> index);
                    measure(
                            store,
                            "new, 1 in 1000 again",
                            sensors,
                            readings / 2,
                            0,
                            1_000_000_000,
                            index -> index % 1_000 == 999 ? Math.max(0, index - BATCH - 1) : index);
                }
            }
        }
    }

    private static void measure(
            PostgresStore store,
            String workload,
            int sensors,
            int readings,
            double addMph,
            long startSeconds,
            LongUnaryOperator index) {
        long position = store.positions().getOrDefault(EVENTS, 0L);
        long nanos = 0;
        for (int done = 0; done < readings; done += BATCH) {
            var batch = new ArrayList<Reading>(BATCH);
            for (int i = done; i < done + BATCH; i++) {
                batch.add(reading(sensors, index.applyAsLong(i), addMph, startSeconds));
            }
            long start = System.nanoTime();
            store.write(batch, Map.of(EVENTS, new Advance(position, position + BATCH)));
            nanos += System.nanoTime() - start;
            position += BATCH;
        }
        System.out.printf(
                "%-22s %6d sensors %9d readings %8.0f readings/s%n",
                workload, sensors, readings, readings / (nanos / 1e9));
    }

    private static Reading reading(int sensors, long index, double addMph, long startSeconds) {
        var start = Instant.parse("2012-03-01T00:00:00Z")
                .plusSeconds(startSeconds)
                .plus(Duration.ofMinutes(5 * (index / sensors)));
        var interval = Interval.startingAt(start, FiveMinutes.LENGTH);
        double speedMph = (index * 7919 % 70_000) / 1_000.0 + addMph;
        return new Reading(
                "metr-la",
                Long.toString(700_000 + index % sensors),
                interval,
                Measurement.ofSpeed(speedMph),
                interval.end(),
                List.of());
    }
}
