package io.freeflow.app.bench.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.road.Reading;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.wire.Wire;
import java.util.OptionalLong;

/** Who takes the same raw records: names of groups and topics, and how to tell which reading became of which. */
enum Competitor {
    OURS("Freeflow: validated Avro and windows, exactly once", "ours"),
    COPY("byte copy in Java, exactly once: the limit", "copy"),
    KAFKAJS_EACH("KafkaJS as people write it: eachMessage, each send awaited", "each"),
    KAFKAJS_BATCH("KafkaJS tuned: eachBatch, one send a batch", "batch");

    private static final byte[] EVENT_ID = "\"event_id\":\"bench-".getBytes(UTF_8);

    private final String title;
    private final String word;

    Competitor(String title, String word) {
        this.title = title;
        this.word = word;
    }

    String title() {
        return title;
    }

    /** What the command line and the topics call it. */
    String word() {
        return word;
    }

    String groupOf(KafkaConfig config) {
        return this == OURS ? new Topics(config).applicationId() : config.namespace() + "." + word;
    }

    String outOf(KafkaConfig config) {
        return this == OURS ? new Topics(config).events() : config.namespace() + "." + word + "-events";
    }

    /** Which of the readings a value of its topic is; empty for a mark. */
    OptionalLong indexOf(byte[] value, NestedReadings readings, Wire wire) {
        if (this == OURS) {
            return wire.decode(value) instanceof Reading reading
                    ? OptionalLong.of(readings.indexOf(
                            reading.sensorId(), reading.interval().start()))
                    : OptionalLong.empty();
        }
        return value[0] == Wire.MAGIC ? OptionalLong.empty() : OptionalLong.of(eventNumber(value));
    }

    /** The number in the event id, which is the first field of all. */
    private static long eventNumber(byte[] json) {
        long number = 0;
        for (int at = 1 + EVENT_ID.length; json[at] != '"'; at++) {
            number = 10 * number + json[at] - '0';
        }
        return number;
    }
}
