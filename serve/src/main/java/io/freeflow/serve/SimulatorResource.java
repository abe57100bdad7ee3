package io.freeflow.serve;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.simulator.Intervention;
import io.freeflow.core.simulator.Intervention.Blocked;
import io.freeflow.core.simulator.Intervention.Broken;
import io.freeflow.core.simulator.Intervention.Demand;
import io.freeflow.core.simulator.Intervention.Rained;
import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.simulator.Simulator;
import io.freeflow.core.simulator.SpecialEvent;
import io.freeflow.core.store.TrafficStore;
import io.freeflow.core.time.Interval;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code /api/v1/simulator}: what really happens on a simulated road, and what people do to it. Where the road is real,
 * every answer is a 404 that says so.
 */
final class SimulatorResource {

    private static final double MOST_MINUTES = 24 * 60;
    private static final int MOST_LANES = 12;
    private static final double MOST_POSTMILE = 2_000;

    private final TrafficStore store;
    private final Optional<Simulator> simulator;

    SimulatorResource(TrafficStore store, Optional<Simulator> simulator) {
        this.store = store;
        this.simulator = simulator;
    }

    private Simulator simulator() {
        return simulator.orElseThrow(() -> Problem.notFound("this road is not simulated: nobody can change it here"));
    }

    /** {@code GET …/truth}: what detectors under test must never read. */
    void truth(Context ctx) {
        Parameters.of(ctx);
        var road = simulator();
        var truth = road.truth();
        Json.answer(
                ctx,
                json -> json.time("clock", road.now())
                        .objects("incidents", truth.incidents(), SimulatorResource::incident)
                        .objects("rain", truth.rain(), SimulatorResource::rain)
                        .objects("faults", truth.faults(), SimulatorResource::fault)
                        .objects("special_events", truth.specialEvents(), SimulatorResource::specialEvent));
    }

    /** {@code GET …/interventions}. */
    void list(Context ctx) {
        Parameters.of(ctx);
        var road = simulator();
        Json.answer(
                ctx,
                json -> json.time("clock", road.now())
                        .objects("interventions", road.interventions(), SimulatorResource::intervention));
    }

