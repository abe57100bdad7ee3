package io.freeflow.feeds.files;

import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.feeds.records.FileRecord;
import io.freeflow.feeds.records.FileRecords;
import io.freeflow.feeds.records.InputFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** One JSON array of records, of which one is held at a time. Its layout is not kept, its values are. */
final class JsonArrayRecords implements FileRecords {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final InputFile file;
    private final JsonParser parser;
    private final JsonDecoder decoder = new JsonDecoder();

    JsonArrayRecords(InputFile file) throws IOException {
        this.file = file;
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), file.open());
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            parser.close();
            throw new IOException(file.path() + " must begin with a JSON array");
        }
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        try {
            var token = parser.nextToken();
            if (token == null || token == JsonToken.END_ARRAY) {
                return Optional.empty();
            }
            var bytes = new ByteArrayOutputStream(512);
            try (var copy = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
                copy.copyCurrentStructureExact(parser);
            }
            return Optional.of(JsonLineRecords.record(bytes.toByteArray(), decoder));
        } catch (JacksonException e) {
            throw new IOException(file.path() + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public Map<String, Long> leftOut() {
        return Map.of();
    }

    @Override
    public void close() {
        parser.close();
    }
}
