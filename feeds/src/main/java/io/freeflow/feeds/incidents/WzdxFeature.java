package io.freeflow.feeds.incidents;

import io.freeflow.core.alert.Severity;
import io.freeflow.core.incident.IncidentReport;
import io.freeflow.core.incident.IncidentReport.Where;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.network.Position;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.Incident;
import io.freeflow.feeds.formats.WallClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A RoadEventFeature of the Work Zone Data Exchange, version 4: a work zone or a detour, with its core details, its lanes
 * and a LineString or MultiPoint.
 */
final class WzdxFeature {

    /** Points of a line that are looked at; those between say nothing new about its ends. */
    private static final int MOST_POINTS = 200;

    private final JsonNode feature;
    private final JsonNode properties;
    private final Said said;

    WzdxFeature(JsonNode feature, WallClock clock) {
        this.feature = feature;
        this.properties = feature.path("properties");
        this.said = new Said(clock, properties.path("core_details"), properties);
    }

    IncidentReport report() {
        var type = type();
        var id = new Said(new WallClock(java.time.ZoneOffset.UTC), feature)
                .id("id")
                .orElseThrow(() -> new RefusedException(Reason.MISSING_ID, "the feature has no id"));
        var status = said.text("event_status").orElse("");
        if (status.equals("cancelled")) {
            throw new RefusedException(Reason.CANCELLED, "its event_status is cancelled");
        }
        Instant start = said.time("start_date")
                .orElseThrow(() -> new RefusedException(Reason.MISSING_START, "start_date is missing"));
        var expectedEnd = said.time("end_date");
        Said.requireOrder(start, expectedEnd, "end_date");
        return new IncidentReport(
                Optional.of(id),
                shorten(said.text("data_source_id").orElse("wzdx"), Incident.MAX_SOURCE),
                type,
                severity(),
                where(),
                Optional.of(start),
                expectedEnd,
                status.equals("completed") ? expectedEnd.or(() -> Optional.of(start)) : Optional.empty(),
                lanesClosed(),
                description());
    }

    private IncidentType type() {
        var type = said.text("event_type").orElse("nothing");
        return switch (type) {
            case "work-zone" -> IncidentType.ROADWORKS;
            case "detour" -> IncidentType.DETOUR;
            default ->
                throw new RefusedException(
                        Reason.OTHER_FEATURE,
                        "event_type must be work-zone or detour, was " + IncidentDecoder.shown(type));
        };
    }

    private Severity severity() {
        return switch (said.text("vehicle_impact").orElse("unknown")) {
            case "all-lanes-closed" -> Severity.HIGH;
            case "some-lanes-closed",
                    "alternating-one-way",
                    "some-lanes-closed-merge-left",
                    "some-lanes-closed-merge-right" -> Severity.MEDIUM;
            default -> Severity.LOW;
        };
    }

    private OptionalInt lanesClosed() {
        var lanes = properties.path("lanes");
        if (!lanes.isArray() || lanes.isEmpty()) {
            return said.text("vehicle_impact").filter("all-lanes-open"::equals).isPresent()
                    ? OptionalInt.of(0)
                    : OptionalInt.empty();
        }
        long closed = lanes.valueStream()
                .filter(lane -> lane.path("status").asString("").equals("closed"))
                .filter(lane -> !lane.path("type").asString("").contains("shoulder"))
                .count();
        return OptionalInt.of((int) Math.min(closed, Incident.MAX_LANES));
    }

    private Where where() {
        var roads = said.find("road_names")
                .map(names -> names.valueStream().map(JsonNode::asString).toList())
                .orElse(List.of());
        return new Where(
                Optional.empty(),
                roads.stream().findFirst(),
                said.direction("direction"),
                said.number(Reason.BAD_PLACE, 0, 10_000, "beginning_milepost"),
                said.number(Reason.BAD_PLACE, 0, 10_000, "ending_milepost"),
                points());
    }

    private List<Position> points() {
        var geometry = feature.path("geometry");
        var kind = geometry.path("type").asString("none");
        if (!List.of("LineString", "MultiPoint", "Point").contains(kind)) {
            throw new RefusedException(
                    Reason.BAD_PLACE,
                    "geometry must be a LineString or a MultiPoint, was " + IncidentDecoder.shown(kind));
        }
        var coordinates = geometry.path("coordinates");
        var all = kind.equals("Point")
                ? List.of(coordinates)
                : coordinates.valueStream().toList();
        var points = new ArrayList<Position>();
        int step = Math.max(1, all.size() / MOST_POINTS);
        for (int i = 0; i < all.size(); i++) {
            if (i % step == 0 || i == all.size() - 1) {
                points.add(point(all.get(i)));
            }
        }
        return points;
    }

    private static Position point(JsonNode pair) {
        try {
            if (pair.isArray()
                    && pair.size() >= 2
                    && pair.get(0).isNumber()
                    && pair.get(1).isNumber()) {
                return new Position(pair.get(1).asDouble(), pair.get(0).asDouble());
            }
        } catch (IllegalArgumentException outOfRange) {
            // said below
        }
        throw new RefusedException(
                Reason.BAD_PLACE, "a point is [longitude, latitude], was " + IncidentDecoder.shown(pair.toString()));
    }

    private String description() {
        var works = properties
                .path("types_of_work")
                .valueStream()
                .map(work -> work.path("type_name").asString(""))
                .filter(name -> !name.isEmpty())
                .map(name -> name.toLowerCase(Locale.ROOT).replace('-', ' '))
                .collect(Collectors.joining(", "));
        var text = said.text("description", "name").orElse(works);
        return shorten(text, Incident.MAX_DESCRIPTION);
    }

    private static String shorten(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
