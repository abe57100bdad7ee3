package io.freeflow.app.bench.pipeline;

import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.topology.Road;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The limit: copies raw records byte by byte, exactly once, with our threads, batches and commits, and reads nothing in
 * them. Argument: broker.
 */
final class CopyChild {

    private static final Duration POLL = Duration.ofMillis(10);

    private CopyChild() {}

    static void main(String... arguments) throws Exception {
        Orders.follow(namespace -> {
            var config = RoadChild.settings().get(KafkaConfig.class).with(arguments[0], namespace);
            var copies = new ArrayList<Copy>();
            for (int number = 0; number < config.streamThreads(); number++) {
                copies.add(new Copy(config, number));
            }
            copies.forEach(Thread::start);
            return () -> {
                copies.forEach(Copy::end);
                for (Copy copy : copies) {
                    copy.join();
                }
            };
        });
    }

    private static final class Copy extends Thread {
        private final List<TopicPartition> lanes;
        private final String out;
        private final long commitEvery;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final KafkaProducer<byte[], byte[]> producer;
        private volatile boolean ended;

        Copy(KafkaConfig config, int number) {
            super("copy-" + number);
            this.lanes = IntStream.range(0, config.lanes())
                    .filter(lane -> lane % config.streamThreads() == number)
                    .mapToObj(lane -> new TopicPartition(new Topics(config).raw(), lane))
                    .toList();
            this.out = Competitor.COPY.outOf(config);
            this.commitEvery = config.commitInterval().toNanos();
            var group = Competitor.COPY.groupOf(config);
            this.consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            config.bootstrapServers(),
                            ConsumerConfig.GROUP_ID_CONFIG,
                            group,
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false,
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                            "read_committed",
                            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                            Road.RECORDS_A_POLL,
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "earliest"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            var settings = new HashMap<String, Object>(Road.batching());
            settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
            settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group + "-" + number);
            this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void run() {
            try (consumer;
                    producer) {
                producer.initTransactions();
                consumer.assign(lanes);
                while (!ended) {
                    copy();
                }
            } catch (WakeupException end) {
                // What is in an open transaction was not copied.
            }
        }

        /** One transaction; none where there is nothing to copy. */
        private void copy() {
            var records = consumer.poll(POLL);
            if (records.isEmpty()) {
                return;
            }
            producer.beginTransaction();
            long began = System.nanoTime();
            records.forEach(this::copy);
            while (System.nanoTime() - began < commitEvery) {
                consumer.poll(POLL).forEach(this::copy);
            }
            var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
            consumer.assignment()
                    .forEach(
                            partition -> positions.put(partition, new OffsetAndMetadata(consumer.position(partition))));
            producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
            producer.commitTransaction();
        }

        private void copy(ConsumerRecord<byte[], byte[]> record) {
            var _ = producer.send(new ProducerRecord<>(
                    out, record.partition(), null, record.key(), record.value(), record.headers()));
        }

        void end() {
            ended = true;
            consumer.wakeup();
        }
    }
}
