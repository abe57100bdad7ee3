package io.freeflow.app.bench.pipeline;

import io.freeflow.core.road.WindowPart;
import io.freeflow.core.window.TrafficState;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * How fast a competitor took the readings, between the first commit that was seen and the last.
 *
 * @param readingsPerSecond by the clock on the wall
 * @param cpuSecondsPerMillion of the competitor's process; {@code NaN} where that cannot be told
 * @param bytesPerReading allocated on the heap; {@code NaN} where that cannot be told
 */
record Throughput(double readingsPerSecond, double cpuSecondsPerMillion, double bytesPerReading) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What was seen at one look. */
    private record Look(long nanos, long committed, double cpuSeconds) {}

    /**
     * Lets a competitor work on what was filled in, until all is done or for so long.
     *
     * @param records raw records, marks included
     * @param count how many of them are readings
     * @throws IllegalStateException if ours lost or doubled a reading, or nothing happens
     */
    static Throughput measure(
            BenchLog log, String namespace, Competitor competitor, Child child, long records, long count, Duration cap)
            throws InterruptedException {
        child.tell("start", namespace);
        var began = new Look(System.nanoTime(), 0, child.cpuSeconds());
        long giveUp = began.nanos + PATIENCE.toNanos();
        var looks = new ArrayDeque<Look>();
        try (var windows = competitor == Competitor.OURS ? new Windows(log, namespace, count) : null) {
            while (true) {
                boolean closed = windows == null || windows.look();
                var look = new Look(System.nanoTime(), log.committed(competitor, namespace), child.cpuSeconds());
                boolean done = look.committed == records && closed;
                if (done || look.committed > (looks.isEmpty() ? 0 : looks.getLast().committed)) {
                    looks.add(look);
                }
                if (done || (!looks.isEmpty() && look.nanos - looks.getFirst().nanos > cap.toNanos())) {
                    break;
                }
                if (look.nanos > giveUp) {
                    throw new IllegalStateException(competitor.title() + ": " + look.committed + " of " + records
                            + " records after " + PATIENCE + (closed ? "" : ", and not all windows are closed"));
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
        // Who commits all at once is timed from the order to start.
        return of(
                looks.size() > 1 ? looks.getFirst() : began,
                looks.getLast(),
                (double) count / records,
                number(child.tell("stop")));
    }

    private static Throughput of(Look first, Look last, double readingsPerRecord, double allocated) {
        double readings = (last.committed - first.committed) * readingsPerRecord;
        double seconds = (last.nanos - first.nanos) / 1e9;
        return new Throughput(
                readings / seconds,
                (last.cpuSeconds - first.cpuSeconds) / readings * 1e6,
                allocated / (last.committed * readingsPerRecord));
    }

    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    /** The windows that ours closed: each valid reading in one. */
    private static final class Windows implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> reader;
        private final Wire wire = new Wire(WireIds.committed());
        private final long expectedParts;
        private final long expectedReadings;
        private long parts;
        private long readings;

        Windows(BenchLog log, String namespace, long count) {
            var config = log.config(namespace);
            reader = log.reader(new Topics(config).aggregates());
            long windows = log.readings().windowsIn(count);
            expectedParts = windows * config.lanes();
            expectedReadings = NestedReadings.validAmong(log.readings().readingsIn(windows));
        }

        /** Whether all have closed. */
        boolean look() {
            for (var record : reader.poll(Duration.ZERO)) {
                if (wire.decode(record.value()) instanceof WindowPart part) {
                    parts++;
                    readings += part.states().stream()
                            .mapToLong(TrafficState::readings)
                            .sum();
                }
            }
            if (parts > expectedParts || (parts == expectedParts && readings != expectedReadings)) {
                throw new IllegalStateException("the windows must hold " + expectedReadings + " readings in "
                        + expectedParts + " parts, were " + readings + " in " + parts);
            }
            return parts == expectedParts;
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
