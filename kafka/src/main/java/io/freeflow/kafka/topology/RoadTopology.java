package io.freeflow.kafka.topology;

import static io.freeflow.core.ledger.Stages.AGGREGATE;
import static io.freeflow.core.ledger.Stages.ALERT;
import static io.freeflow.core.ledger.Stages.FORECAST;
import static io.freeflow.core.ledger.Stages.VALIDATE;

import io.freeflow.core.road.AlertAct;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.Stage;
import io.freeflow.core.road.WindowPart;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stages between the topics, in the order of the road. */
public final class RoadTopology {

    /** The header of a raw record that names its source. */
    public static final String SOURCE_HEADER = "source";

    /** The header of a raw record that is put back on the log: the id of the letter that it was. */
    public static final String LETTER_HEADER = "letter";

    /** The source of a raw record that names none. */
    public static final String UNNAMED_SOURCE = "external";

    private static final Logger LOG = LoggerFactory.getLogger(RoadTopology.class);

    private final Topology topology = new Topology();
    private final Topics topics;
    private final WireIds ids;
    /** Set by every thread, and each may miss what another set: any text that is equal will do. */
    private String lastSource = UNNAMED_SOURCE;

    private RoadTopology(Topics topics, WireIds ids) {
        this.topics = topics;
        this.ids = ids;
    }

    /**
     * The pure stages; each gets the number of its part.
     *
     * @param forecast ends with guard and verify: nothing else may write to traffic-predictions
     * @param alert is handed each window and then the forecast made of it, in one task: in a replay of any speed the two
     *     come in the same order
     */
    public record Stages(
            IntFunction<Stage<Message, Message>> validate,
            IntFunction<Stage<Message, Message>> aggregate,
            IntFunction<Stage<Message, Message>> forecast,
            IntFunction<Stage<Message, Message>> alert) {}

    public static Topology of(Topics topics, WireIds ids, int lanes, Stages stages) {
        var road = new RoadTopology(topics, ids);
        road.source(VALIDATE, topics.raw());
        road.stage(VALIDATE, road::readRaw, stages.validate(), HandOn.ownReadings(AGGREGATE, lanes));
        road.sink(Routes.EVENTS, topics.events(), VALIDATE);
        road.broadcast(Routes.MARKS, topics.events(), VALIDATE, lanes);
        road.sink(Routes.DEAD_LETTERS, topics.deadLetters(), VALIDATE);
        road.sink(Routes.STRAYS, topics.strays(), VALIDATE);
        road.broadcast(Routes.STRAY_MARKS, topics.strays(), VALIDATE, lanes);
        road.strays(topics.strays());
        road.stage(AGGREGATE, road::readForAggregate, stages.aggregate(), HandOn.NOTHING, VALIDATE);
        road.sink(Routes.AGGREGATES, topics.aggregates(), AGGREGATE);
        road.sink(Routes.SLOTS, topics.slots(), AGGREGATE);
        road.sink(Routes.HEALTH, topics.health(), AGGREGATE);
        road.source(FORECAST, topics.aggregates());
        road.stage(FORECAST, RoadTopology::readOurs, stages.forecast(), HandOn.windowsAndForecasts(ALERT));
        road.sink(Routes.PREDICTIONS, topics.predictions(), FORECAST);
        road.sink(Routes.IMPUTATIONS, topics.imputations(), FORECAST);
        road.sink(Routes.SCORES, topics.scores(), FORECAST);
        road.source(ALERT, topics.slots(), topics.alertActs(), topics.incidents());
        road.stage(ALERT, RoadTopology::readForAlert, stages.alert(), HandOn.NOTHING, FORECAST);
        road.sink(Routes.ALERTS, topics.alerts(), ALERT);
        return road.topology;
    }

    private void source(String stage, String... topicNames) {
        topology.addSource(sourceOf(stage), new ByteArrayDeserializer(), new ByteArrayDeserializer(), topicNames);
    }

