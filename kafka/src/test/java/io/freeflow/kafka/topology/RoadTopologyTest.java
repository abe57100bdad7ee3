package io.freeflow.kafka.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.Interval;
import io.freeflow.kafka.EchoForecastStage;
import io.freeflow.kafka.LineDecoder;
import io.freeflow.kafka.Rig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import io.freeflow.pipeline.aggregate.AggregateStage;
import io.freeflow.pipeline.alert.AlertStage;
import io.freeflow.pipeline.validate.ValidateStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole topology in one thread, with one partition of everything. */
class RoadTopologyTest {

    private static final Instant EIGHT = Instant.parse("2012-03-01T16:00:00Z");
    private static final Instant FIVE_PAST = EIGHT.plus(Duration.ofMinutes(5));

    private final Rig rig = Rig.of("nowhere:9092", "la", Rig.SMALL);
    private final Topics topics = new Topics(rig.config());
    private final TopologyTestDriver driver = new TopologyTestDriver(topology(), settings());
    private final TestInputTopic<byte[], byte[]> raw =
            driver.createInputTopic(topics.raw(), new ByteArraySerializer(), new ByteArraySerializer());
    private final Wire wire = new Wire(WireIds.committed());

    private Topology topology() {
        return RoadTopology.of(
                topics,
                rig.ids(),
                1,
                new RoadTopology.Stages(
                        part -> new ValidateStage(Rig.validateConfig(), new LineDecoder(), Rig.SMALL, part),
                        part -> new AggregateStage(Rig.aggregateConfig(), Rig.SMALL, part, 1, 1),
                        part -> new EchoForecastStage(Rig.SMALL, part),
                        part -> new AlertStage(Rig.SMALL, List.of(Rig.ANY_QUEUE), Integer.toString(part))));
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        return settings;
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void theTopologyIsTheRoad() {
        var described = topology().describe().toString().lines().map(String::stripTrailing);

        assertThat(String.join("\n", described.toList())).isEqualTo("""
                Topologies:
                   Sub-topology: 0
                    Source: validate-source (topics: [la.traffic-raw])
                      --> validate
                    Processor: validate (stores: [validate-state])
                      --> aggregate, traffic-dlq, traffic-events, traffic-events-marks, traffic-ledger-validate, traffic-strays, traffic-strays-marks
                      <-- validate-source
                    Source: aggregate-source (topics: [la.traffic-strays])
                      --> aggregate
                    Processor: aggregate (stores: [aggregate-state])
                      --> processed-traffic-aggregates, traffic-health, traffic-ledger-aggregate, traffic-slots
                      <-- validate, aggregate-source
                    Sink: processed-traffic-aggregates (topic: la.processed-traffic-aggregates)
                      <-- aggregate
                    Sink: traffic-dlq (topic: la.traffic-dlq)
                      <-- validate
                    Sink: traffic-events (topic: la.traffic-events)
                      <-- validate
                    Sink: traffic-events-marks (topic: la.traffic-events)
                      <-- validate
                    Sink: traffic-health (topic: la.traffic-health)
                      <-- aggregate
                    Sink: traffic-ledger-aggregate (topic: la.traffic-ledger)
                      <-- aggregate
                    Sink: traffic-ledger-validate (topic: la.traffic-ledger)
                      <-- validate
                    Sink: traffic-slots (topic: la.traffic-slots)
                      <-- aggregate
                    Sink: traffic-strays (topic: la.traffic-strays)
                      <-- validate
                    Sink: traffic-strays-marks (topic: la.traffic-strays)
                      <-- validate

                  Sub-topology: 1
                    Source: forecast-source (topics: [la.processed-traffic-aggregates])
                      --> forecast
                    Processor: forecast (stores: [forecast-state])
                      --> alert, traffic-imputations, traffic-ledger-forecast, traffic-predictions, traffic-scores
                      <-- forecast-source
                    Source: alert-source (topics: [la.traffic-incidents, la.traffic-slots, la.traffic-alert-acts])
                      --> alert
                    Processor: alert (stores: [alert-state])
                      --> traffic-alerts, traffic-ledger-alert
                      <-- alert-source, forecast
                    Sink: traffic-alerts (topic: la.traffic-alerts)
                      <-- alert
                    Sink: traffic-imputations (topic: la.traffic-imputations)
                      <-- forecast
                    Sink: traffic-ledger-alert (topic: la.traffic-ledger)
                      <-- alert
                    Sink: traffic-ledger-forecast (topic: la.traffic-ledger)
                      <-- forecast
                    Sink: traffic-predictions (topic: la.traffic-predictions)
                      <-- forecast
                    Sink: traffic-scores (topic: la.traffic-scores)
                      <-- forecast
                """);
    }

    @Test
    void aReadingGoesAllTheWay() {
        send("lines", "A," + EIGHT + ",61.5");
        mark("lines", FIVE_PAST);

        var events = read(topics.events());
        assertThat(events).hasSize(2);
        assertThat(events.getFirst()).isInstanceOfSatisfying(Reading.class, reading -> {
            assertThat(reading.feed()).isEqualTo("lines");
            assertThat(reading.sensorId()).isEqualTo("A");
        });
        assertThat(events.getLast()).isEqualTo(new Mark("lines", 0, FIVE_PAST));
        assertThat(read(topics.aggregates()))
                .extracting(message -> ((WindowPart) message).region())
                .containsExactly("north", "south");
        assertThat(read(topics.predictions()))
                .extracting(message -> ((Forecast) message).region())
                .containsExactly("north", "south");
        assertThat(read(topics.deadLetters())).isEmpty();
    }

    @Test
    void aQueueBecomesAnAlertAndPeopleAnswerIt() {
        send("lines", "B," + EIGHT + ",12");
        send("lines", "C," + EIGHT + ",14");
        mark("lines", FIVE_PAST);
        var opened = (Alert) read(topics.alerts()).getFirst();
        assertThat(opened.place().tailSensorId()).isEqualTo("B");
        assertThat(opened.place().headSensorId()).isEqualTo("C");

        var act = new AlertAct("north", opened.id(), AlertAct.Kind.ACKNOWLEDGE, "ann", "on it");
        driver.createInputTopic(topics.alertActs(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(act.region(), wire.encode(act));

        assertThat(read(topics.alerts()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Alert.class, alert -> assertThat(alert.status()).isEqualTo(AlertStatus.ACKNOWLEDGED));
    }

    @Test
    void whatIsRejectedKeepsItsBytes() {
        byte[] nonsense = {'x', (byte) 0xff, 0, 7};
        raw.pipeInput(new TestRecord<>(null, nonsense, source("lines")));

        assertThat(read(topics.deadLetters())).singleElement().isInstanceOfSatisfying(DeadLetter.class, letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.UNREADABLE);
            assertThat(letter.source()).isEqualTo("lines");
            assertThat(letter.payload()).isEqualTo(nonsense);
        });
        assertThat(read(topics.events())).isEmpty();
    }

    @Test
    void aLetterNamesThePlaceOfItsRecordAndAReplayOfItPassesUnderThatName() {
        send("lines", "A," + EIGHT + ",61.5");
        send("lines", "nonsense");
        assertThat(read(topics.deadLetters()))
                .singleElement()
                .isInstanceOfSatisfying(
                        DeadLetter.class,
                        letter -> assertThat(letter.letterId()).isEqualTo("0-1"));

        var headers = source("lines");
        headers.add(RoadTopology.LETTER_HEADER, "0-1".getBytes(UTF_8));
        raw.pipeInput(new TestRecord<>(null, ("A," + EIGHT + ",61.5").getBytes(UTF_8), headers));

        assertThat(read(topics.deadLetters())).containsExactly(new LetterPassed("0-1", "lines"));
    }

    @Test
    void aRecordThatOnlyLooksLikeAMarkIsARawRecord() {
        byte[] almost = {0, 0, 0, 0, 1, 99};
        raw.pipeInput(new TestRecord<>(null, almost, source("lines")));
        raw.pipeInput(new TestRecord<>(null, null, source("lines")));

        assertThat(read(topics.deadLetters()))
                .extracting(message -> ((DeadLetter) message).payload())
                .containsExactly(almost, new byte[0]);
    }

    @Test
    void aRecordWithoutASourceIsExternal() {
        raw.pipeInput(("A," + EIGHT + ",61.5").getBytes(UTF_8));

        assertThat(read(topics.events()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Reading.class, reading -> assertThat(reading.feed()).isEqualTo("external"));
    }

    @Test
    void theBooksAreToldTwiceASecondWhenTheyChanged() {
        send("lines", "A," + EIGHT + ",61.5");
        send("lines", "nonsense");
        mark("lines", FIVE_PAST);
        driver.advanceWallClockTime(Duration.ofMillis(500));

        Map<String, Map<String, Long>> books = read(topics.ledger()).stream()
                .map(message -> (LedgerEntry) message)
                .collect(Collectors.toMap(LedgerEntry::stage, LedgerEntry::counts));
        assertThat(books.get("validate"))
                .containsEntry("received", 2L)
                .containsEntry("accepted", 1L)
                .containsEntry("rejected.unreadable", 1L);
        assertThat(books.get("aggregate")).containsEntry("windowed", 1L).containsEntry("parts", 2L);
        assertThat(books.get("forecast")).containsEntry("issued", 2L);

        driver.advanceWallClockTime(Duration.ofSeconds(5));
        assertThat(read(topics.ledger())).as("nothing changed").isEmpty();
    }

    @Test
    void foreignBytesAmongOurMessagesArePassedOver() {
        var strays = driver.createInputTopic(topics.strays(), new ByteArraySerializer(), new ByteArraySerializer());
        var aggregates =
                driver.createInputTopic(topics.aggregates(), new ByteArraySerializer(), new ByteArraySerializer());
        for (byte[] foreign : List.of(new byte[0], "{}".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 2, 1})) {
            strays.pipeInput(foreign);
            aggregates.pipeInput(foreign);
        }

        send("lines", "A," + EIGHT + ",61.5");
        mark("lines", FIVE_PAST);
        assertThat(read(topics.predictions())).hasSize(2);
    }

    @Test
    void aReadingOfAnotherLaneIsWindowedWhereItCrossesTo() {
        var stray = new Reading(
                "lines",
                "A",
                Interval.startingAt(EIGHT, Duration.ofMinutes(1)),
                new Measurement(61.5, Double.NaN, Double.NaN),
                EIGHT.plusSeconds(60),
                List.of());
        driver.createInputTopic(topics.strays(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("A", wire.encode(stray));
        mark("lines", FIVE_PAST);

        assertThat(read(topics.events()))
                .as("written where it was validated")
                .containsExactly(new Mark("lines", 0, FIVE_PAST));
        assertThat(read(topics.aggregates()).stream()
                        .map(message -> (WindowPart) message)
                        .flatMap(part -> part.states().stream()))
                .singleElement()
                .satisfies(state -> assertThat(state.measurement().speedMph()).isEqualTo(61.5));
    }

    @Test
    void aReadingIsHandedOnInItsOwnLaneAndCrossesOverFromAnyOther() {
        var reading = new Reading(
                "lines",
                "716",
                Interval.startingAt(EIGHT, Duration.ofMinutes(1)),
                new Measurement(61.5, Double.NaN, Double.NaN),
                EIGHT.plusSeconds(60),
                List.of());
        int own = BuiltInPartitioner.partitionForKey("716".getBytes(UTF_8), 5);
        var handOn = HandOn.ownReadings("aggregate", 5);
        for (int lane = 0; lane < 5; lane++) {
            boolean isOwn = lane == own;
            assertThat(handOn.ofOutput(reading, lane)).isEqualTo(isOwn ? List.of("aggregate") : List.of());
            assertThat(handOn.crossings(reading, lane)).isEqualTo(isOwn ? List.of() : List.of(Routes.STRAYS));
            var mark = new Mark("lines", lane, EIGHT);
            assertThat(handOn.ofOutput(mark, lane)).containsExactly("aggregate");
            assertThat(handOn.crossings(mark, lane)).containsExactly(Routes.STRAY_MARKS);
        }
    }

    @Test
    void aMarkGoesToEveryPartition() {
        assertThat(RoadTopology.toAll(5).partitions(topics.events(), "lines", new byte[0], 5))
                .hasValueSatisfying(all -> assertThat(all).containsExactlyInAnyOrder(0, 1, 2, 3, 4));
    }

    @Test
    void aKeySaysWhoseMessageItIs() {
        send("lines", "A," + EIGHT + ",61.5");
        send("lines", "nonsense");
        mark("lines", FIVE_PAST);
        driver.advanceWallClockTime(Duration.ofMillis(500));

        Function<String, List<String>> keys =
                topic -> driver
                        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList()
                        .stream()
                        .map(record -> new String(record.key(), UTF_8))
                        .toList();
        assertThat(keys.apply(topics.events())).containsExactly("A", "lines");
        assertThat(keys.apply(topics.deadLetters())).containsExactly("lines");
        assertThat(keys.apply(topics.aggregates())).containsExactly("north", "south");
        assertThat(keys.apply(topics.predictions())).containsExactly("north", "south");
        assertThat(keys.apply(topics.ledger()))
                .containsExactlyInAnyOrder("validate/0", "aggregate/0", "forecast/0", "alert/0");
    }

    private void send(String source, String line) {
        raw.pipeInput(new TestRecord<>("A".getBytes(UTF_8), line.getBytes(UTF_8), source(source)));
    }

    private void mark(String source, Instant completeUntil) {
        raw.pipeInput(new TestRecord<>(null, wire.encode(new Mark(source, 0, completeUntil)), source(source)));
    }

    private static RecordHeaders source(String name) {
        return new RecordHeaders(List.of(new RecordHeader(RoadTopology.SOURCE_HEADER, name.getBytes(UTF_8))));
    }

    private List<Message> read(String topic) {
        return driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readValuesToList()
                .stream()
                .map(wire::decode)
                .toList();
    }
}
