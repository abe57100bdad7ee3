package io.freeflow.serve;

import io.freeflow.core.alert.AlertDesk;
import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.store.AlertQuery;
import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.EnumSet;
import java.util.Set;

/** {@code /api/v1/alerts}: what asks for a person, and what people do about it; {@code /api/v1/alert-rules}: why. */
final class AlertsResource {

    private static final int MAX_ID = 200;
    private static final Set<AlertStatus> STANDING = Set.of(AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED);

    private final TrafficStore store;
    private final AlertDesk desk;
    private final AlertWire wire;

    AlertsResource(TrafficStore store, AlertDesk desk, AlertWire wire) {
        this.store = store;
        this.desk = desk;
        this.wire = wire;
    }

    /** {@code GET /api/v1/alerts}: those that stand, or any, newest opening first. */
    void list(Context ctx) {
        var parameters = Parameters.of(ctx, "status", "corridor_id", "from", "to", "limit");
        var query = new AlertQuery(
                parameters.text("status", 20).map(AlertsResource::statuses).orElse(STANDING),
                parameters.text("corridor_id", 100),
                parameters.time("from"),
                parameters.time("to"),
                parameters.integer("limit", 1, 1000, 100));
        var network = store.findNetwork();
        var alerts = store.listAlerts(query);
        Json.answer(ctx, json -> json.objects("alerts", alerts, (inner, alert) -> wire.alert(inner, alert, network)));
    }

    private static Set<AlertStatus> statuses(String text) {
        return switch (text) {
            case "standing" -> STANDING;
            case "all" -> EnumSet.allOf(AlertStatus.class);
            case "open" -> Set.of(AlertStatus.OPEN);
            case "acknowledged" -> Set.of(AlertStatus.ACKNOWLEDGED);
            case "resolved" -> Set.of(AlertStatus.RESOLVED);
            default ->
                throw Problem.badRequest("status must be one of standing, open, acknowledged, resolved, all, was '"
                        + Parameters.shown(text) + "'");
        };
    }

    /** {@code GET /api/v1/alerts/{alert_id}}. */
    void get(Context ctx) {
        Parameters.of(ctx);
        var alert = find(ctx);
        var network = store.findNetwork();
        Json.answer(ctx, json -> wire.alert(json, alert, network));
    }

    private Alert find(Context ctx) {
        var id = Parameters.checked("alert_id", ctx.pathParam("alert_id"), MAX_ID);
        return store.findAlert(id)
                .orElseThrow(() -> Problem.notFound("there is no alert '" + Parameters.shown(id) + "'"));
    }

    /** {@code POST /api/v1/alerts/{alert_id}/acts}: what somebody does about it; seen when the alert stage has done it. */
    void act(Context ctx) {
        Parameters.of(ctx);
        Body.requireJson(ctx);
        var body = Body.read(ctx, "kind");
        body.allow("kind", "by", "note");
        var kind = body.oneOf("kind", AlertAct.Kind.class);
        var by = body.text("by", AlertEntry.MAX_BY);
        var note = body.findText("note", AlertEntry.MAX_NOTE).orElse("");
        if (kind == AlertAct.Kind.NOTE && note.isEmpty()) {
            throw Problem.badRequest("note is missing");
        }
        var alert = find(ctx);
        if (!alert.stands()) {
            throw new Problem(HttpStatus.CONFLICT, "the alert is resolved since " + alert.updatedAt());
        }
        desk.hand(new AlertAct(alert.region(), alert.id(), kind, by, note));
        ctx.status(HttpStatus.ACCEPTED);
        Json.answer(
                ctx,
                json -> json.text("alert_id", alert.id())
                        .text("kind", Wire.lower(kind))
                        .text("by", by)
                        .text("note", note));
    }

    /** {@code GET /api/v1/alert-rules}. */
    void rules(Context ctx) {
        Parameters.of(ctx);
        Json.answer(ctx, wire::rules);
    }
}
