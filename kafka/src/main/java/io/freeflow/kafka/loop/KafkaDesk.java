package io.freeflow.kafka.loop;

import io.freeflow.core.alert.AlertDesk;
import io.freeflow.core.road.AlertAct;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what people do about alerts to the log, keyed as the windows of their region. Thread-safe. */
public final class KafkaDesk implements AlertDesk, AutoCloseable {

    private static final int GIVE_UP_MS = 5_000;

    private final Topics topics;
    private final WireIds ids;
    private final Producer<String, byte[]> producer;

    public KafkaDesk(KafkaConfig config, WireIds ids) {
        this.ids = ids;
        this.topics = new Topics(config);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        config.bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        GIVE_UP_MS / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        GIVE_UP_MS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        GIVE_UP_MS),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void hand(AlertAct act) {
        try {
            producer.send(new ProducerRecord<>(topics.alertActs(), act.region(), new Wire(ids).encode(act)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what was done about " + act.alertId() + " is not written down", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + act.alertId() + " was handed on", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
