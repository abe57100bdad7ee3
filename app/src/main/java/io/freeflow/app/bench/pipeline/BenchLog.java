package io.freeflow.app.bench.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.road.Mark;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.topology.RoadTopology;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The broker seen from outside: topics of a namespace, what is written to them, and how far the competitors are. */
final class BenchLog implements AutoCloseable {

    /** KafkaJS reads no lz4, so raw records are not compressed; a batch waits for others no longer than this. */
    private static final Duration LINGER = Duration.ofMillis(1);

    private static final List<Header> SOURCE =
            List.of(new RecordHeader(RoadTopology.SOURCE_HEADER, "bench".getBytes(UTF_8)));

    private final KafkaConfig base;
    private final NestedReadings readings;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Wire wire = new Wire(WireIds.committed());

    BenchLog(KafkaConfig base, NestedReadings readings) {
        this.base = base;
        this.readings = readings;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, base.bootstrapServers()));
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        base.bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        LINGER.toMillis(),
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 << 10),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    NestedReadings readings() {
        return readings;
    }

    KafkaConfig config(String namespace) {
        return base.with(base.bootstrapServers(), namespace);
    }

    /** Makes all topics of a namespace, those of the competitors included. */
    void create(String namespace) throws InterruptedException {
        var config = config(namespace);
        new Topics(config).create(admin);
        var others = Arrays.stream(Competitor.values())
                .filter(competitor -> competitor != Competitor.OURS)
                .map(competitor -> new NewTopic(competitor.outOf(config), config.lanes(), (short) 1))
                .toList();
        get(admin.createTopics(others).all()::get);
    }

    /** Deletes all topics of a namespace. */
    void delete(String namespace) throws InterruptedException {
        var names = get(admin.listTopics().names()::get).stream()
                .filter(name -> name.startsWith(namespace + ".") || name.startsWith(namespace + "-"))
                .toList();
        get(admin.deleteTopics(names).all()::get);
    }

    /**
     * Writes readings and the marks between their rounds.
     *
     * @return how many records that were
     */
    long fill(String namespace, long count) {
        long records = 0;
        for (long index = 0; index < count; index++) {
            records += send(namespace, index);
        }
        producer.flush();
        return records;
    }

    /** Writes one reading, and after the last of a round the marks. */
    int send(String namespace, long index) {
        var config = config(namespace);
        var raw = new Topics(config).raw();
        var key = NestedReadings.id(readings.sensorOf(index)).getBytes(UTF_8);
        send(new ProducerRecord<>(raw, null, null, key, readings.json(index), SOURCE));
        if (readings.sensorOf(index) < readings.sensors() - 1) {
            return 1;
        }
        for (int lane = 0; lane < config.lanes(); lane++) {
            var mark = new Mark("bench", lane, readings.startOf(index + 1));
            send(new ProducerRecord<>(raw, lane, null, null, wire.encode(mark), SOURCE));
        }
        return 1 + config.lanes();
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record, (written, problem) -> {
            if (problem != null) {
                throw new IllegalStateException("could not write to " + record.topic(), problem);
            }
        });
    }

    /** How many raw records a competitor has committed. */
    long committed(Competitor competitor, String namespace) throws InterruptedException {
        var config = config(namespace);
        var raw = new Topics(config).raw();
        return get(admin.listConsumerGroupOffsets(competitor.groupOf(config)).partitionsToOffsetAndMetadata()::get)
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().topic().equals(raw) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /** Reads a topic from its beginning, committed records only. */
    KafkaConsumer<byte[], byte[]> reader(String topic) {
        var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        base.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = new ArrayList<TopicPartition>();
        IntStream.range(0, consumer.partitionsFor(topic).size())
                .forEach(number -> partitions.add(new TopicPartition(topic, number)));
        consumer.assign(partitions);
        return consumer;
    }

    private interface Answer<T> {
        T get() throws InterruptedException, ExecutionException;
    }

    private static <T> T get(Answer<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refused", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        admin.close(Duration.ofSeconds(2));
    }
}
