package io.freeflow.kafka.loop;

import io.freeflow.core.road.Message;
import io.freeflow.core.store.Advance;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.SourcePartition;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads committed messages of all stored topics and puts them into a sink, in batches with their positions. Reads on from
 * where the sink says it is, so nothing is lost or stored twice whatever is killed. Runs on a thread of its own.
 */
public final class StoreLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final int MAX_BATCH = 10_000;

    private final KafkaConfig config;
    private final List<String> topics;
    private final Sink sink;
    private final Wire wire;
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private volatile boolean stopped;
    private volatile Optional<String> trouble = Optional.empty();

    private StoreLoop(KafkaConfig config, WireIds ids, Sink sink) {
        this.wire = new Wire(ids);
        this.config = config;
        this.topics = new Topics(config).stored();
        this.sink = sink;
        this.thread = Thread.ofPlatform().name("store").unstarted(this::run);
    }

    public static StoreLoop start(KafkaConfig config, WireIds ids, Sink sink) {
        var loop = new StoreLoop(config, ids, sink);
        loop.thread.start();
        return loop;
    }

    /** What keeps it from writing at the moment, if anything does. */
    public Optional<String> trouble() {
        return thread.isAlive() || stopped ? trouble : Optional.of("the store loop has died");
    }

    private void run() {
        while (!stopped) {
            try (var consumer =
                    new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                reading = consumer;
                copy(consumer);
            } catch (WakeupException e) {
                LOG.debug("woken to stop");
            } catch (KafkaException e) {
                tryAgainSoon("the log does not answer: ", e);
            } catch (RuntimeException e) {
                tryAgainSoon("the store does not take what it is given: ", e);
            } finally {
                reading = null;
            }
        }
    }

    private void tryAgainSoon(String what, RuntimeException problem) {
        if (!stopped) {
            trouble = Optional.of(what + problem.getMessage());
            LOG.warn("cannot store, will try again: {}", problem.toString());
            LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
        }
    }

    private void copy(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        var stored = new HashMap<TopicPartition, Long>();
        Map<SourcePartition, Long> positions = sink.positions();
        for (TopicPartition partition : partitions) {
            long position = positions.getOrDefault(sourceOf(partition), 0L);
            stored.put(partition, position);
            consumer.seek(partition, position);
        }
        tellGaps(consumer, stored);
        long heardAt = System.nanoTime() - SILENCE_NANOS;
        while (!stopped) {
            var records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                write(records, consumer, stored);
            } else {
                sink.idle();
                if (System.nanoTime() - heardAt < SILENCE_NANOS) {
                    continue;
                }
                // A poll says nothing both when all is read and when the log is away.
                var _ = consumer.endOffsets(partitions);
            }
            heardAt = System.nanoTime();
            trouble = Optional.empty();
        }
    }

    /** Nothing is left out in silence: what the log no longer has, or has not yet, is said. */
    private static void tellGaps(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> stored) {
        var begins = consumer.beginningOffsets(stored.keySet());
        var ends = consumer.endOffsets(stored.keySet());
        stored.forEach((partition, position) -> {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, Long.MAX_VALUE);
            if (position > 0 && position < begin) {
                LOG.error(
                        "{} has lost {} to {}: they were deleted before they were stored", partition, position, begin);
            } else if (position > end) {
                LOG.error("{} ends at {}, but {} is stored: is this another log?", partition, end, position);
            }
        });
    }

    private void write(
            ConsumerRecords<byte[], byte[]> records,
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> stored) {
        var batch = new ArrayList<Message>(records.count());
        var advances = new HashMap<SourcePartition, Advance>();
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                decode(record).ifPresent(batch::add);
            }
            long next = consumer.position(partition);
            advances.put(sourceOf(partition), new Advance(stored.getOrDefault(partition, 0L), next));
            stored.put(partition, next);
        }
        sink.write(batch, advances);
    }

    private Optional<Message> decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(wire.decode(record.value() == null ? new byte[0] : record.value()));
        } catch (Wire.UnknownBytesException e) {
            LOG.warn(
                    "{}-{} at {} is not ours, passed over: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return topics.stream()
                .flatMap(topic -> partitionsOf(topic, consumer).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static List<PartitionInfo> partitionsOf(String topic, Consumer<byte[], byte[]> consumer) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + topic);
        }
        return partitions;
    }

    private static SourcePartition sourceOf(TopicPartition partition) {
        return new SourcePartition(partition.topic(), partition.partition());
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MAX_BATCH,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                2 << 20);
    }

    /** Finishes the write at hand and stops. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        var consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
