package io.freeflow.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.schema.SchemaVersion;
import io.freeflow.core.store.InMemoryTrafficStore;
import io.freeflow.kafka.Committed;
import io.freeflow.kafka.LineFeed;
import io.freeflow.kafka.Rig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.loop.StoreLoop;
import io.freeflow.kafka.wire.SchemaIds;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import io.freeflow.testkit.Messages;
import io.freeflow.testkit.kafka.KafkaExtension;
import io.freeflow.testkit.kafka.Outsider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our schemas in a real registry: registered, evolved, refused, and read by others. */
@Timeout(120)
class RegistryIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String READING = "io.freeflow.schemas.TrafficEvent";
    private static final int WINDOWS = 30;

    private static ApicurioServer server;
    private static Outsider outsider;
    private static RegistryConfig config;
    private static Schema eventBefore;
    private static int eventBeforeId;
    private static int strangerId;
    private static Schemas schemas;

    /** The registry has seen others, and an older version of ours: ids are not those of the list. */
    @BeforeAll
    static void start() throws IOException {
        server = ApicurioServer.start();
        outsider = new Outsider(server.url());
        config = new RegistryConfig(server.url(), "", "");
        strangerId = outsider.register(Registration.parse(
                "{\"type\":\"record\",\"name\":\"Other\",\"namespace\":\"org.example\",\"fields\":[]}"));
        eventBefore = without("corrections", ours(READING));
        eventBeforeId = outsider.register(eventBefore);
        schemas = Schemas.open(config);
    }

    @AfterAll
    static void stop() throws IOException {
        schemas.close();
        outsider.close();
        server.close();
    }

    @Test
    void everySchemaIsRegisteredOnceHoweverOftenWeStart() {
        try (var again = Schemas.open(config)) {
            assertThat(again.versions()).isEqualTo(schemas.versions());
        }
        var registered = schemas.versions().stream().map(SchemaVersion::subject).toList();

        assertThat(registered)
                .isEqualTo(SchemaIds.versions().stream()
                        .map(SchemaVersion::subject)
                        .toList());
        assertThat(schemas.versions())
                .allSatisfy(one -> assertThat(outsider.get("config/" + one.subject())
                                .path("compatibilityLevel")
                                .stringValue())
                        .isEqualTo("BACKWARD"))
                .filteredOn(one -> one.subject().equals(READING))
                .extracting(SchemaVersion::version)
                .as("ours follow the one that was there before")
                .containsExactly(2, 3);
        assertThat(schemas.versions())
                .extracting(SchemaVersion::id)
                .doesNotHaveDuplicates()
                .doesNotContain(strangerId, eventBeforeId);
    }

    @Test
    void whatIsWrittenHasTheRegistrysIdAndIsReadBack() throws IOException {
        var wire = new Wire(schemas.ids());

        for (Message message : new Messages(1).oneOfEach()) {
            byte[] bytes = wire.encode(message);

            assertThat(schemas.versions().stream().map(SchemaVersion::id)).contains(idOf(bytes));
            Messages.assertSame(wire.decode(bytes), message);
            assertThat(outsider.decode(bytes).getSchema().getFullName())
                    .isEqualTo(nameOf(new Wire(WireIds.committed()).encode(message)));
        }
    }

    @Test
    void whatAnOlderVersionWroteIsReadWithTheDefaultsOfOurs() throws IOException {
        var message = reading();
        var record = outsider.decode(new Wire(schemas.ids()).encode(message));
        var old = new GenericRecordBuilder(eventBefore);
        eventBefore.getFields().forEach(field -> old.set(field.name(), record.get(field.name())));

        Messages.assertSame(
                new Wire(schemas.ids()).decode(bytes(eventBeforeId, old.build())),
                new Reading(
                        message.feed(),
                        message.sensorId(),
                        message.interval(),
                        message.measurement(),
                        message.knownAt(),
                        List.of()));
    }

    /** Of a version that is registered while we run, too; and the older program starts again beside it. */
    @Test
    void whatANewerVersionWroteIsReadWithoutWhatItAdded() throws IOException {
        var subject = "io.freeflow.schemas.FeedState";
        var newer = with(ours(subject), "{\"name\":\"note\",\"type\":\"string\",\"default\":\"\",\"doc\":\"added\"}");
        int newerId = outsider.register(newer);
        var message = (FeedState) messageOf(FeedState.class);
        var record = outsider.decode(new Wire(schemas.ids()).encode(message));
        var written = new GenericRecordBuilder(newer).set("note", "more");
        record.getSchema().getFields().forEach(field -> written.set(field.name(), record.get(field.name())));

        Messages.assertSame(new Wire(schemas.ids()).decode(bytes(newerId, written.build())), message);
        try (var again = Schemas.open(config)) {
            assertThat(again.versions()).isEqualTo(schemas.versions());
        }
    }

    @Test
    void aFieldWithADefaultIsAccepted() {
        var subject = "io.freeflow.schemas.AlertAct";
        var evolved = with(ours(subject), "{\"name\":\"place\",\"type\":[\"null\",\"string\"],\"default\":null}");

        try (var newer = Schemas.open(config, List.of(version(evolved)))) {
            assertThat(newer.versions().getFirst().version()).isEqualTo(2);
            assertThat(newer.versions().getFirst().id())
                    .isNotEqualTo(schemas.ids().numberOf(10));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            LedgerEntry | {"name":"owner","type":"string"}                  | READER_FIELD_MISSING_DEFAULT_VALUE at /fields/3
            LedgerEntry | {"name":"part","type":"int"}                      | TYPE_MISMATCH at /fields/1
            LedgerEntry | {"name":"counts","type":"long"}                   | TYPE_MISMATCH at /fields/2
            """)
    void anIncompatibleChangeIsRefusedWithItsReason(String name, String field, String reason) {
        var subject = "io.freeflow.schemas." + name;
        var changed = with(ours(subject), field);

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> Schemas.open(config, List.of(version(changed))))
                .withMessageContainingAll(
                        "schema 99 does not fit subject " + subject,
                        "it cannot read version 1",
                        reason,
                        "needs a default");
        assertThat(outsider.get("subjects/" + subject + "/versions")).hasSize(1);
    }

    /** Where two register at once, or the registry asks for more than we do. */
    @Test
    void whatTheRegistryItselfRefusesIsSaidInItsWords() {
        var subject = "io.freeflow.schemas.LedgerEntry";
        try (var client = new RegistryClient(config)) {
            var changed = with(ours(subject), "{\"name\":\"owner\",\"type\":\"string\"}");

            assertThat(client.register(subject, changed.toString()))
                    .hasValueSatisfying(said -> assertThat(said).contains(subject));
        }
    }

    @Test
    void anIdThatIsNotOursIsRefusedByName() throws IOException {
        var wire = new Wire(schemas.ids());
        var stranger = ByteBuffer.allocate(5).putInt(1, strangerId).array();
        var nobody = ByteBuffer.allocate(5).putInt(1, 4711).array();

        assertThatExceptionOfType(Wire.UnknownBytesException.class)
                .isThrownBy(() -> wire.decode(stranger))
                .withMessageContainingAll("schema id " + strangerId, "org.example.Other");
        assertThatExceptionOfType(Wire.UnknownBytesException.class)
                .isThrownBy(() -> wire.decode(nobody))
                .withMessageContaining("no schema id 4711");
    }

    @Test
    void aClaimOfTwoGigabytesInAnOlderVersionTakesNoMemory() {
        byte[] message = {0, 0, 0, 0, (byte) eventBeforeId, -2, -1, -1, -1, 15, 'a'};

        assertThatExceptionOfType(Wire.UnknownBytesException.class)
                .isThrownBy(() -> new Wire(schemas.ids()).decode(message));
    }

    @Test
    void aWholeRoadRunsWithTheRegistrysIds(@TempDir Path folder) throws IOException {
        var rig = Rig.create(KAFKA.server().bootstrapServers(), KAFKA.server().newNamespace())
                .with(schemas.ids());
        var store = new InMemoryTrafficStore();

        try (var _ = rig.startRoad(folder);
                var _ = StoreLoop.start(rig.config(), rig.ids(), store);
                var _ = rig.startFeed(LineFeed.opener(rig.sensorIds(), WINDOWS))) {
            rig.awaitBalance(store, WINDOWS, Duration.ofSeconds(60));
        }

        var topics = new Topics(rig.config());
        assertThat(kinds(rig, topics.raw())).containsExactly("TrafficMark");
        assertThat(kinds(rig, topics.events())).containsExactly("TrafficEvent", "TrafficMark");
        assertThat(kinds(rig, topics.aggregates())).containsExactly("ProcessedTrafficAggregate");
        assertThat(kinds(rig, topics.predictions())).containsExactly("TrafficPrediction");
        assertThat(kinds(rig, topics.ledger())).containsExactly("LedgerEntry");
        assertThat(kinds(rig, topics.feeds())).containsExactly("FeedState");
    }

    /** What an outsider finds on a topic; raw records are no Avro. */
    private static Set<String> kinds(Rig rig, String topic) throws IOException {
        var kinds = new TreeSet<String>();
        for (var record : Committed.list(rig.config(), topic)) {
            if (record.value()[0] == Wire.MAGIC) {
                kinds.add(outsider.decode(record.value()).getSchema().getName());
            }
        }
        return kinds;
    }

    private static Reading reading() {
        return (Reading) messageOf(Reading.class);
    }

    private static Message messageOf(Class<? extends Message> kind) {
        return Stream.of(2L, 3L, 4L)
                .flatMap(seed -> new Messages(seed).oneOfEach().stream())
                .filter(kind::isInstance)
                .filter(message -> !(message instanceof Reading read)
                        || !read.corrections().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static int idOf(byte[] message) {
        return ByteBuffer.wrap(message, 1, 4).getInt();
    }

    private static String nameOf(byte[] messageOfTheList) {
        return SchemaIds.get(idOf(messageOfTheList)).getFullName();
    }

    private static byte[] bytes(int id, GenericRecord record) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).putInt(1, id).array());
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Schema ours(String subject) {
        return SchemaIds.list().stream()
                .map(SchemaIds::get)
                .filter(schema -> schema.getFullName().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static SchemaVersion version(Schema schema) {
        return new SchemaVersion(99, schema.getFullName(), 1, schema.toString());
    }

    /** With a field added at the end, or changed in its place. */
    private static Schema with(Schema schema, String field) {
        var added = Registration.parse("{\"type\":\"record\",\"name\":\"X\",\"fields\":[" + field + "]}")
                .getFields()
                .getFirst();
        boolean exists = schema.getField(added.name()) != null;
        var fields = Stream.concat(
                        schema.getFields().stream().map(one -> one.name().equals(added.name()) ? added : one),
                        exists ? Stream.empty() : Stream.of(added))
                .map(one -> new Schema.Field(one, one.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    private static Schema without(String name, Schema schema) {
        var fields = schema.getFields().stream()
                .filter(one -> !one.name().equals(name))
                .map(one -> new Schema.Field(one, one.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }
}
