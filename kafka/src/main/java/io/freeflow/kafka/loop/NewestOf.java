package io.freeflow.kafka.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.road.Message;
import io.freeflow.kafka.KafkaConfig;
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

/** Looks up the newest committed message of a key in a compacted topic of one partition, such as where a feed stopped. */
final class NewestOf {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private NewestOf() {}

    /**
     * The newest committed message; empty before the first.
     *
     * @throws TimeoutException if the log does not answer, or somebody's transaction hides its end for long
     */
    static <T extends Message> Optional<T> find(
            KafkaConfig config, WireIds ids, String topic, String key, Class<T> type) {
        var partition = new TopicPartition(topic, 0);
        // A transaction that somebody else left open hides what was committed after it: read up to the true end.
        long end = endOf(config, partition);
        var newest = new Newest<>(key, type, new Wire(ids));
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
        return newest.message;
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

    /** Remembers the last message of one key. */
    private static final class Newest<T extends Message> {
        private final byte[] key;
        private final Class<T> type;
        private final Wire wire;
        private Optional<T> message = Optional.empty();

        Newest(String key, Class<T> type, Wire wire) {
            this.key = key.getBytes(UTF_8);
            this.type = type;
            this.wire = wire;
        }

        void take(ConsumerRecord<byte[], byte[]> record) {
            if (Arrays.equals(record.key(), key)) {
                message = Optional.of(type.cast(wire.decode(record.value())));
            }
        }
    }
}
