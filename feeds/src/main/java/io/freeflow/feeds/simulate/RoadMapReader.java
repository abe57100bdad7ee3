package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a road map: a GeoJSON feature collection with the members region, zone, district and center; a freeway is a
 * line, a station a point on one.
 */
final class RoadMapReader {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private RoadMapReader() {}

    static RoadMap read(InputStream in) {
        try {
            var root = MAPPER.readTree(in);
            var features = root.required("features").values().stream().toList();
            var freeways = features.stream()
                    .filter(feature -> isKind(feature, "freeway"))
                    .map(feature -> freeway(feature, features))
                    .toList();
            return new RoadMap(
                    root.required("region").asString(),
                    ZoneId.of(root.required("zone").asString()),
                    root.required("district").asInt(),
                    position(root.required("center")),
                    freeways);
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("not a road map: " + e.getMessage(), e);
        }
    }

    private static boolean isKind(JsonNode feature, String kind) {
        return feature.at("/properties/kind").asString("").equals(kind);
    }

    private static Freeway freeway(JsonNode feature, List<JsonNode> features) {
        var properties = feature.required("properties");
        var name = properties.required("freeway").asString();
        try {
            var line = new Polyline(coordinates(feature).values().stream()
                    .map(RoadMapReader::position)
                    .toList());
            var directions = properties.required("directions");
            return new Freeway(
                    name,
                    Direction.valueOf(directions.required(0).asString()),
                    Direction.valueOf(directions.required(1).asString()),
                    properties.required("postmile_start").asDouble(),
                    properties.required("free_flow_mph").asDouble(),
                    line,
                    laneSections(properties),
                    places(name, line, features.stream()));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException("cannot read freeway " + name + ": " + e.getMessage(), e);
        }
    }

    private static List<Freeway.LaneSection> laneSections(JsonNode properties) {
        var sections = new ArrayList<Freeway.LaneSection>();
        for (JsonNode section : properties.required("lane_sections")) {
            sections.add(new Freeway.LaneSection(
                    section.required("from_mile").asDouble(),
                    section.required("lanes").asInt()));
        }
        return sections;
    }

    private static List<Freeway.Place> places(String freeway, Polyline line, Stream<JsonNode> features) {
        return features.filter(feature -> isKind(feature, "station"))
                .filter(feature ->
                        feature.at("/properties/freeway").asString("").equals(freeway))
                .map(feature -> place(line, feature))
                .sorted(Comparator.comparingDouble(Freeway.Place::mile))
                .toList();
    }

    private static Freeway.Place place(Polyline line, JsonNode feature) {
        return new Freeway.Place(
                feature.required("properties").required("name").asString(),
                line.nearestMile(position(coordinates(feature))));
    }

    private static JsonNode coordinates(JsonNode feature) {
        return feature.required("geometry").required("coordinates");
    }

    private static Position position(JsonNode longitudeFirst) {
        return new Position(
                longitudeFirst.required(1).asDouble(),
                longitudeFirst.required(0).asDouble());
    }
}
