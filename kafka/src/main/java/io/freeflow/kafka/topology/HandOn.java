package io.freeflow.kafka.topology;

import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** What a stage hands on within its task, beside what it writes to topics: names of nodes that follow it. */
interface HandOn {

    /** Of what it read, before it works on it. */
    List<String> ofInput(Message input);

    /**
     * Of what it made.
     *
     * @param part the task's partition
     */
    List<String> ofOutput(Message output, int part);

    static HandOn nothing() {
        return new HandOn() {
            @Override
            public List<String> ofInput(Message input) {
                return List.of();
            }

            @Override
            public List<String> ofOutput(Message output, int part) {
                return List.of();
            }
        };
    }

    /** What was read and then what was made of it, to the stage that follows. */
    static HandOn all(String follower) {
        var next = List.of(follower);
        return new HandOn() {
            @Override
            public List<String> ofInput(Message input) {
                return next;
            }

            @Override
            public List<String> ofOutput(Message output, int part) {
                return next;
            }
        };
    }

    /**
     * Readings of the sensors that belong to this part, and its marks, to the stage that follows; readings of others cross over to
     * theirs, and so do the marks.
     *
     * @param parts how many parts the follower has
     */
    static HandOn ownReadings(String follower, int parts) {
        var own = List.of(follower);
        var stray = List.of(Routes.STRAYS);
        var everywhere = List.of(follower, Routes.STRAY_MARKS);
        return new HandOn() {
            @Override
            public List<String> ofInput(Message input) {
                return List.of();
            }

            @Override
            public List<String> ofOutput(Message output, int part) {
                return switch (output) {
                    case Reading reading -> partOf(reading.sensorId(), parts) == part ? own : stray;
                    case Mark mark -> everywhere;
                    default -> List.of();
                };
            }
        };
    }

    /** The partition that Kafka's producers send a key to. */
    static int partOf(String key, int parts) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % parts;
    }
}
