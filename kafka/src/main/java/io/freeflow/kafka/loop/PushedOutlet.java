package io.freeflow.kafka.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The way into the log for records that somebody pushes or puts back. Records and the books that count them are one transaction. It sends no
 * marks: the feed that runs beside it says how far the road is complete. Thread-safe; one at a time.
 */
public final class PushedOutlet implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final KafkaConfig config;
    private final Topics topics;
    private final String books;
    private final WireIds ids;
    private final Wire wire;
    private @Nullable Open open;

    /** A producer and what it has sent, since the beginning of the books. */
    private record Open(Producer<byte[], byte[]> producer, long sent) {}

    /**
     * A record and where it comes from.
     *
     * @param key the sensor id as the feed wrote it; empty where it has none
     * @param source the feed's name in the reading
     * @param replayOf the letter that it was, where it is put back on the log
     */
    public record Parcel(String key, byte[] payload, String source, Optional<String> replayOf) {}

    /**
     * An outlet that opens with the first records.
     *
     * @param books under which name its feed counts what it sent
     */
    public PushedOutlet(KafkaConfig config, WireIds ids, String books) {
        this.config = config;
        this.ids = ids;
        this.wire = new Wire(ids);
        this.topics = new Topics(config);
        this.books = books;
    }

    /**
     * Writes records; returns once they are committed.
     *
     * @throws LogAwayException if the log does not take them
     */
    public synchronized void send(List<Parcel> records) {
        try {
            var current = open == null ? open() : open;
            long sent = current.sent() + records.size();
            var producer = current.producer();
            producer.beginTransaction();
            for (Parcel parcel : records) {
                var _ = producer.send(new ProducerRecord<>(
                        topics.raw(), null, null, parcel.key().getBytes(UTF_8), parcel.payload(), headers(parcel)));
            }
            var entry = new LedgerEntry(Stages.FEED, books, Map.of(Counters.SLOTS, sent, Counters.SENT, sent));
            var _ = producer.send(new ProducerRecord<>(topics.ledger(), key().getBytes(UTF_8), wire.encode(entry)));
            producer.commitTransaction();
            open = new Open(producer, sent);
        } catch (KafkaException e) {
            // What the log did take, the next open finds out.
            close();
            throw new LogAwayException("the log does not take readings: " + e.getMessage(), e);
        }
    }

    private String key() {
        return Stages.FEED + "/" + books;
    }

    private static List<Header> headers(Parcel parcel) {
        var source =
                new RecordHeader(RoadTopology.SOURCE_HEADER, parcel.source().getBytes(UTF_8));
        return parcel.replayOf()
                .<List<Header>>map(
                        letter -> List.of(source, new RecordHeader(RoadTopology.LETTER_HEADER, letter.getBytes(UTF_8))))
                .orElse(List.of(source));
    }

    private Open open() {
        var producer = new KafkaProducer<>(
                FeedOutlet.settings(config, "pushed-" + books), new ByteArraySerializer(), new ByteArraySerializer());
        open = new Open(producer, 0);
        producer.initTransactions();
        long sent = NewestOf.find(config, ids, topics.ledger(), key(), LedgerEntry.class)
                .map(entry -> entry.counts().getOrDefault(Counters.SENT, 0L))
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
