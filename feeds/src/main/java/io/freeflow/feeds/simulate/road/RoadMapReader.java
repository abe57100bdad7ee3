package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a road map: a GeoJSON feature collection with the members region, zone and district. A freeway is a line of a
 * few positions, drawn in the direction of growing postmiles and smoothed here; ramps, stations, interchanges and
 * bottlenecks are points on it, centers and venues points anywhere.
 */
final class RoadMapReader {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final double METERS_PER_MILE = 1609.344;
    private static final long MOST_METERS = 300;

    private final JsonNode root;
    private final Map<String, List<JsonNode>> byKind;
    private final Map<String, Drawn> drawn = new LinkedHashMap<>();

    private record Drawn(Polyline line, Direction growing, Direction shrinking) {

        Direction direction(String name) {
            for (Direction one : List.of(growing, shrinking)) {
                if (one.name().equals(name)) {
                    return one;
                }
            }
            throw new IllegalArgumentException(
                    "direction must be " + growing + " or " + shrinking + ", was '" + name + "'");
        }
    }

    private RoadMapReader(JsonNode root) {
        this.root = root;
        this.byKind = root.required("features").values().stream()
                .collect(Collectors.groupingBy(
                        feature -> text(feature, "kind"), LinkedHashMap::new, Collectors.toList()));
    }

    static RoadMap read(InputStream in) {
        try {
            return new RoadMapReader(MAPPER.readTree(in)).roadMap();
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("not a road map: " + e.getMessage(), e);
        }
    }

    private RoadMap roadMap() {
        each("freeway", this::draw);
        var ramps = perFreeway("ramps", this::ramps, Comparator.comparingDouble(RampPlace::mile));
        var stations = perFreeway("station", this::station, Comparator.comparingDouble(StationPlace::mile));
        return new RoadMap(
                root.required("region").asString(),
                ZoneId.of(root.required("zone").asString()),
                root.required("district").asInt(),
                each("center", RoadMapReader::center),
                each("freeway", feature -> freeway(feature, ramps, stations)),
                each("interchange", this::interchange),
                each("bottleneck", this::bottleneck),
                each("venue", feature -> venue(feature, ramps)));
    }

    private <T> List<T> each(String kind, Function<JsonNode, T> read) {
        return byKind.getOrDefault(kind, List.of()).stream()
                .map(feature -> named(feature, read))
                .toList();
    }

