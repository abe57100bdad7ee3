package io.freeflow.testkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaExtensionTest {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final List<String> NAMESPACES = new java.util.ArrayList<>();

    @Test
    void aBrokerTakesTransactions() throws Exception {
        remember();
        var topic = KAFKA.createTopic("readings", 2);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", KAFKA.bootstrapServers(), "transactional.id", KAFKA.namespace());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>(topic, 1, "A", "52"));
            producer.commitTransaction();

            assertThat(sent.get().offset()).isZero();
        }
    }

    @Test
    void eachTestHasItsOwnNamespace() throws Exception {
        remember();
        KAFKA.createTopic("readings", 1);

        assertThat(NAMESPACES).doesNotHaveDuplicates();
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get())
                    .filteredOn(name -> name.startsWith("test"))
                    .containsExactly(KAFKA.namespace() + ".readings");
        }
    }

    private static void remember() {
        NAMESPACES.add(KAFKA.namespace());
    }
}
