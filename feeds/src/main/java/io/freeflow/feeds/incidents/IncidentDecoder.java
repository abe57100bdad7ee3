package io.freeflow.feeds.incidents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.incident.IncidentReport;
import io.freeflow.core.reading.Reason;
import io.freeflow.feeds.formats.WallClock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the items of a JSON document that holds incidents: an object, an array of them, or a GeoJSON FeatureCollection of WZDx 4.
 * Thread-safe.
 */
public final class IncidentDecoder {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final WallClock clock;

    /** What one item of a document is. */
    public sealed interface Item {

        /** The item's id as far as it has one. */
        Optional<String> id();

        record Read(IncidentReport report) implements Item {
            @Override
            public Optional<String> id() {
                return report.id();
            }
        }

        record Refused(Optional<String> id, Reason reason, String detail) implements Item {}
    }

    /**
     * A decoder.
     *
     * @param zone of times that name none
     */
    public IncidentDecoder(ZoneId zone) {
        this.clock = new WallClock(zone);
    }

    /**
     * The bytes of each item of a document, in their order: those of the objects of an array or a FeatureCollection as they stand
     * there, or else the document, whatever it is.
     */
    public static List<byte[]> split(byte[] document) {
        try {
            var tree = MAPPER.readTree(document);
            if (tree.isArray() || tree.path("type").asString("").equals("FeatureCollection")) {
                return slices(document);
            }
        } catch (JacksonException notJson) {
            return List.of(document);
        }
        return List.of(document);
    }

    private static List<byte[]> slices(byte[] document) {
        var items = new ArrayList<byte[]>();
        try (var parser = MAPPER.createParser(document)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                slice(document, parser, items);
                return items;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean features = parser.currentName().equals("features");
                if (parser.nextToken() == JsonToken.START_ARRAY && features) {
                    slice(document, parser, items);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return items;
    }

    private static void slice(byte[] document, JsonParser parser, List<byte[]> items) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long from = parser.currentTokenLocation().getByteOffset();
            // Only UTF-8 has offsets.
            if (parser.currentToken() == JsonToken.START_OBJECT && from >= 0) {
                parser.skipChildren();
                long to = parser.currentLocation().getByteOffset();
                items.add(Arrays.copyOfRange(document, (int) from, (int) to));
            } else {
                items.add(parser.<JsonNode>readValueAsTree().toString().getBytes(UTF_8));
            }
        }
    }

    /** What an item is that {@link #split} gave. */
    public Item decode(byte[] item) {
        try {
            return decode(MAPPER.readTree(item));
        } catch (JacksonException e) {
            return new Item.Refused(Optional.empty(), Reason.UNREADABLE, "not JSON: " + e.getOriginalMessage());
        }
    }

    private Item decode(JsonNode item) {
        try {
            if (!item.isObject()) {
                throw new RefusedException(
                        Reason.UNREADABLE, "an incident is an object, was " + shown(item.toString()));
            }
            return new Item.Read(
                    item.path("type").asString("").equals("Feature")
                            ? new WzdxFeature(item, clock).report()
                            : new IncidentJson(item, clock).report());
        } catch (RefusedException e) {
            return new Item.Refused(id(item), e.reason(), String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> id(JsonNode item) {
        return Stream.of(item.path("incident_id"), item.path("id"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .map(IncidentDecoder::shown)
                .findFirst();
    }

    static String shown(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 100 ? plain : plain.substring(0, 100) + "…";
    }
}