    private <T> Map<String, List<T>> perFreeway(String kind, Function<JsonNode, T> read, Comparator<T> order) {
        return byKind.getOrDefault(kind, List.of()).stream()
                .collect(Collectors.groupingBy(
                        feature -> text(feature, "freeway"),
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                features -> features.stream()
                                        .map(feature -> named(feature, read))
                                        .sorted(order)
                                        .toList())));
    }

    private static <T> T named(JsonNode feature, Function<JsonNode, T> read) {
        try {
            return read.apply(feature);
        } catch (JacksonException | IllegalArgumentException e) {
            var name = Stream.of("kind", "freeway", "name")
                    .map(property -> text(feature, property))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.joining(" "));
            throw new IllegalArgumentException("cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    private Drawn draw(JsonNode feature) {
        var line = Spline.through(coordinates(feature).values().stream()
                .map(RoadMapReader::position)
                .toList());
        var directions = required(feature, "directions");
        var one = new Drawn(
                line,
                Direction.valueOf(directions.required(0).asString()),
                Direction.valueOf(directions.required(1).asString()));
        if (drawn.put(required(feature, "freeway").asString(), one) != null) {
            throw new IllegalArgumentException("it is drawn twice");
        }
        return one;
    }

    private Freeway freeway(
            JsonNode feature, Map<String, List<RampPlace>> ramps, Map<String, List<StationPlace>> stations) {
        var name = required(feature, "freeway").asString();
        var one = drawn(name);
        return new Freeway(
                name,
                one.growing(),
                one.shrinking(),
                required(feature, "postmile_start").asDouble(),
                required(feature, "free_flow_mph").asDouble(),
                one.line(),
                laneSections(one, required(feature, "lane_sections")),
                ramps.getOrDefault(name, List.of()),
                stations.getOrDefault(name, List.of()));
    }

    private static Map<Direction, List<LaneSection>> laneSections(Drawn freeway, JsonNode byDirection) {
        var sections = new EnumMap<Direction, List<LaneSection>>(Direction.class);
        byDirection.forEachEntry((name, list) -> sections.put(
                freeway.direction(name),
                list.values().stream()
                        .map(section -> new LaneSection(
                                section.required("from_mile").asDouble(),
                                section.required("lanes").asInt()))
                        .toList()));
        return sections;
    }

    private RampPlace ramps(JsonNode feature) {
        var freeway = drawn(text(feature, "freeway"));
        var names = feature.required("properties").get("directions");
        var directions = names == null
                ? Set.of(freeway.growing(), freeway.shrinking())
                : names.values().stream()
                        .map(name -> freeway.direction(name.asString()))
                        .collect(Collectors.toSet());
        return new RampPlace(required(feature, "name").asString(), mile(feature, text(feature, "freeway")), directions);
    }

    private StationPlace station(JsonNode feature) {
        var freeway = drawn(text(feature, "freeway"));
        var ids = new EnumMap<Direction, String>(Direction.class);
        required(feature, "ids").forEachEntry((name, id) -> ids.put(freeway.direction(name), id.asString()));
        return new StationPlace(required(feature, "name").asString(), mile(feature, text(feature, "freeway")), ids);
    }

    private Interchange interchange(JsonNode feature) {
        var miles = new LinkedHashMap<String, Double>();
        for (JsonNode freeway : required(feature, "freeways")) {
            miles.put(freeway.asString(), mile(feature, freeway.asString()));
        }
        return new Interchange(required(feature, "name").asString(), miles);
    }

    private Bottleneck bottleneck(JsonNode feature) {
        var freeway = required(feature, "freeway").asString();
        return new Bottleneck(
                required(feature, "name").asString(),
                freeway,
                drawn(freeway).direction(required(feature, "direction").asString()),
                mile(feature, freeway),
                Bottleneck.Cause.valueOf(required(feature, "cause").asString().toUpperCase(Locale.ROOT)),
                required(feature, "capacity_factor").asDouble());
    }

    private static Center center(JsonNode feature) {
        return new Center(
                required(feature, "name").asString(),
                position(coordinates(feature)),
                required(feature, "weight").asDouble());
    }

    private Venue venue(JsonNode feature, Map<String, List<RampPlace>> ramps) {
        var venue = new Venue(
                required(feature, "name").asString(),
                position(coordinates(feature)),
                Venue.Kind.valueOf(required(feature, "venue").asString().toUpperCase(Locale.ROOT)),
                count(feature, "capacity"),
                count(feature, "attendance"),
                required(feature, "radius_miles").asDouble());
        double nearest = ramps.entrySet().stream()
                .flatMap(freeway -> freeway.getValue().stream()
                        .map(ramp -> drawn(freeway.getKey()).line().at(ramp.mile(), 0)))
                .mapToDouble(ramp -> ramp.milesTo(venue.position()))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        if (nearest > venue.radiusMiles()) {
            throw new IllegalArgumentException(
                    "radius_miles must reach a ramp, the nearest of which is %.1f miles away, was %s"
                            .formatted(nearest, venue.radiusMiles()));
        }
        return venue;
    }

    private static int count(JsonNode feature, String property) {
        var count = required(feature, property);
        if (!count.isInt()) {
            throw new IllegalArgumentException(property + " must be a whole number, was " + count);
        }
        return count.asInt();
    }

    /** The mile of a freeway's line that is nearest to a feature. */
    private double mile(JsonNode feature, String freeway) {
        var line = drawn(freeway).line();
        var position = position(coordinates(feature));
        double mile = line.nearestMile(position);
        long meters = Math.round(line.at(mile, 0).milesTo(position) * METERS_PER_MILE);
        if (meters > MOST_METERS) {
            throw new IllegalArgumentException(
                    freeway + " must be at most " + MOST_METERS + " m away, was " + meters + " m");
        }
        return mile;
    }

    private Drawn drawn(String freeway) {
        var one = drawn.get(freeway);
        if (one == null) {
            throw new IllegalArgumentException("the freeway '" + freeway + "' is not drawn");
        }
        return one;
    }

    private static JsonNode required(JsonNode feature, String property) {
        return feature.required("properties").required(property);
    }

    private static String text(JsonNode feature, String property) {
        return feature.at("/properties/" + property).asString("");
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
