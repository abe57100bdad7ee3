package io.freeflow.kafka.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.ingest.ReadingDoor.LogAwayException;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Stages;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.topology.RoadTopology;
import io.freeflow.kafka.wire.WireIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The way into the log for records that somebody pushes or puts back. Records and the books that count them are one transaction. It sends no
 * marks: the feed that runs beside it says how far the road is complete. Thread-safe; one at a time.
 */
public final class PushedOutlet implements AutoCloseable {

    private final Topics topics;
    private final BookedProducer producer;

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
        this.topics = new Topics(config);
        this.producer = new BookedProducer(config, ids, "pushed-" + books, Stages.FEED, books);
    }

    /**
     * Writes records; returns once they are committed.
     *
     * @throws LogAwayException if the log does not take them
     */
    public synchronized void send(List<Parcel> records) {
        long sent = records.size();
        producer.send(
                records.stream().map(this::record).toList(),
                Map.of(Counters.SLOTS, sent, Counters.SENT, sent),
                "readings");
    }

    private ProducerRecord<byte[], byte[]> record(Parcel parcel) {
        return new ProducerRecord<>(
                topics.raw(), null, null, parcel.key().getBytes(UTF_8), parcel.payload(), headers(parcel));
    }

    private static List<Header> headers(Parcel parcel) {
        var source =
                new RecordHeader(RoadTopology.SOURCE_HEADER, parcel.source().getBytes(UTF_8));
        return parcel.replayOf()
                .<List<Header>>map(
                        letter -> List.of(source, new RecordHeader(RoadTopology.LETTER_HEADER, letter.getBytes(UTF_8))))
                .orElse(List.of(source));
    }

    @Override
    public synchronized void close() {
        producer.close();
    }
}
