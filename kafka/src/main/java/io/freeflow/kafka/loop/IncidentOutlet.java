package io.freeflow.kafka.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.ingest.ReadingDoor.LogAwayException;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.road.Message;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The way into the log for what is reported: incidents keyed as the windows of their region, reports that are none as dead letters,
 * and the books that count them, in one transaction. Thread-safe; one at a time.
 */
public final class IncidentOutlet implements AutoCloseable {

    private final Topics topics;
    private final Wire wire;
    private final BookedProducer producer;

    /**
     * What becomes of reports.
     *
     * @param incidents states that are new
     * @param letters reports that are rejected
     * @param passed letters whose report was put back and taken
     * @param counts what to add to the books
     */
    public record Judged(
            List<Incident> incidents, List<DeadLetter> letters, List<LetterPassed> passed, Map<String, Long> counts) {
        public Judged {
            incidents = List.copyOf(incidents);
            letters = List.copyOf(letters);
            passed = List.copyOf(passed);
            counts = Map.copyOf(counts);
        }
    }

    public IncidentOutlet(KafkaConfig config, WireIds ids) {
        this.topics = new Topics(config);
        this.wire = new Wire(ids);
        this.producer = new BookedProducer(config, ids, "reported-incidents", Stages.REPORT, "incidents");
    }

    /**
     * Writes what was judged; returns once it is committed.
     *
     * @throws LogAwayException if the log does not take it
     */
    public synchronized void write(Judged judged) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        judged.incidents().forEach(incident -> records.add(record(topics.incidents(), incident.region(), incident)));
        judged.letters().forEach(letter -> records.add(record(topics.deadLetters(), letter.source(), letter)));
        judged.passed().forEach(passed -> records.add(record(topics.deadLetters(), passed.source(), passed)));
        producer.send(records, judged.counts(), "incidents");
    }

    private ProducerRecord<byte[], byte[]> record(String topic, String key, Message message) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), wire.encode(message));
    }

    @Override
    public synchronized void close() {
        producer.close();
    }
}
