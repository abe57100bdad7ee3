package io.freeflow.feeds.incidents;

import io.freeflow.core.incident.IncidentReport;
import io.freeflow.core.incident.Refusal;
import io.freeflow.feeds.formats.WallClock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a JSON document that holds incidents: an object, an array of them, or a GeoJSON FeatureCollection of WZDx 4. Thread-safe.
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

        record Refused(Optional<String> id, Refusal refusal, String detail) implements Item {}
    }

    /**
     * A decoder.
     *
     * @param zone of times that name none
     */
    public IncidentDecoder(ZoneId zone) {
        this.clock = new WallClock(zone);
    }

    /** The items of a document in their order; a document that is none of ours is one refused item. */
    public List<Item> decode(byte[] document) {
        try {
            return items(MAPPER.readTree(document)).map(this::decode).toList();
        } catch (JacksonException e) {
            return List.of(
                    new Item.Refused(Optional.empty(), Refusal.UNREADABLE, "not JSON: " + e.getOriginalMessage()));
        }
    }

    private static Stream<JsonNode> items(JsonNode document) {
        if (document.isArray()) {
            return document.valueStream();
        }
        return document.path("type").asString("").equals("FeatureCollection")
                ? document.path("features").valueStream()
                : Stream.of(document);
    }

    private Item decode(JsonNode item) {
        try {
            if (!item.isObject()) {
                throw new RefusedException(
                        Refusal.UNREADABLE, "an incident is an object, was " + shown(item.toString()));
            }
            return new Item.Read(
                    item.path("type").asString("").equals("Feature")
                            ? new WzdxFeature(item, clock).report()
                            : new IncidentJson(item, clock).report());
        } catch (RefusedException e) {
            return new Item.Refused(id(item), e.refusal(), String.valueOf(e.getMessage()));
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
