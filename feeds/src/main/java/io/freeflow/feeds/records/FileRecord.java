package io.freeflow.feeds.records;

import io.freeflow.core.ingest.ReadingDoor;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.formats.F1Writer;
import java.util.Arrays;
import java.util.Objects;

/**
 * One record of a file.
 *
 * @param reading what it says, under our names; empty where it cannot be read
 * @param payload the bytes for traffic-raw: the file's own where they are a format of raw records, else F1
 */
public record FileRecord(RawReading reading, byte[] payload) {

    public FileRecord {
        // The log takes no more; cut off, it is rejected as too large or unreadable.
        payload = payload.length <= ReadingDoor.MAX_RECORD_BYTES
                ? payload
                : Arrays.copyOf(payload, ReadingDoor.MAX_RECORD_BYTES);
    }

    /** A record of a file whose own bytes are no raw record. */
    public static FileRecord of(RawReading reading, F1Writer writer) {
        return new FileRecord(reading, writer.write(reading));
    }

    /** The sensor's id as the file has it; empty where it names none. */
    public String key() {
        return Objects.requireNonNullElse(reading.sensorId(), "");
    }
}
