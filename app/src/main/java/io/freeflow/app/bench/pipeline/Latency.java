package io.freeflow.app.bench.pipeline;

import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long after a reading should have been sent its event could be read (committed), at a fixed rate. The clock of a
 * reading starts at its place in the schedule, also where the sender was late with it, so that a pause counts for all
 * that waited.
 *
 * @param micros microseconds, of the readings after the warm-up
 * @param missing how many valid ones had not come out when the patience ended
 */
record Latency(Histogram micros, long missing) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LONGEST_MICROS = Duration.ofMinutes(10).toNanos() / 1000;

    /** Lets a competitor work on readings that come at a rate. */
    static Latency measure(
            BenchLog log,
            String namespace,
            Competitor competitor,
            Child child,
            int rate,
            Duration warmUp,
            Duration measured)
            throws InterruptedException {
        long first = rate * warmUp.toSeconds();
        long count = first + rate * measured.toSeconds();
        long expected = NestedReadings.validAmong(count) - NestedReadings.validAmong(first);
        child.tell("start", namespace);
        var histogram = new Histogram(LONGEST_MICROS, 3);
        var wire = new Wire(WireIds.committed());
        try (var reader = log.reader(competitor.outOf(log.config(namespace)))) {
            long began = System.nanoTime();
            var sender = Thread.ofPlatform().name("sender").start(() -> send(log, namespace, began, rate, count));
            long end = began + nanosOf(count, rate) + PATIENCE.toNanos();
            while (histogram.getTotalCount() < expected && System.nanoTime() < end) {
                for (var record : reader.poll(Duration.ofMillis(1))) {
                    OptionalLong index = competitor.indexOf(record.value(), log.readings(), wire);
                    if (index.isPresent() && index.getAsLong() >= first && NestedReadings.isValid(index.getAsLong())) {
                        long nanos = System.nanoTime() - began - nanosOf(index.getAsLong(), rate);
                        histogram.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
                    }
                }
            }
            sender.join();
        }
        child.tell("stop");
        return new Latency(histogram, expected - histogram.getTotalCount());
    }

    private static void send(BenchLog log, String namespace, long began, int rate, long count) {
        for (long index = 0; index < count; index++) {
            long wait = began + nanosOf(index, rate) - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            log.send(namespace, index);
        }
    }

    private static long nanosOf(long index, int rate) {
        return index * 1_000_000_000L / rate;
    }

    /** Milliseconds that a share of the readings did not exceed, percent. */
    double percentile(double percent) {
        return micros.getValueAtPercentile(percent) / 1000.0;
    }

    /** Whether it kept up: all came out. */
    boolean isComplete() {
        return missing == 0;
    }
}
