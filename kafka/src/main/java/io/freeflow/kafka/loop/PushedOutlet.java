package io.freeflow.kafka.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.ingest.ReadingDoor.LogAwayException;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.road.LedgerEntry;
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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The way into the log for records that somebody pushes. Records and the books that count them are one transaction. It sends no
 * marks: the feed that runs beside it says how far the road is complete. Thread-safe; one at a time.
 */
public final class PushedOutlet implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final KafkaConfig config;
    private final Topics topics;
    private final String source;
    private final List<Header> headers;
    private final WireIds ids;
    private final Wire wire;
    private @Nullable Open open;

    /** A producer and what it has sent, since the beginning of the books. */
    private record Open(Producer<byte[], byte[]> producer, long sent) {}

    /**
     * An outlet that opens with the first records.
     *
     * @param source the feed's name in every reading
     */
    public PushedOutlet(KafkaConfig config, WireIds ids, String source) {
        this.config = config;
        this.ids = ids;
        this.wire = new Wire(ids);
        this.topics = new Topics(config);
        this.source = source;
        this.headers = List.of(new RecordHeader(RoadTopology.SOURCE_HEADER, source.getBytes(UTF_8)));
    }

    /**
     * Writes records; returns once they are committed.
     *
     * @throws LogAwayException if the log does not take them
     */
    public synchronized void send(List<FeedBatch.Item> records) {
        try {
            var current = open == null ? open() : open;
            long sent = current.sent() + records.size();
            var producer = current.producer();
            producer.beginTransaction();
            for (FeedBatch.Item item : records) {
                var _ = producer.send(new ProducerRecord<>(
                        topics.raw(), null, null, item.key().getBytes(UTF_8), item.payload(), headers));
            }
            var books = new LedgerEntry(Stages.FEED, source, Map.of(Counters.SLOTS, sent, Counters.SENT, sent));
            var _ = producer.send(new ProducerRecord<>(topics.ledger(), key().getBytes(UTF_8), wire.encode(books)));
            producer.commitTransaction();
            open = new Open(producer, sent);
        } catch (KafkaException e) {
            // What the log did take, the next open finds out.
            close();
            throw new LogAwayException("the log does not take readings: " + e.getMessage(), e);
        }
    }

    private String key() {
        return Stages.FEED + "/" + source;
    }

    private Open open() {
        var producer = new KafkaProducer<>(
                FeedOutlet.settings(config, "pushed-" + source), new ByteArraySerializer(), new ByteArraySerializer());
        open = new Open(producer, 0);
        producer.initTransactions();
        long sent = NewestOf.find(config, ids, topics.ledger(), key(), LedgerEntry.class)
                .map(books -> books.counts().getOrDefault(Counters.SENT, 0L))
                .orElse(0L);
        open = new Open(producer, sent);
        return open;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.producer().close(CLOSE_WITHIN);
            open = null;
        }
    }
}
