package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import io.freeflow.core.simulator.Intervention;
import io.freeflow.core.simulator.Intervention.Blocked;
import io.freeflow.core.simulator.Intervention.Broken;
import io.freeflow.core.simulator.Intervention.Crowd;
import io.freeflow.core.simulator.Intervention.Demand;
import io.freeflow.core.simulator.Intervention.Rained;
import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.simulator.SpecialEvent;
import io.freeflow.core.time.Interval;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Interventions, and what else really happens on a simulated road, as JSON objects. */
public final class InterventionJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private InterventionJson() {}

    public static ObjectNode of(Intervention intervention) {
        var json = MAPPER.createObjectNode().put("id", intervention.id());
        return switch (intervention.change()) {
            case Blocked(SimulatedIncident incident) ->
                json.put("kind", "incident").setAll(of(incident));
            case Demand demand -> json.put("kind", "demand").setAll(of(demand));
            case Rained(RainSpell spell) -> json.put("kind", "rain").setAll(of(spell));
            case Broken(SensorFault fault) -> json.put("kind", "sensor-fault").setAll(of(fault));
        };
    }

    private static ObjectNode of(Interval interval) {
        return MAPPER.createObjectNode()
                .put("start", interval.start().toString())
                .put("end", interval.end().toString());
    }

    public static ObjectNode of(SimulatedIncident incident) {
        return of(incident.interval())
                .put("what", incident.kind().name())
                .put("freeway", incident.freeway())
                .put("direction", incident.direction().name())
                .put("postmile_mi", incident.postmileMiles())
                .put("latitude", incident.position().latitude())
                .put("longitude", incident.position().longitude())
                .put("responded", incident.responded().toString())
                .put("lanes_blocked", incident.lanesBlocked())
                .put("lanes", incident.lanes());
    }

    private static ObjectNode of(Demand demand) {
        var json = of(demand.interval()).put("factor", demand.factor());
        demand.freeway().ifPresent(freeway -> json.put("freeway", freeway));
        demand.crowd()
                .ifPresent(crowd -> json.put("crowd", crowd.way().name())
                        .put("latitude", crowd.place().latitude())
                        .put("longitude", crowd.place().longitude())
                        .put("radius_miles", crowd.radiusMiles())
                        .put("vehicles", crowd.vehicles()));
        return json;
    }

    public static ObjectNode of(RainSpell spell) {
        return of(spell.interval()).put("rain", spell.rain().name());
    }

    public static ObjectNode of(SensorFault fault) {
        var json = of(fault.interval())
                .put("fault", fault.kind().name())
                .put("sensor_id", fault.sensorId())
                .put("amount", fault.amount());
        fault.lane().ifPresent(lane -> json.put("lane", lane));
        return json;
    }

    public static ObjectNode of(SpecialEvent event) {
        return of(event.interval())
                .put("event", event.kind().name())
                .put("venue", event.venue())
                .put("latitude", event.position().latitude())
                .put("longitude", event.position().longitude())
                .put("attendance", event.attendance());
    }

    /**
     * Reads what was written.
     *
     * @throws RuntimeException of several kinds if it is no intervention
     */
    public static Intervention read(JsonNode json) {
        var interval = new Interval(instant(json, "start"), instant(json, "end"));
        var change = switch (text(json, "kind")) {
            case "incident" -> new Blocked(incident(json, interval));
            case "demand" ->
                new Demand(
                        interval,
                        Optional.ofNullable(json.get("freeway")).map(JsonNode::asString),
                        json.required("factor").asDouble(),
                        Optional.ofNullable(json.get("crowd")).map(way -> crowd(json, way.asString())));
            case "rain" -> new Rained(new RainSpell(interval, RainSpell.Rain.valueOf(text(json, "rain"))));
            case "sensor-fault" -> new Broken(fault(json, interval));
            default -> throw new IllegalArgumentException("no kind " + text(json, "kind"));
        };
        return new Intervention(text(json, "id"), change);
    }

    private static Crowd crowd(JsonNode json, String way) {
        return new Crowd(
                Crowd.Way.valueOf(way),
                position(json),
                json.required("radius_miles").asDouble(),
                json.required("vehicles").asInt());
    }

    private static Position position(JsonNode json) {
        return new Position(
                json.required("latitude").asDouble(), json.required("longitude").asDouble());
    }

    private static SimulatedIncident incident(JsonNode json, Interval interval) {
        return new SimulatedIncident(
                SimulatedIncident.Kind.valueOf(text(json, "what")),
                text(json, "freeway"),
                Direction.valueOf(text(json, "direction")),
                json.required("postmile_mi").asDouble(),
                position(json),
                interval,
                instant(json, "responded"),
                json.required("lanes_blocked").asInt(),
                json.required("lanes").asInt());
    }

    private static SensorFault fault(JsonNode json, Interval interval) {
        var lane = json.get("lane");
        return new SensorFault(
                text(json, "sensor_id"),
                lane == null ? OptionalInt.empty() : OptionalInt.of(lane.asInt()),
                SensorFault.Kind.valueOf(text(json, "fault")),
                interval,
                json.required("amount").asDouble());
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).asString();
    }

    private static Instant instant(JsonNode json, String field) {
        return Instant.parse(text(json, field));
    }
}
