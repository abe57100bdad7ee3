package io.freeflow.feeds.incidents;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.Incident;
import io.freeflow.feeds.formats.WallClock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a JSON object says, each under the best of its names. Absent and null are the same. */
final class Said {

    private final List<JsonNode> objects;
    private final WallClock clock;

    /**
     * Says what several objects say.
     *
     * @param objects the first that knows a name counts
     */
    Said(WallClock clock, JsonNode... objects) {
        this.clock = clock;
        this.objects = Arrays.stream(objects).filter(JsonNode::isObject).toList();
    }

    Optional<JsonNode> find(String... names) {
        for (String name : names) {
            for (JsonNode object : objects) {
                var value = object.path(name);
                if (!value.isMissingNode() && !value.isNull()) {
                    return Optional.of(value);
                }
            }
        }
        return Optional.empty();
    }

    /** A text that is not blank; a number is taken as one. */
    Optional<String> text(String... names) {
        return find(names)
                .filter(value -> value.isString() || value.isNumber())
                .map(value -> value.asString().strip())
                .filter(text -> !text.isEmpty());
    }

    Optional<Instant> time(String... names) {
        return text(names).map(text -> {
            var moment = clock.find(text)
                    .filter(found -> found.shown()
                            && found.instant().isAfter(Instant.EPOCH)
                            && found.instant().isBefore(Instant.parse("2200-01-01T00:00:00Z")));
            return moment.orElseThrow(() -> new RefusedException(
                            Reason.BAD_TIME,
                            names[0] + " must be a time such as 2026-03-01T08:00:00Z, was "
                                    + IncidentDecoder.shown(text)))
                    .instant();
        });
    }

    OptionalDouble number(Reason reason, double min, double max, String... names) {
        var value = find(names);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        double number = value.get().isNumber()
                ? value.get().asDouble()
                : parse(value.get().asString(""));
        if (!(number >= min && number <= max)) {
            throw new RefusedException(
                    reason,
                    "%s must be a number from %s to %s, was %s"
                            .formatted(
                                    names[0],
                                    min,
                                    max,
                                    IncidentDecoder.shown(value.get().toString())));
        }
        return OptionalDouble.of(number);
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The lanes that are closed: a number, or a list with one entry for each. */
    Optional<Integer> lanes(String... names) {
        var listed = find(names).filter(JsonNode::isArray).map(JsonNode::size).map(Integer::doubleValue);
        var number = listed.isPresent()
                ? OptionalDouble.of(Math.min(listed.get(), Incident.MAX_LANES))
                : number(Reason.BAD_LANES, 0, Incident.MAX_LANES, names);
        return number.isPresent() ? Optional.of((int) number.getAsDouble()) : Optional.empty();
    }

    /** N, S, E or W by any of its words; none where a direction is said that is none of them. */
    Optional<Direction> direction(String... names) {
        return text(names).flatMap(text -> {
            var word = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            return Arrays.stream(Direction.values())
                    .filter(direction -> words(direction).contains(word))
                    .findFirst();
        });
    }

    private static Set<String> words(Direction direction) {
        return switch (direction) {
            case N -> Set.of("n", "nb", "north", "northbound");
            case S -> Set.of("s", "sb", "south", "southbound");
            case E -> Set.of("e", "eb", "east", "eastbound");
            case W -> Set.of("w", "wb", "west", "westbound");
        };
    }

    Optional<Position> position() {
        var latitude = number(Reason.BAD_PLACE, -90, 90, "latitude", "lat");
        var longitude = number(Reason.BAD_PLACE, -180, 180, "longitude", "lng", "lon");
        if (latitude.isPresent() != longitude.isPresent()) {
            throw new RefusedException(Reason.BAD_PLACE, "latitude and longitude go together");
        }
        return latitude.isPresent()
                ? Optional.of(new Position(latitude.getAsDouble(), longitude.getAsDouble()))
                : Optional.empty();
    }

    /** An id that fits. */
    Optional<String> id(String... names) {
        return text(names).map(id -> {
            if (id.length() > Incident.MAX_ID) {
                throw new RefusedException(
                        Reason.ID_TOO_LONG,
                        "an incident id has at most " + Incident.MAX_ID + " characters, had " + id.length());
            }
            return id.replaceAll("\\p{Cntrl}", "?");
        });
    }

    static void requireOrder(Instant start, Optional<Instant> end, String name) {
        if (end.isPresent() && end.get().isBefore(start)) {
            throw new RefusedException(
                    Reason.ENDS_BEFORE_IT_STARTS,
                    name + " must not be before its start " + start + ", was " + end.get());
        }
    }
}
