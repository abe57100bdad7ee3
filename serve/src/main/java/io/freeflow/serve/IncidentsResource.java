package io.freeflow.serve;

import io.freeflow.core.alert.Severity;
import io.freeflow.core.incident.IncidentDoor;
import io.freeflow.core.incident.IncidentDoor.Answer;
import io.freeflow.core.incident.IncidentDoor.Outcome;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.ingest.ReadingDoor.LogAwayException;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Incident;
import io.freeflow.core.store.IncidentQuery;
import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code /api/v1/incidents}: what was reported, and where people report it, change it and end it. */
final class IncidentsResource {

    static final int MAX_BODY_BYTES = 10_000_000;

    private final TrafficStore store;
    private final Optional<IncidentDoor> door;
    private final Clock clock;

    /**
     * The resource.
     *
     * @param clock wall clock, which counts where no feed had a clock yet
     */
    IncidentsResource(TrafficStore store, Optional<IncidentDoor> door, Clock clock) {
        this.store = store;
        this.door = door;
        this.clock = clock;
    }

    /** {@code GET /api/v1/incidents}: those that are there now, or others, newest start first. */
    void list(Context ctx) {
        var parameters = Parameters.of(ctx, "state", "corridor_id", "incident_type", "from", "to", "limit");
        var now = now();
        var query = new IncidentQuery(
                parameters.oneOf("state", IncidentQuery.State.class).orElse(IncidentQuery.State.ACTIVE),
                now,
                parameters.text("corridor_id", 100),
                parameters.oneOf("incident_type", IncidentType.class),
                parameters.time("from"),
                parameters.time("to"),
                parameters.integer("limit", 1, 1000, 100));
        var incidents = store.listIncidents(query);
        Json.answer(
                ctx,
                json -> json.objects(
                        "incidents", incidents, (inner, incident) -> IncidentWire.incident(inner, incident, now)));
    }

    /** The feed clock. */
    private Instant now() {
        return Wire.leading(store.listFeeds()).flatMap(FeedState::completeUntil).orElseGet(clock::instant);
    }

    /** {@code GET /api/v1/incidents/{incident_id}}. */
    void get(Context ctx) {
        Parameters.of(ctx);
        answer(ctx, find(ctx));
    }

    private void answer(Context ctx, Incident incident) {
        var now = now();
        Json.answer(ctx, json -> IncidentWire.incident(json, incident, now));
    }

    private Incident find(Context ctx) {
        var id = Parameters.checked("incident_id", ctx.pathParam("incident_id"), Incident.MAX_ID);
        return store.findIncident(id)
                .orElseThrow(() -> Problem.notFound("there is no incident '" + Parameters.shown(id) + "'"));
    }

    /** {@code POST /api/v1/incidents}: one, an array of them, or a WZDx feed; says of each what became of it. */
    void post(Context ctx) {
        Parameters.of(ctx);
        requireJson(ctx);
        var document = Body.bytes(ctx, MAX_BODY_BYTES);
        var answers = written(() -> open().take(document));
        if (answers.isEmpty()) {
            throw Problem.badRequest("the body must hold an incident at least, was empty");
        }
        boolean none = answers.stream().allMatch(answer -> answer.outcome() == Outcome.REJECTED);
        ctx.status(none ? HttpStatus.BAD_REQUEST : HttpStatus.ACCEPTED);
        Json.answer(ctx, json -> {
            json.number("received", answers.size());
            for (Outcome outcome : Outcome.values()) {
                json.number(
                        Wire.lower(outcome),
                        answers.stream()
                                .filter(answer -> answer.outcome() == outcome)
                                .count());
            }
            json.objects("items", answers, IncidentsResource::item);
        });
    }

    private static void item(Json json, Answer answer) {
        json.text("outcome", Wire.lower(answer.outcome()))
                .text("incident_id", answer.incidentId())
                .text("reason", answer.reason().map(Reason::wireName))
                .text("detail", answer.detail());
    }

    /** GeoJSON has a type of its own. */
    private static void requireJson(Context ctx) {
        if (!String.valueOf(ctx.contentType()).startsWith("application/geo+json")) {
            Body.requireJson(ctx);
        }
    }

    private IncidentDoor open() {
        return door.orElseThrow(() -> Problem.notFound("nobody can report incidents on this road"));
    }

    /** Something that is written to the log. */
    private interface Writing<T> {
        T write();
    }

    private static <T> T written(Writing<T> writing) {
        try {
            return writing.write();
        } catch (LogAwayException e) {
            throw new Problem(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    /** {@code PATCH /api/v1/incidents/{incident_id}}: the fields that are there replace those that are known. */
    void patch(Context ctx) {
        Parameters.of(ctx);
        Body.requireJson(ctx);
        var body = Body.read(ctx, "the fields to change");
        var fields = List.of("severity", "expected_end", "lanes_closed", "description");
        body.allow(fields.toArray(String[]::new));
        if (fields.stream().noneMatch(body::has)) {
            throw Problem.badRequest("nothing to change; known are " + String.join(", ", fields));
        }
        var known = find(ctx);
        var expectedEnd = body.has("expected_end") ? body.time("expected_end") : known.expectedEnd();
        requireOrder("expected_end", expectedEnd, known);
        change(
                ctx,
                new Incident(
                        known.id(),
                        known.region(),
                        known.source(),
                        known.type(),
                        body.has("severity") ? body.oneOf("severity", Severity.class) : known.severity(),
                        known.place(),
                        known.position(),
                        known.start(),
                        expectedEnd,
                        known.end(),
                        body.has("lanes_closed")
                                ? OptionalInt.of(body.integer("lanes_closed", 0, Incident.MAX_LANES))
                                : known.lanesClosed(),
                        body.has("description")
                                ? body.findText("description", Incident.MAX_DESCRIPTION)
                                        .orElse("")
                                : known.description(),
                        now()));
    }

    /** {@code POST /api/v1/incidents/{incident_id}/end}: it is over, now or since a while. */
    void end(Context ctx) {
        Parameters.of(ctx);
        Body.requireJson(ctx);
        var body = Body.read(ctx, "by");
        body.allow("by", "end");
        body.text("by", Incident.MAX_SOURCE);
        var known = find(ctx);
        if (known.end().isPresent()) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "the incident is over since " + known.end().get());
        }
        var now = now();
        var end = body.time("end").orElse(now.isBefore(known.start()) ? known.start() : now);
        requireOrder("end", Optional.of(end), known);
        change(ctx, known.endedAt(Optional.of(end)).updatedAt(now));
    }

    private static void requireOrder(String field, Optional<Instant> end, Incident incident) {
        if (end.isPresent() && end.get().isBefore(incident.start())) {
            throw Problem.badRequest(
                    field + " must not be before its start " + incident.start() + ", was " + end.get());
        }
    }

    private void change(Context ctx, Incident changed) {
        written(() -> {
            open().change(changed);
            return changed;
        });
        ctx.status(HttpStatus.ACCEPTED);
        answer(ctx, changed);
    }
}