    /** What crosses over goes first: its mark may close windows, and what waits on traffic-raw is older by the log's clock. */
    private void strays(String topicName) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                sourceOf(AGGREGATE),
                (_, _) -> 0,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topicName);
    }

    private static String sourceOf(String stage) {
        return stage + "-source";
    }

    /** A stage that reads its source, and what the stage before it in the same task hands on. */
    private void stage(
            String name,
            StageProcessor.Reader reader,
            IntFunction<Stage<Message, Message>> stages,
            HandOn handOn,
            String... before) {
        String state = name + "-state";
        String[] parents =
                Stream.concat(Stream.of(sourceOf(name)), Stream.of(before)).toArray(String[]::new);
        topology.addProcessor(name, () -> new StageProcessor(state, reader, stages, handOn, new Wire(ids)), parents);
        topology.addStateStore(GranuleStore.builder(state, changelog()), name);
        sink(Routes.LEDGER + name, topics.ledger(), name);
    }

    private void sink(String name, String topic, String parent) {
        topology.addSink(name, topic, new StringSerializer(), new ByteArraySerializer(), parent);
    }

    private void broadcast(String name, String topic, String parent, int partitions) {
        topology.addSink(name, topic, new StringSerializer(), new ByteArraySerializer(), toAll(partitions), parent);
    }

    private static Map<String, String> changelog() {
        var settings = new HashMap<>(Topics.compaction());
        settings.remove(TopicConfig.CLEANUP_POLICY_CONFIG);
        settings.remove(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
        return settings;
    }

    /** What goes to every partition follows what its lane sent before, so order holds in each. */
    static StreamPartitioner<String, byte[]> toAll(int partitions) {
        Optional<Set<Integer>> all =
                Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet()));
        return (topic, key, value, count) -> all;
    }

    private Optional<Message> readRaw(byte @Nullable [] value, Headers headers, RecordMetadata place, Wire wire) {
        int lane = place.partition();
        byte[] payload = value == null ? new byte[0] : value;
        if (payload.length > 0 && payload[0] == Wire.MAGIC) {
            try {
                if (wire.decode(payload) instanceof Mark mark) {
                    return Optional.of(new Mark(mark.source(), lane, mark.completeUntil()));
                }
            } catch (Wire.UnknownBytesException e) {
                LOG.debug("traffic-raw has bytes that are neither text nor a mark: {}", e.getMessage());
            }
        }
        return Optional.of(
                new RawRecord(sourceIn(headers), lane, place.offset(), payload, header(headers, LETTER_HEADER)));
    }

    /** One text for all records in a row of one source: many readings keep it for hours. */
    private String sourceIn(Headers headers) {
        var said = header(headers, SOURCE_HEADER).orElse(UNNAMED_SOURCE);
        String last = lastSource;
        if (said.equals(last)) {
            return last;
        }
        lastSource = said;
        return said;
    }

    /** The marks of its own lane it was handed already. */
    private Optional<Message> readForAggregate(
            byte @Nullable [] value, Headers headers, RecordMetadata place, Wire wire) {
        boolean stray = place.topic().equals(topics.strays());
        return readOurs(value, headers, place, wire)
                .filter(message -> !(stray && message instanceof Mark mark && mark.lane() == place.partition()));
    }

    private static Optional<Message> readForAlert(
            byte @Nullable [] value, Headers headers, RecordMetadata place, Wire wire) {
        return readOurs(value, headers, place, wire)
                .filter(message ->
                        message instanceof WindowPart || message instanceof AlertAct || message instanceof Incident);
    }

    private static Optional<String> header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Only our stages write to these topics; foreign bytes are named in the log and passed over. */
    private static Optional<Message> readOurs(
            byte @Nullable [] value, Headers headers, RecordMetadata place, Wire wire) {
        try {
            return Optional.of(wire.decode(value == null ? new byte[0] : value));
        } catch (Wire.UnknownBytesException e) {
            LOG.warn("partition {} has a record that is not ours, passed over: {}", place.partition(), e.getMessage());
            return Optional.empty();
        }
    }
}
