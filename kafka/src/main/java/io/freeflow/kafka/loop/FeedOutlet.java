package io.freeflow.kafka.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Mark;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.topology.RoadTopology;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A feed's way into the log. What was sent becomes visible when a state is committed after it. Only one outlet of a name
 * exists: opening it fences off an older one and drops what that left uncommitted.
 */
final class FeedOutlet implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final String name;
    private final Topics topics;
    private final Producer<byte[], byte[]> producer;
    private final int lanes;
    private final List<Header> headers;
    private final Wire wire;
    private boolean open;

    FeedOutlet(KafkaConfig config, WireIds ids, String name) {
        this.wire = new Wire(ids);
        this.name = name;
        this.topics = new Topics(config);
        this.headers = List.of(new RecordHeader(RoadTopology.SOURCE_HEADER, name.getBytes(UTF_8)));
        this.producer =
                new KafkaProducer<>(settings(config, name), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            this.lanes = producer.partitionsFor(topics.raw()).size();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** How many partitions traffic-raw has: each gets every mark. */
    int lanes() {
        return lanes;
    }

    /** Sends records, then their mark to every lane. */
    void send(FeedBatch batch) {
        begin();
        for (FeedBatch.Item item : batch.records()) {
            send(new ProducerRecord<>(topics.raw(), null, null, item.key().getBytes(UTF_8), item.payload(), headers));
        }
        for (int lane = 0; lane < lanes; lane++) {
            byte[] mark = wire.encode(new Mark(name, lane, batch.completeUntil()));
            send(new ProducerRecord<>(topics.raw(), lane, null, null, mark, headers));
        }
    }

    /** Makes all that was sent visible, together with the state that speaks of it. */
    void commit(FeedState state) {
        begin();
        send(new ProducerRecord<>(topics.feeds(), name.getBytes(UTF_8), wire.encode(state)));
        producer.commitTransaction();
        open = false;
    }

    private void begin() {
        if (!open) {
            producer.beginTransaction();
            open = true;
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        // The commit reports what a send could not do.
        var _ = producer.send(record);
    }

    /** Of a producer whose transactions are fenced by name. */
    static Map<String, Object> settings(KafkaConfig config, String name) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                new Topics(config).feedId(name),
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                10_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000,
                // As in Road: while the last transaction is being completed, the next one's batches are sent back.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
                10,
                // Full batches are sent at once, all others by the commit.
                ProducerConfig.LINGER_MS_CONFIG,
                1_000,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 << 10,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
    }

    /** Drops what was not committed. */
    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
