package io.freeflow.feeds.incidents;

import io.freeflow.core.alert.Severity;
import io.freeflow.core.incident.IncidentReport;
import io.freeflow.core.incident.IncidentReport.Where;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.Incident;
import io.freeflow.feeds.formats.WallClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * An incident as one JSON object: our own words, and those of the original's incident feed ({@code incident_id},
 * {@code estimated_duration_minutes}, severity 1 to 5, the place in {@code location}).
 */
final class IncidentJson {

    /** Words of others for our types, without what is between their letters. */
    private static final Map<String, IncidentType> OTHER_WORDS = Map.ofEntries(
            Map.entry("crash", IncidentType.ACCIDENT),
            Map.entry("collision", IncidentType.ACCIDENT),
            Map.entry("vehiclebreakdown", IncidentType.DISABLED_VEHICLE),
            Map.entry("breakdown", IncidentType.DISABLED_VEHICLE),
            Map.entry("debris", IncidentType.OBSTRUCTION),
            Map.entry("hazard", IncidentType.OBSTRUCTION),
            Map.entry("construction", IncidentType.ROADWORKS),
            Map.entry("roadwork", IncidentType.ROADWORKS),
            Map.entry("workzone", IncidentType.ROADWORKS),
            Map.entry("roadclosure", IncidentType.CLOSURE),
            Map.entry("laneclosure", IncidentType.CLOSURE),
            Map.entry("weatherrelated", IncidentType.WEATHER),
            Map.entry("weathercondition", IncidentType.WEATHER),
            Map.entry("event", IncidentType.PUBLIC_EVENT),
            Map.entry("specialevent", IncidentType.PUBLIC_EVENT));

    private static final Map<String, Severity> SEVERITIES = Map.ofEntries(
            Map.entry("1", Severity.LOW),
            Map.entry("2", Severity.MEDIUM),
            Map.entry("3", Severity.MEDIUM),
            Map.entry("4", Severity.HIGH),
            Map.entry("5", Severity.CRITICAL),
            Map.entry("low", Severity.LOW),
            Map.entry("medium", Severity.MEDIUM),
            Map.entry("high", Severity.HIGH),
            Map.entry("critical", Severity.CRITICAL),
            Map.entry("minor", Severity.LOW),
            Map.entry("moderate", Severity.MEDIUM),
            Map.entry("major", Severity.HIGH),
            Map.entry("severe", Severity.CRITICAL));

    private static final double LONGEST_MINUTES = Duration.ofDays(7).toMinutes();

    private final Said said;

    IncidentJson(JsonNode object, WallClock clock) {
        this.said = new Said(clock, object, object.path("location"), object.path("coordinates"));
    }

    IncidentReport report() {
        var start = said.time("start", "start_time", "timestamp");
        var expectedEnd = said.time("expected_end");
        var minutes = said.number(Reason.BAD_TIME, 0, LONGEST_MINUTES, "estimated_duration_minutes");
        if (expectedEnd.isEmpty() && minutes.isPresent() && start.isPresent()) {
            expectedEnd = Optional.of(start.get().plusSeconds(Math.round(minutes.getAsDouble() * 60)));
        }
        var end = said.time("end", "end_time");
        if (start.isPresent()) {
            Said.requireOrder(start.get(), expectedEnd, "expected_end");
            Said.requireOrder(start.get(), end, "end");
        }
        return new IncidentReport(
                said.id("incident_id", "id"),
                source(),
                type(),
                severity(),
                where(),
                start,
                expectedEnd,
                end,
                said.lanes("lanes_closed", "lanes_affected", "affected_lanes")
                        .map(OptionalInt::of)
                        .orElseGet(OptionalInt::empty),
                description());
    }

    private String source() {
        var source = said.text("reported_by", "source").orElse("unnamed");
        return source.length() <= Incident.MAX_SOURCE ? source : source.substring(0, Incident.MAX_SOURCE);
    }

    private IncidentType type() {
        var text = said.text("incident_type")
                .orElseThrow(() -> new RefusedException(Reason.MISSING_TYPE, "incident_type is missing"));
        var word = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return Arrays.stream(IncidentType.values())
                .filter(type ->
                        type.name().toLowerCase(Locale.ROOT).replace("_", "").equals(word))
                .findFirst()
                .or(() -> Optional.ofNullable(OTHER_WORDS.get(word)))
                .orElseThrow(() -> new RefusedException(
                        Reason.UNKNOWN_TYPE,
                        "incident_type must be one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(IncidentType.values())
                                                .map(type -> type.name().toLowerCase(Locale.ROOT))
                                                .toList())
                                + ", was '" + IncidentDecoder.shown(text) + "'"));
    }

    private Severity severity() {
        return said.text("severity")
                .map(text -> Optional.ofNullable(SEVERITIES.get(text.toLowerCase(Locale.ROOT)))
                        .orElseThrow(() -> new RefusedException(
                                Reason.UNKNOWN_SEVERITY,
                                "severity must be low, medium, high or critical, or 1 to 5, was '"
                                        + IncidentDecoder.shown(text) + "'")))
                .orElse(Severity.MEDIUM);
    }

    private Where where() {
        OptionalDouble from = said.number(Reason.BAD_PLACE, 0, 1000, "postmile_mi", "from_postmile_mi", "mile_marker");
        return new Where(
                said.text("sensor_id"),
                said.text("freeway", "highway", "highway_id", "road_name"),
                said.direction("direction"),
                from,
                said.number(Reason.BAD_PLACE, 0, 1000, "to_postmile_mi"),
                said.position().map(List::of).orElse(List.of()));
    }

    private String description() {
        var text = said.text("description").orElse("");
        if (text.length() > Incident.MAX_DESCRIPTION) {
            throw new RefusedException(
                    Reason.DESCRIPTION_TOO_LONG,
                    "description has at most " + Incident.MAX_DESCRIPTION + " characters, had " + text.length());
        }
        return text;
    }
}
