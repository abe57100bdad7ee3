package io.freeflow.feeds.incidents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.feeds.records.InputFile;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** A file of reported incidents: a document that {@link IncidentDecoder} takes, or one a line. */
public final class IncidentFile {

    /** A state's whole WZDx feed has some ten million bytes. */
    static final int MAX_BYTES = 256 << 20;

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Set<String> NAMES =
            Set.of("incident_type", "incident_id", "road_event_feed_info", "feed_info", "features");

    private IncidentFile() {}

    /** Whether a text begins as such a file does: by the names in its first object. */
    public static boolean fits(String head) {
        try (var parser = MAPPER.createParser(head)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                if (NAMES.contains(parser.currentName())) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (JacksonException brokenOrCutOff) {
            return false;
        }
        return false;
    }

    /**
     * The bytes of each incident.
     *
     * @throws IOException if it cannot be read, or has more than {@value #MAX_BYTES} bytes
     */
    public static List<byte[]> read(InputFile file) throws IOException {
        byte[] bytes;
        try (var in = file.open()) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException(file.path() + " has more than " + MAX_BYTES + " bytes, too many for incidents");
        }
        var text = new String(bytes, UTF_8).strip();
        int end = text.indexOf('\n');
        return end > 0 && isJson(text.substring(0, end))
                ? text.lines()
                        .filter(line -> !line.isBlank())
                        .flatMap(line -> IncidentDecoder.split(line.getBytes(UTF_8)).stream())
                        .toList()
                : IncidentDecoder.split(bytes);
    }

    private static boolean isJson(String line) {
        try {
            return !MAPPER.readTree(line).isMissingNode();
        } catch (JacksonException notByItself) {
            return false;
        }
    }
}
