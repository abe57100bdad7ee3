package io.freeflow.app.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.road.Message;
import io.freeflow.core.schema.SchemaVersion;
import io.freeflow.core.store.InMemoryTrafficStore;
import io.freeflow.kafka.registry.RegistryConfig;
import io.freeflow.kafka.registry.Schemas;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import io.freeflow.serve.ServeConfig;
import io.freeflow.serve.ServedRoad;
import io.freeflow.serve.Server;
import io.freeflow.testkit.EverySeed;
import io.freeflow.testkit.Messages;
import io.freeflow.testkit.kafka.Outsider;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Who has our bytes and the address of our pages reads every message. */
class OutsideReaderTest {

    private static final int HEADER = 5;

    private static Server server;
    private static Outsider outsider;
    private static List<SchemaVersion> schemas;

    @BeforeAll
    static void start() {
        try (var committed = Schemas.open(RegistryConfig.NONE)) {
            schemas = committed.versions();
        }
        var store = new InMemoryTrafficStore();
        server = Server.start(
                new ServeConfig("127.0.0.1", 0, 100, 64, Duration.ofSeconds(1)),
                new ServedRoad(
                        store,
                        store,
                        act -> {},
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        schemas,
                        Duration.ofMinutes(10)),
                List.of(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                Clock.systemUTC(),
                "test");
        outsider = new Outsider(URI.create("http://127.0.0.1:" + server.port() + "/"));
    }

    @AfterAll
    static void stop() {
        outsider.close();
        server.close();
    }

    @EverySeed
    void everyKindOfMessageIsReadWithTheSchemaThatIsServed(long seed) throws IOException {
        var wire = new Wire(WireIds.committed());
        var read = new HashSet<String>();

        for (Message message : new Messages(seed).oneOfEach()) {
            byte[] bytes = wire.encode(message);
            var record = outsider.decode(bytes);

            Messages.assertSame(wire.decode(written(Arrays.copyOf(bytes, HEADER), record)), message);
            read.add(record.getSchema().getFullName());
        }

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        schemas.stream().map(SchemaVersion::subject).distinct().toList());
    }

    /** The same record, written again by Avro: if it is still the message, the outsider has lost nothing of it. */
    private static byte[] written(byte[] header, GenericRecord record) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
