package io.freeflow.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.reading.Decoder;
import io.freeflow.core.reading.RawReading;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.store.Advance;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.SourcePartition;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.kafka.loop.StoreLoop;
import io.freeflow.kafka.topology.RoadTopology;
import io.freeflow.pipeline.aggregate.AggregateStage;
import io.freeflow.pipeline.alert.AlertStage;
import io.freeflow.pipeline.validate.ValidateStage;
import io.freeflow.testkit.Networks;
import io.freeflow.testkit.kafka.KafkaServer;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many readings a second the whole road takes, from a feed to a sink that counts: JSON records of 207 sensors in
 * five-minute windows through feed loop, broker, validate, aggregate, a forecast that does nothing, and store loop, all in
 * one process. Argument: how many readings, 2,000,000 by default. Run {@code main} with {@code -Xmx1g}.
 */
final class RoadBenchmark {

    private static final int SENSORS = 207;
    private static final AtomicLong FEED_CPU = new AtomicLong();

    private RoadBenchmark() {}

    static void main(String... arguments) throws IOException, InterruptedException {
        int windows = (arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000_000) / SENSORS;
        long readings = (long) windows * SENSORS;
        var network = Networks.draw("d7 I-5 N "
                + IntStream.range(0, SENSORS).mapToObj(i -> "7" + (10_000 + i)).collect(Collectors.joining(" ")));
        var folder = Files.createTempDirectory("freeflow-benchmark");
        try (var server = KafkaServer.start()) {
            var rig = Rig.of(server.bootstrapServers(), "", network);
            rig.createTopics();
            int lanes = rig.config().lanes();
            var stages = new RoadTopology.Stages(
                    part -> new ValidateStage(Rig.validateConfig(), new JsonDecoder(), network, part),
                    part -> new AggregateStage(Rig.aggregateConfig(), network, part, lanes, lanes),
                    part -> new EchoForecastStage(network, part),
                    part -> new AlertStage(network, List.of(Rig.ANY_QUEUE), Integer.toString(part)));
            var sink = new CountingSink(readings, windows);
            Map<String, Long> before = cpuNanos();
            long processBefore = processCpuNanos();
            long begin = System.nanoTime();
            try (var _ = rig.startRoad(folder, stages);
                    var _ = StoreLoop.start(rig.config(), rig.ids(), sink);
                    var _ = rig.startFeed(position -> new JsonFeed(rig.sensorIds(), windows))) {
                sink.half.await();
                long halfTime = System.nanoTime();
                long halfCpu = processCpuNanos();
                sink.complete.await();
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "%,d readings, %,d window parts, %,d forecasts in %.1f s: %,.0f readings/s%n",
                        sink.readings,
                        sink.parts,
                        sink.forecasts,
                        seconds,
                        sink.readings / seconds);
                long processCpu = processCpuNanos() - processBefore;
                System.out.printf(
                        Locale.ROOT,
                        "second half, when most is compiled: %,.0f readings/s, %.1f us CPU a reading%n",
                        sink.readings / 2.0 / ((System.nanoTime() - halfTime) / 1e9),
                        (processCpuNanos() - halfCpu) / 1e3 / (sink.readings / 2.0));
                System.out.printf(
                        Locale.ROOT,
                        "%.1f s CPU in all, %.1f us a reading%n",
                        processCpu / 1e9,
                        processCpu / 1e3 / sink.readings);
                System.out.printf(
                        Locale.ROOT,
                        "%.1f s of collecting garbage, %.1f s of compiling%n",
                        ManagementFactory.getGarbageCollectorMXBeans().stream()
                                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                                        .sum()
                                / 1e3,
                        ManagementFactory.getCompilationMXBean().getTotalCompilationTime() / 1e3);
                var cpu = cpuNanos();
                cpu.put("feed", FEED_CPU.get());
                before.forEach((thread, nanos) -> cpu.merge(thread, -nanos, Long::sum));
                cpu.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(12)
                        .forEach(entry -> System.out.printf(
                                Locale.ROOT, "%6.1f s CPU  %s%n", entry.getValue() / 1e9, entry.getKey()));
            }
        }
    }

    private static long processCpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** CPU nanoseconds of living threads by what they do. */
    private static Map<String, Long> cpuNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        var byRole = new TreeMap<String, Long>();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null) {
                byRole.merge(role(info.getThreadName()), Math.max(0, threads.getThreadCpuTime(id)), Long::sum);
            }
        }
        return byRole;
    }

    private static String role(String thread) {
        if (thread.contains("kafka-producer-network-thread")) {
            return thread.contains("StreamThread") ? "road: producer network" : "feed: producer network";
        }
        if (thread.contains("StreamThread-")) {
            return "road: stream thread" + thread.substring(thread.lastIndexOf('-'));
        }
        return switch (thread) {
            case "feed", "store" -> thread;
            default -> thread.contains("data-plane") ? "broker: requests and network" : "others";
        };
    }

    private static final class CountingSink implements Sink {
        private final CountDownLatch half = new CountDownLatch(1);
        private final CountDownLatch complete = new CountDownLatch(1);
        private final long expectedReadings;
        private final long expectedForecasts;
        private final Map<SourcePartition, Long> positions = new HashMap<>();
        private long readings;
        private long parts;
        private long forecasts;

        CountingSink(long expectedReadings, long expectedForecasts) {
            this.expectedReadings = expectedReadings;
            this.expectedForecasts = expectedForecasts;
        }

        @Override
        public Map<SourcePartition, Long> positions() {
            return Map.copyOf(positions);
        }

        @Override
        public void write(List<? extends Message> batch, Map<SourcePartition, Advance> advances) {
            for (Message message : batch) {
                switch (message) {
                    case Reading reading -> readings++;
                    case WindowPart part -> parts++;
                    case Forecast forecast -> forecasts++;
                    default -> {}
                }
            }
            advances.forEach((partition, advance) -> positions.put(partition, advance.to()));
            if (readings >= expectedReadings / 2) {
                half.countDown();
            }
            if (readings == expectedReadings && forecasts == expectedForecasts) {
                complete.countDown();
            }
        }
    }

    private static final class JsonFeed implements Feed {
        private static final Instant BEGIN = Instant.parse("2012-03-01T08:00:00Z");

        private final List<String> sensorIds;
        private final int windows;
        private int next;

        JsonFeed(List<String> sensorIds, int windows) {
            this.sensorIds = sensorIds;
            this.windows = windows;
        }

        @Override
        public FeedInfo info() {
            return new FeedInfo("lines", FeedInfo.Kind.SIMULATED, "JSON from a formula");
        }

        @Override
        public Optional<FeedBatch> next() {
            if (next == windows) {
                return Optional.empty();
            }
            Instant start = BEGIN.plus(FiveMinutes.LENGTH.multipliedBy(next++));
            var items = new ArrayList<FeedBatch.Item>(sensorIds.size());
            for (String sensorId : sensorIds) {
                String json = "{\"event_id\":\"" + sensorId + "-" + next + "\",\"sensor_id\":\"" + sensorId
                        + "\",\"timestamp\":\"" + start + "\",\"speed_mph\":\"" + (next + items.size()) % 80
                        + ".25\",\"flow_vph\":\"1200\",\"occupancy_percent\":\"8.5\"}";
                items.add(new FeedBatch.Item(sensorId, json.getBytes(UTF_8)));
            }
            long count = items.size();
            return Optional.of(new FeedBatch(
                    start.plus(FiveMinutes.LENGTH),
                    Integer.toString(next),
                    items,
                    Map.of(Counters.SLOTS, count, Counters.SENT, count)));
        }

        @Override
        public Instant liveFrom() {
            return Instant.MAX;
        }

        @Override
        public Optional<Double> progress(Instant completeUntil) {
            return Optional.of((double) next / windows);
        }

        /** The feed's thread is gone when the last reading arrives. */
        @Override
        public void close() {
            FEED_CPU.set(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        }
    }

    /** Finds the text fields of {@link JsonFeed}'s objects. */
    private static final class JsonDecoder implements Decoder {
        @Override
        public Decoded decode(byte[] payload) {
            String json = new String(payload, UTF_8);
            return new Decoded.Fields(new RawReading(
                    field(json, "event_id"),
                    field(json, "sensor_id"),
                    field(json, "timestamp"),
                    null,
                    field(json, "speed_mph"),
                    field(json, "flow_vph"),
                    field(json, "occupancy_percent")));
        }

        private static @Nullable String field(String json, String name) {
            int at = json.indexOf(name);
            if (at < 0) {
                return null;
            }
            int begin = at + name.length() + 3;
            return json.substring(begin, json.indexOf('"', begin));
        }
    }
}
