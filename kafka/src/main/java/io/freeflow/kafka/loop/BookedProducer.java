package io.freeflow.kafka.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.ingest.ReadingDoor.LogAwayException;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records and the books that count them in one transaction. Opens with the first records, and finds the books as they were
 * left. Not thread-safe.
 */
final class BookedProducer implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final KafkaConfig config;
    private final WireIds ids;
    private final String name;
    private final String stage;
    private final String part;
    private final Topics topics;
    private final Wire wire;
    private @Nullable Open open;

    /** A producer and its books since their beginning. */
    private record Open(Producer<byte[], byte[]> producer, Map<String, Long> books) {}

    /**
     * A producer.
     *
     * @param name what its transactions are fenced by
     * @param stage who keeps the books
     * @param part under which name
     */
    BookedProducer(KafkaConfig config, WireIds ids, String name, String stage, String part) {
        this.config = config;
        this.ids = ids;
        this.name = name;
        this.stage = stage;
        this.part = part;
        this.topics = new Topics(config);
        this.wire = new Wire(ids);
    }

    /**
     * Writes records; returns once they are committed.
     *
     * @param counts what to add to the books
     * @param what is written, for the message of a failure
     * @throws LogAwayException if the log does not take them
     */
    void send(List<ProducerRecord<byte[], byte[]>> records, Map<String, Long> counts, String what) {
        try {
            var current = open == null ? open() : open;
            var books = new TreeMap<>(current.books());
            counts.forEach((counter, count) -> books.merge(counter, count, Long::sum));
            var producer = current.producer();
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> record : records) {
                // The commit reports what a send could not do.
                var _ = producer.send(record);
            }
            var entry = new LedgerEntry(stage, part, books);
            var _ = producer.send(new ProducerRecord<>(topics.ledger(), key().getBytes(UTF_8), wire.encode(entry)));
            producer.commitTransaction();
            open = new Open(producer, books);
        } catch (KafkaException e) {
            // What the log did take, the next open finds out.
            close();
            throw new LogAwayException("the log does not take " + what + ": " + e.getMessage(), e);
        }
    }

    private String key() {
        return stage + "/" + part;
    }

    private Open open() {
        var producer = new KafkaProducer<>(
                FeedOutlet.settings(config, name), new ByteArraySerializer(), new ByteArraySerializer());
        open = new Open(producer, Map.of());
        producer.initTransactions();
        var books = NewestOf.find(config, ids, topics.ledger(), key(), LedgerEntry.class)
                .map(LedgerEntry::counts)
                .orElse(Map.of());
        open = new Open(producer, books);
        return open;
    }

    @Override
    public void close() {
        if (open != null) {
            open.producer().close(CLOSE_WITHIN);
            open = null;
        }
    }
}
