package io.freeflow.feeds.files;

import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.feeds.records.FileRecord;
import io.freeflow.feeds.records.FileRecords;
import io.freeflow.feeds.records.InputFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object a line, each with its own bytes. A line that is none is a record too, for validation to reject; blank lines
 * are passed over. Of a line longer than {@value #MAX_LINE} bytes the rest is passed over, so it is rejected as unreadable.
 */
final class JsonLineRecords implements FileRecords {

    static final int MAX_LINE = 1 << 20;

    private final InputStream in;
    private final JsonDecoder decoder = new JsonDecoder();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);

    JsonLineRecords(InputFile file) throws IOException {
        this.in = file.open();
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        while (readLine()) {
            byte[] bytes = line.toByteArray();
            if (!isBlank(bytes)) {
                return Optional.of(record(bytes, decoder));
            }
        }
        return Optional.empty();
    }

    static FileRecord record(byte[] bytes, JsonDecoder decoder) {
        return new FileRecord(
                decoder.decode(bytes) instanceof Decoded.Fields(RawReading reading) ? reading : RawReading.EMPTY,
                bytes);
    }

    private boolean readLine() throws IOException {
        line.reset();
        int one = in.read();
        if (one < 0) {
            return false;
        }
        for (; one >= 0 && one != '\n'; one = in.read()) {
            if (line.size() < MAX_LINE && one != '\r') {
                line.write(one);
            }
        }
        return true;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte one : bytes) {
            if (one != ' ' && one != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public Map<String, Long> leftOut() {
        return Map.of();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
