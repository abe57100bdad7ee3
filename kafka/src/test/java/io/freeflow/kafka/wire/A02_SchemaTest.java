package io.freeflow.kafka.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.incident.IncidentPlace.OnCorridor;
import io.freeflow.core.incident.IncidentPlace.Unplaced;
import io.freeflow.core.network.Position;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.reading.Remark;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Imputation;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.ScoreSheet;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.road.SensorPlace;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.schema.SchemaVersion;
import io.freeflow.core.window.TrafficState;
import io.freeflow.testkit.EverySeed;
import io.freeflow.testkit.Messages;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What anybody's Avro reader makes of our bytes with the committed schemas. */
class A02_SchemaTest {

    /** Names that end in a unit, and the numbers that have none. */
    private static final String UNIT =
            ".*(_mph|_mph_quantiles|_mph2|_vph|percent|_mi|_minutes)|probability|speedup|latitude|longitude";

    @EverySeed
    void aGenericReaderReadsAllBytesAndTheSameValues(long seed) throws IOException {
        var wire = new Wire(WireIds.committed());

        for (Message message : new Messages(seed).oneOfEach()) {
            byte[] bytes = wire.encode(message);
            int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
            var decoder = DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null);
            GenericRecord read = new GenericDatumReader<GenericRecord>(SchemaIds.get(id)).read(null, decoder);

            assertThat(decoder.isEnd()).as("all bytes of %s", message).isTrue();
            assertThat(plain(read)).isEqualTo(fields(message));
        }
    }

    @Test
    void theListNamesEveryFileAndEveryFileNamesItsSchema() throws IOException, URISyntaxException {
        var folder = Path.of(
                SchemaIds.class.getResource("/io/freeflow/kafka/schemas").toURI());
        List<String> files;
        try (var listed = Files.list(folder)) {
            files = listed.map(file -> file.getFileName().toString()).toList();
        }

        assertThat(SchemaIds.list())
                .doesNotHaveDuplicates()
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
        assertThat(files)
                .containsExactlyInAnyOrderElementsOf(SchemaIds.list().stream()
                        .map(id -> id + "-" + SchemaIds.get(id).getName() + ".avsc")
                        .toList());
        assertThat(SchemaIds.list())
                .allSatisfy(id -> assertThat(SchemaIds.get(id).getDoc()).isNotBlank());
    }

    /** The newest version of each. */
    @Test
    void everyKindOfMessageHasItsSchema() {
        List<Integer> ids = new Messages(1)
                .oneOfEach().stream()
                        .map(message -> ByteBuffer.wrap(new Wire(WireIds.committed()).encode(message), 1, 4)
                                .getInt())
                        .toList();

        assertThat(ids).isEqualTo(SchemaIds.written());
    }

    /** A logical type beside its type, as in {@code {"name": …, "type": "long", "logicalType": …}}, means nothing to Avro. */
    @ParameterizedTest
    @MethodSource("schemas")
    void whatIsInASchemaMeansSomething(Schema schema) {
        for (Schema record : records(schema)) {
            assertThat(record.getNamespace()).isEqualTo("io.freeflow.schemas");
            assertThat(record.getDoc()).as(record.getFullName()).isNotBlank();
            for (Schema.Field field : record.getFields()) {
                var name = record.getName() + "." + field.name();
                assertThat(field.doc()).as(name).isNotBlank();
                assertThat(field.getObjectProps()).as(name).isEmpty();
                if (records(field.schema()).isEmpty()
                        && field.schema().toString().contains("\"double\"")) {
                    assertThat(field.name()).as("the unit of %s", name).matches(UNIT);
                }
            }
        }
    }

    static Stream<Schema> schemas() {
        return SchemaIds.list().stream().map(SchemaIds::get);
    }

    private static List<Schema> records(Schema schema) {
        return switch (schema.getType()) {
            case RECORD ->
                Stream.concat(
                                Stream.of(schema),
                                schema.getFields().stream().flatMap(field -> records(field.schema()).stream()))
                        .toList();
            case ARRAY -> records(schema.getElementType());
            case MAP -> records(schema.getValueType());
            case UNION ->
                schema.getTypes().stream()
                        .flatMap(type -> records(type).stream())
                        .toList();
            default -> List.of();
        };
    }

    @Test
    void theIdsOfOneRecordAreItsVersions() {
        var first = SchemaIds.versions().getFirst();

        assertThat(first.subject()).isEqualTo("io.freeflow.schemas.TrafficMark");
        assertThat(SchemaIds.versions()).extracting(SchemaVersion::id).isEqualTo(SchemaIds.list());
        assertThat(SchemaIds.versions())
                .allSatisfy(one ->
                        assertThat(new Schema.Parser().parse(one.schema())).isEqualTo(SchemaIds.get(one.id())));
    }

    @Test
    void aNewerVersionReadsWhatAnOlderOneWrote() {
        for (SchemaVersion one : SchemaIds.versions()) {
            var newest = SchemaIds.get(SchemaIds.meaning(one.id()).id());

            assertThat(newest.getFullName()).isEqualTo(one.subject());
            assertThat(SchemaCompatibility.checkReaderWriterCompatibility(newest, SchemaIds.get(one.id()))
                            .getType())
                    .as("version %d of %s", one.version(), one.subject())
                    .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
        }
    }

    /** The fields of a message under their wire names. */
    private static Map<String, @Nullable Object> fields(Message message) {
        return switch (message) {
            case Mark mark ->
                map("source", mark.source(), "lane", mark.lane(), "complete_until", millis(mark.completeUntil()));
            case Reading reading ->
                with(
                        map(
                                "feed", reading.feed(),
                                "sensor_id", reading.sensorId(),
                                "interval_start", millis(reading.interval().start()),
                                "interval_end", millis(reading.interval().end())),
                        reading.measurement(),
                        map(
                                "known_at", millis(reading.knownAt()),
                                "corrections",
                                        reading.corrections().stream()
                                                .map(one ->
                                                        map("field", one.field(), "from", one.from(), "to", one.to()))
                                                .toList(),
                                "remarks",
                                        reading.remarks().stream()
                                                .map(Remark::wireName)
                                                .toList()));
            case DeadLetter letter ->
                map(
                        "stage", letter.stage(),
                        "source", letter.source(),
                        "reason", letter.reason().wireName(),
                        "detail", letter.detail(),
                        "payload", ByteBuffer.wrap(letter.payload()),
                        "letter_id", letter.letterId(),
                        "sensor_id", letter.sensorId().orElse(null),
                        "replayed", letter.replayed());
            case LetterPassed passed -> map("letter_id", passed.letterId(), "source", passed.source());
            case WindowPart part ->
                map(
                        "region", part.region(),
                        "window_start", millis(part.interval().start()),
                        "window_end", millis(part.interval().end()),
                        "part", part.part(),
                        "parts", part.parts(),
                        "revision", part.revision(),
                        "known_at", millis(part.knownAt()),
                        "states",
                                part.states().stream()
                                        .map(A02_SchemaTest::fields)
                                        .toList());
            case Forecast forecast ->
                map(
                        "region", forecast.region(),
                        "issued_at", millis(forecast.issuedAt()),
                        "data_cutoff", millis(forecast.dataCutoff()),
                        "known_at", millis(forecast.knownAt()),
                        "model", forecast.model(),
                        "model_version", forecast.modelVersion(),
                        "sensor_ids", forecast.sensorIds(),
                        "speed_mph_quantiles",
                                ByteBuffer.wrap(forecast.speedsMph().pack()));
            case ScoreSheet sheet ->
                map(
                        "region", sheet.region(),
                        "model", sheet.model(),
                        "day", (int) sheet.day().toEpochDay(),
                        "steps",
                                sheet.steps().stream()
                                        .map(sums -> map(
                                                "n", sums.n(),
                                                "absolute_mph", sums.absolute(),
                                                "squared_mph2", sums.squared(),
                                                "percent", sums.percent(),
                                                "percent_cells", sums.percentCells(),
                                                "error_mph", sums.error(),
                                                "covered", sums.covered(),
                                                "width_mph", sums.width()))
                                        .toList());
            case LedgerEntry entry -> map("stage", entry.stage(), "part", entry.part(), "counts", entry.counts());
            case FeedState state ->
                map(
                        "name", state.info().name(),
                        "kind", state.info().kind().name(),
                        "label", state.info().label(),
                        "position", state.position(),
                        "complete_until",
                                state.completeUntil()
                                        .map(A02_SchemaTest::millis)
                                        .orElse(null),
                        "speedup", state.speedup().isPresent() ? state.speedup().getAsDouble() : null,
                        "activity", state.activity().name(),
                        "counts", state.counts());
            case Alert alert ->
                map(
                        "alert_id", alert.id(),
                        "region", alert.region(),
                        "rule_id", alert.ruleId(),
                        "alert_type", alert.type().name(),
                        "severity", alert.severity().name(),
                        "status", alert.status().name(),
                        "corridor_id", alert.place().corridorId(),
                        "tail_sensor_id", alert.place().tailSensorId(),
                        "tail_postmile_mi", alert.place().tailPostmileMiles(),
                        "head_sensor_id", alert.place().headSensorId(),
                        "head_postmile_mi", alert.place().headPostmileMiles(),
                        "slowest_mph", nullIfMissing(alert.figures().slowestMph()),
                        "delay_minutes", nullIfMissing(alert.figures().delayMinutes()),
                        "probability", nullIfMissing(alert.figures().probability()),
                        "silent_percent", nullIfMissing(alert.figures().silentPercent()),
                        "outlook",
                                alert.outlook()
                                        .map(outlook -> map(
                                                "horizon_minutes", outlook.horizonMinutes(),
                                                "length_mi", outlook.lengthMiles(),
                                                "probability", outlook.probability()))
                                        .orElse(null),
                        "opened_at", millis(alert.openedAt()),
                        "updated_at", millis(alert.updatedAt()),
                        "log",
                                alert.log().stream()
                                        .map(entry -> map(
                                                "at", millis(entry.at()),
                                                "what", entry.what().name(),
                                                "by", entry.by(),
                                                "note", entry.note()))
                                        .toList());
            case SensorHealth health ->
                map(
                        "sensor_id",
                        health.sensorId(),
                        "region",
                        health.region(),
                        "suspicion",
                        health.suspicion().map(Enum::name).orElse(null),
                        "since",
                        millis(health.since()),
                        "known_at",
                        millis(health.knownAt()),
                        "evidence",
                        health.evidence(),
                        "last_day",
                        health.lastDay()
                                .map(day -> map(
                                        "date",
                                        (int) day.date().toEpochDay(),
                                        "status",
                                        day.status().name()))
                                .orElse(null));
            case Imputation imputation ->
                map(
                        "region",
                        imputation.region(),
                        "window_start",
                        millis(imputation.interval().start()),
                        "window_end",
                        millis(imputation.interval().end()),
                        "known_at",
                        millis(imputation.knownAt()),
                        "states",
                        imputation.states().stream()
                                .map(state -> map(
                                        "sensor_id", state.sensorId(),
                                        "speed_mph", state.speedMph(),
                                        "flow_vph", nullIfMissing(state.flowVph()),
                                        "method", state.method().name(),
                                        "sources", state.sources()))
                                .toList());
            case SensorPlace found ->
                map(
                        "sensor_id", found.sensorId(),
                        "source", found.source(),
                        "latitude", found.place().latitude(),
                        "longitude", found.place().longitude(),
                        "freeway", found.place().freeway(),
                        "direction", found.place().direction(),
                        "postmile_mi", found.place().postmileMiles(),
                        "lanes", found.place().lanes(),
                        "name", found.place().name());
            case AlertAct act ->
                map(
                        "region",
                        act.region(),
                        "alert_id",
                        act.alertId(),
                        "kind",
                        act.kind().name(),
                        "by",
                        act.by(),
                        "note",
                        act.note());
            case Incident incident -> {
                var on = incident.place() instanceof OnCorridor there
                        ? Optional.of(there)
                        : Optional.<OnCorridor>empty();
                var nowhere =
                        incident.place() instanceof Unplaced none ? Optional.of(none) : Optional.<Unplaced>empty();
                yield map(
                        "incident_id", incident.id(),
                        "region", incident.region(),
                        "source", incident.source(),
                        "incident_type", incident.type().name(),
                        "severity", incident.severity().name(),
                        "corridor_id", on.map(OnCorridor::corridorId).orElse(null),
                        "from_postmile_mi",
                                on.map(OnCorridor::fromPostmileMiles).orElse(null),
                        "to_postmile_mi", on.map(OnCorridor::toPostmileMiles).orElse(null),
                        "unplaced", nowhere.map(none -> none.why().name()).orElse(null),
                        "unplaced_detail", nowhere.map(Unplaced::detail).orElse(null),
                        "latitude", incident.position().map(Position::latitude).orElse(null),
                        "longitude",
                                incident.position().map(Position::longitude).orElse(null),
                        "start", millis(incident.start()),
                        "expected_end",
                                incident.expectedEnd()
                                        .map(A02_SchemaTest::millis)
                                        .orElse(null),
                        "end", incident.end().map(A02_SchemaTest::millis).orElse(null),
                        "lanes_closed",
                                incident.lanesClosed().isPresent()
                                        ? incident.lanesClosed().getAsInt()
                                        : null,
                        "description", incident.description(),
                        "updated_at", millis(incident.updatedAt()));
            }
            case RawRecord raw -> throw new IllegalArgumentException("raw records travel as they came");
        };
    }

    private static Map<String, @Nullable Object> fields(TrafficState state) {
        return with(
                map("sensor_id", state.sensorId()),
                state.measurement(),
                map("readings", state.readings(), "quality", state.quality().name()));
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> before, Measurement measurement, Map<String, @Nullable Object> after) {
        var all = new LinkedHashMap<String, @Nullable Object>(before);
        all.put("speed_mph", nullIfMissing(measurement.speedMph()));
        all.put("flow_vph", nullIfMissing(measurement.flowVph()));
        all.put("occupancy_percent", nullIfMissing(measurement.occupancyPercent()));
        all.putAll(after);
        return all;
    }

    private static @Nullable Double nullIfMissing(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static long millis(Instant instant) {
        return instant.toEpochMilli();
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }

    /** A generic value in terms of the JDK. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case GenericRecord record -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                record.getSchema().getFields().forEach(field -> map.put(field.name(), plain(record.get(field.pos()))));
                yield map;
            }
            case List<?> list -> {
                var plain = new ArrayList<@Nullable Object>();
                list.forEach(element -> plain.add(plain(element)));
                yield plain;
            }
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
            case ByteBuffer bytes -> bytes;
            case Number number -> number;
            case Boolean yes -> yes;
            default -> value.toString();
        };
    }
}
