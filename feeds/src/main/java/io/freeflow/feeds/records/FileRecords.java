package io.freeflow.feeds.records;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The records of one open file, one after the other. Not thread-safe. */
public interface FileRecords extends AutoCloseable {

    /** The next record; empty at the end. */
    Optional<FileRecord> next() throws IOException;

    /** What the file has that became no record so far, by reason; the reasons stand in docs/data.md. */
    Map<String, Long> leftOut();

    /** What else there is to say of the file once it is read, in words, such as the vehicles that it counted. */
    default String remark() {
        return "";
    }

    @Override
    void close() throws IOException;
}
