package io.freeflow.kafka.wire;

import io.freeflow.core.schema.SchemaVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** The committed list id → schema. An id is never used again for another schema. */
public final class SchemaIds {

    static final int MARK = 1;
    static final int READING_BEFORE_REMARKS = 2;
    static final int DEAD_LETTER_BEFORE_REPLAYS = 3;
    static final int WINDOW_PART_BEFORE_SUSPECT = 4;
    static final int FORECAST = 5;
    static final int SCORE_SHEET = 6;
    static final int LEDGER_ENTRY = 7;
    static final int FEED_STATE = 8;
    static final int ALERT = 9;
    static final int ALERT_ACT = 10;
    static final int SENSOR_HEALTH = 11;
    static final int WINDOW_PART = 12;
    static final int DEAD_LETTER = 13;
    static final int LETTER_PASSED = 14;
    static final int INCIDENT = 15;
    static final int READING = 16;
    static final int IMPUTATION = 17;
    static final int SENSOR_PLACE = 18;

    private static final List<String> NAMES = List.of(
            "TrafficMark",
            "TrafficEvent",
            "DeadLetter",
            "ProcessedTrafficAggregate",
            "TrafficPrediction",
            "ScoreSheet",
            "LedgerEntry",
            "FeedState",
            "TrafficAlert",
            "AlertAct",
            "SensorHealth",
            "ProcessedTrafficAggregate",
            "DeadLetter",
            "LetterPassed",
            "TrafficIncident",
            "TrafficEvent",
            "TrafficImputation",
            "SensorPlace");

    private static final Map<Integer, Schema> READ = new ConcurrentHashMap<>();

    private SchemaIds() {}

    /** All ids. */
    public static List<Integer> list() {
        return List.of(
                MARK,
                READING_BEFORE_REMARKS,
                DEAD_LETTER_BEFORE_REPLAYS,
                WINDOW_PART_BEFORE_SUSPECT,
                FORECAST,
                SCORE_SHEET,
                LEDGER_ENTRY,
                FEED_STATE,
                ALERT,
                ALERT_ACT,
                SENSOR_HEALTH,
                WINDOW_PART,
                DEAD_LETTER,
                LETTER_PASSED,
                INCIDENT,
                READING,
                IMPUTATION,
                SENSOR_PLACE);
    }

    /** The newest id of each record: those that are written. */
    static List<Integer> written() {
        return list().stream().filter(id -> newestOf(id) == id).toList();
    }

    /** The newest id of the record of an id. */
    private static int newestOf(int id) {
        return NAMES.lastIndexOf(NAMES.get(id - 1)) + 1;
    }

    /** What was written with an id: the layout of a record's newest, or an older one that is to be brought into it. */
    static WireIds.Meaning meaning(int id) {
        int newest = newestOf(id);
        return new WireIds.Meaning(newest, newest == id ? Optional.empty() : Optional.of(get(id)));
    }

    /** The schema of an id that is in the list. */
    public static Schema get(int id) {
        return READ.computeIfAbsent(id, SchemaIds::read);
    }

    private static Schema read(int id) {
        String file = "/io/freeflow/kafka/schemas/" + id + "-" + NAMES.get(id - 1) + ".avsc";
        try (var in = Objects.requireNonNull(SchemaIds.class.getResourceAsStream(file), file)) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The list as a registry shows it: the ids of one record are its versions. */
    public static List<SchemaVersion> versions() {
        var counts = new HashMap<String, Integer>();
        return list().stream()
                .map(id -> {
                    var schema = get(id);
                    int version = counts.merge(schema.getFullName(), 1, Integer::sum);
                    return new SchemaVersion(id, schema.getFullName(), version, schema.toString());
                })
                .toList();
    }
}
