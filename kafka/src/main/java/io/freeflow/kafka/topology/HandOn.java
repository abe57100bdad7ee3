package io.freeflow.kafka.topology;

import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.WindowPart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** What a stage hands on beside what it writes to its own topics: to stages that follow in its task, and to other lanes. */
interface HandOn {

    /** Nothing. */
    HandOn NOTHING = new HandOn() {};

    /** The stages that get what it read, before it works on it. */
    default List<String> ofInput(Message input) {
        return List.of();
    }

    /**
     * The stages that get what it made, as it is.
     *
     * @param part the task's partition
     */
    default List<String> ofOutput(Message output, int part) {
        return List.of();
    }

    /** The sinks by which what it made crosses over to tasks of other lanes. */
    default List<String> crossings(Message output, int part) {
        return List.of();
    }

    /** The windows that were read, each before what is made of it, and the forecasts, to the stage that follows. */
    static HandOn windowsAndForecasts(String follower) {
        var next = List.of(follower);
        return new HandOn() {
            @Override
            public List<String> ofInput(Message input) {
                return input instanceof WindowPart ? next : List.of();
            }

            @Override
            public List<String> ofOutput(Message output, int part) {
                return output instanceof Forecast ? next : List.of();
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
        var next = List.of(follower);
        var stray = List.of(Routes.STRAYS);
        var strayMark = List.of(Routes.STRAY_MARKS);
        return new HandOn() {
            @Override
            public List<String> ofOutput(Message output, int part) {
                return output instanceof Mark || (output instanceof Reading reading && isOwn(reading, part))
                        ? next
                        : List.of();
            }

            @Override
            public List<String> crossings(Message output, int part) {
                return switch (output) {
                    case Reading reading -> isOwn(reading, part) ? List.of() : stray;
                    case Mark mark -> strayMark;
                    default -> List.of();
                };
            }

            private boolean isOwn(Reading reading, int part) {
                return partOf(reading.sensorId(), parts) == part;
            }
        };
    }

    /** The partition that Kafka's producers send a key to. */
    static int partOf(String key, int parts) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % parts;
    }
}
