package io.freeflow.feeds.mqtt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.freeflow.core.ingest.ReadingDoor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** How many records a message holds. Each keeps its own bytes; what does not split is one record, for validate to judge. */
public enum MessageFormat {
    DETECT,
    RECORD,
    JSON_ARRAY,
    JSONL;

    /** Largest message that is split, bytes. */
    static final int MAX_MESSAGE_BYTES = 1 << 20;

    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * The records of a message.
     *
     * @param message of more than {@value #MAX_MESSAGE_BYTES} bytes is one record, so that it is too large
     * @return each at most {@link ReadingDoor#MAX_RECORD_BYTES} bytes, the log takes no more: the rest is cut off
     */
    List<byte[]> split(byte[] message) {
        var records = message.length > MAX_MESSAGE_BYTES
                ? List.of(message)
                : switch (this) {
                    case RECORD -> List.of(message);
                    case JSON_ARRAY -> elements(message);
                    case JSONL -> lines(message);
                    case DETECT -> detect(message);
                };
        return records.stream()
                .map(record -> record.length <= ReadingDoor.MAX_RECORD_BYTES
                        ? record
                        : Arrays.copyOf(record, ReadingDoor.MAX_RECORD_BYTES))
                .toList();
    }

    private static List<byte[]> detect(byte[] message) {
        // Bytes as characters: only brackets and line ends matter.
        var text = new String(message, ISO_8859_1).strip();
        if (text.startsWith("[")) {
            return elements(message);
        }
        int end = text.indexOf('\n');
        boolean aRecordALine = end > 0
                && text.startsWith("{")
                && text.substring(0, end).stripTrailing().endsWith("}");
        return aRecordALine ? lines(message) : List.of(message);
    }

    private static List<byte[]> lines(byte[] message) {
        var lines = new String(message, ISO_8859_1)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.getBytes(ISO_8859_1))
                .toList();
        return lines.isEmpty() ? List.of(message) : lines;
    }

    /** An array of other things than objects, or of none, is no array of records. */
    private static List<byte[]> elements(byte[] message) {
        var elements = new ArrayList<byte[]>();
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), message)) {
            boolean isArray = parser.nextToken() == JsonToken.START_ARRAY;
            while (isArray && parser.nextToken() == JsonToken.START_OBJECT) {
                int begin = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                elements.add(Arrays.copyOfRange(
                        message, begin, (int) parser.currentLocation().getByteOffset()));
            }
            boolean isWhole = isArray && parser.currentToken() == JsonToken.END_ARRAY && parser.nextToken() == null;
            return isWhole && !elements.isEmpty() ? elements : List.of(message);
        } catch (JacksonException notJson) {
            return List.of(message);
        }
    }
}
