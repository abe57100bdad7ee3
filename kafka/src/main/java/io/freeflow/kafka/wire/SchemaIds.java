package io.freeflow.kafka.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;

/** The committed list id → schema. An id is never used again for another schema. */
public final class SchemaIds {

    static final int MARK = 1;
    static final int READING = 2;
    static final int DEAD_LETTER = 3;
    static final int WINDOW_PART = 4;
    static final int FORECAST = 5;
    static final int SCORE_SHEET = 6;
    static final int LEDGER_ENTRY = 7;
    static final int FEED_STATE = 8;
    static final int ALERT = 9;
    static final int ALERT_ACT = 10;

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
            "AlertAct");

    private SchemaIds() {}

    /** All ids. */
    public static List<Integer> list() {
        return List.of(
                MARK,
                READING,
                DEAD_LETTER,
                WINDOW_PART,
                FORECAST,
                SCORE_SHEET,
                LEDGER_ENTRY,
                FEED_STATE,
                ALERT,
                ALERT_ACT);
    }

    /** The schema of an id that is in the list. */
    public static Schema get(int id) {
        String file = "/io/freeflow/kafka/schemas/" + id + "-" + NAMES.get(id - 1) + ".avsc";
        try (var in = Objects.requireNonNull(SchemaIds.class.getResourceAsStream(file), file)) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
