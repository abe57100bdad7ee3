package io.freeflow.kafka.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.road.FeedState;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks up where a feed stopped: the newest committed state of its name. */
final class LastFeedState {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LastFeedState() {}

    /**
     * The newest committed state; empty before the first.
     *
     * @throws TimeoutException if the log does not answer, or somebody's transaction hides its end for long
     */
    static Optional<FeedState> find(KafkaConfig config, WireIds ids, String name) {
        var partition = new TopicPartition(new Topics(config).feeds(), 0);
        // A transaction that another feed left open hides what was committed after it: read up to the true end.
        long end = endOf(config, partition);
        var newest = new Newest(name, new Wire(ids));
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        try (var consumer = consumer(config, "read_committed")) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(newest::take);
                if (System.nanoTime() - giveUpAt > 0) {
                    throw new TimeoutException("could not read " + partition + " up to " + end + " within " + PATIENCE);
                }
            }
        }
        return newest.state;
    }

    private static long endOf(KafkaConfig config, TopicPartition partition) {
        try (var consumer = consumer(config, "read_uncommitted")) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    private static Consumer<byte[], byte[]> consumer(KafkaConfig config, String isolation) {
        return new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        config.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Remembers the last state of one feed. */
    private static final class Newest {
        private final byte[] key;
        private final Wire wire;
        private Optional<FeedState> state = Optional.empty();

        Newest(String name, Wire wire) {
            this.wire = wire;
            this.key = name.getBytes(UTF_8);
        }

        void take(ConsumerRecord<byte[], byte[]> record) {
            if (Arrays.equals(record.key(), key) && wire.decode(record.value()) instanceof FeedState found) {
                state = Optional.of(found);
            }
        }
    }
}
