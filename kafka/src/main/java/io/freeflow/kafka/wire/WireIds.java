package io.freeflow.kafka.wire;

import java.util.Optional;
import org.apache.avro.Schema;

/** Which number in front of a message stands for which schema. Implementations are thread-safe. */
public interface WireIds {

    /** The number to write for an id of the committed list. */
    int numberOf(int id);

    /**
     * What a number in front of a message stands for.
     *
     * @throws Wire.UnknownBytesException if we can read nothing that was written with it
     */
    Meaning meaningOf(int number);

    /**
     * What a message was written with.
     *
     * @param id of the committed list, whose layout the message has, or is to be brought into
     * @param writer another version that it was written with; empty where that is the id's own
     */
    record Meaning(int id, Optional<Schema> writer) {}

    /** The numbers are the ids of the committed list. */
    static WireIds committed() {
        return CommittedIds.INSTANCE;
    }
}