    /** {@code POST …/interventions}. */
    void intervene(Context ctx) {
        Parameters.of(ctx);
        var road = simulator();
        Body.requireJson(ctx);
        var body = Body.read(ctx, "kind");
        try {
            var made = intervene(road, body);
            ctx.status(HttpStatus.CREATED);
            Json.answer(ctx, json -> intervention(json, made));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** {@code DELETE …/interventions/{id}}: ends it now. */
    void end(Context ctx) {
        Parameters.of(ctx);
        var id = Parameters.checked("id", ctx.pathParam("id"), 20);
        var ended = simulator()
                .end(id)
                .orElseThrow(() -> Problem.notFound(
                        "no intervention '" + Parameters.shown(id) + "' that is not over; GET lists them"));
        Json.answer(ctx, json -> intervention(json, ended));
    }

    /** What can be done. */
    private enum Kind {
        INCIDENT,
        DEMAND,
        RAIN,
        SENSOR_FAULT
    }

    private Intervention intervene(Simulator road, Body body) {
        var kind = body.oneOf("kind", Kind.class);
        var duration = Duration.ofSeconds(Math.round(60 * body.number("duration_minutes", 1, MOST_MINUTES, 30)));
        return switch (kind) {
            case INCIDENT -> {
                body.allow(
                        "kind",
                        "incident_kind",
                        "sensor_id",
                        "freeway",
                        "direction",
                        "postmile_mi",
                        "lanes_blocked",
                        "duration_minutes");
                var place = place(body);
                yield road.block(
                        body.oneOf("incident_kind", SimulatedIncident.Kind.class),
                        place.freeway(),
                        place.direction(),
                        place.postmileMiles(),
                        body.integer("lanes_blocked", 0, MOST_LANES),
                        duration);
            }
            case DEMAND -> {
                body.allow("kind", "freeway", "factor", "duration_minutes");
                yield road.changeDemand(body.findText("freeway", 20), body.number("factor", 0, 3), duration);
            }
            case RAIN -> {
                body.allow("kind", "rain", "duration_minutes");
                yield road.rain(body.oneOf("rain", RainSpell.Rain.class), duration);
            }
            case SENSOR_FAULT -> {
                body.allow("kind", "fault", "sensor_id", "lane", "amount", "duration_minutes");
                yield road.breakSensor(
                        body.text("sensor_id", Sensor.MAX_ID_LENGTH),
                        body.has("lane") ? OptionalInt.of(body.integer("lane", 1, MOST_LANES)) : OptionalInt.empty(),
                        body.oneOf("fault", SensorFault.Kind.class),
                        body.number("amount", 0, 1, 0.5),
                        duration);
            }
        };
    }

    /** At a sensor, or at a postmile of a freeway. */
    private Placement.OnFreeway place(Body body) {
        var sensorId = body.findText("sensor_id", Sensor.MAX_ID_LENGTH);
        if (sensorId.isEmpty()) {
            return new Placement.OnFreeway(
                    body.text("freeway", 20), direction(body), body.number("postmile_mi", 0, MOST_POSTMILE), 1);
        }
        var sensor = store.findNetwork()
                .flatMap(network -> network.find(sensorId.get()))
                .orElseThrow(() -> Problem.badRequest("there is no sensor " + Parameters.shown(sensorId.get())));
        return switch (sensor.placement()) {
            case Placement.OnFreeway place -> place;
            case Placement.StationOnly() ->
                throw Problem.badRequest("sensor " + sensor.id() + " is on no freeway that is known");
        };
    }

    private static Direction direction(Body body) {
        var text = body.text("direction", 10);
        try {
            return Direction.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("direction must be one of N, E, S, W, was '" + Parameters.shown(text) + "'");
        }
    }

    // --- on the wire -----------------------------------------------------------------------------------------------

    private static void intervention(Json json, Intervention intervention) {
        json.text("id", intervention.id());
        switch (intervention.change()) {
            case Blocked(SimulatedIncident incident) ->
                json.text("kind", "incident").object("incident", inner -> incident(inner, incident));
            case Demand demand -> {
                json.text("kind", "demand");
                span(json, demand.interval()).text("freeway", demand.freeway()).hundredths("factor", demand.factor());
            }
            case Rained(RainSpell spell) -> json.text("kind", "rain").object("rain", inner -> rain(inner, spell));
            case Broken(SensorFault fault) ->
                json.text("kind", "sensor_fault").object("sensor_fault", inner -> fault(inner, fault));
        }
    }

    private static Json span(Json json, Interval interval) {
        return json.time("starts", interval.start()).time("ends", interval.end());
    }

    private static void incident(Json json, SimulatedIncident incident) {
        span(json, incident.interval())
                .time("help_arrives", incident.responded())
                .text("incident_kind", Wire.lower(incident.kind()))
                .text("freeway", incident.freeway())
                .text("direction", incident.direction().name())
                .hundredths("postmile_mi", incident.postmileMiles())
                .exact("latitude", incident.position().latitude())
                .exact("longitude", incident.position().longitude())
                .number("lanes_blocked", incident.lanesBlocked())
                .number("lanes", incident.lanes());
    }

    private static void rain(Json json, RainSpell spell) {
        span(json, spell.interval()).text("rain", Wire.lower(spell.rain()));
    }

    private static void fault(Json json, SensorFault fault) {
        span(json, fault.interval()).text("fault", Wire.lower(fault.kind())).text("sensor_id", fault.sensorId());
        fault.lane().ifPresentOrElse(lane -> json.number("lane", lane), () -> json.nothing("lane"));
        json.hundredths("amount", fault.amount());
    }

    private static void specialEvent(Json json, SpecialEvent event) {
        span(json, event.interval())
                .text("event_kind", Wire.lower(event.kind()))
                .text("venue", event.venue())
                .exact("latitude", event.position().latitude())
                .exact("longitude", event.position().longitude())
                .number("attendance", event.attendance());
    }
}
