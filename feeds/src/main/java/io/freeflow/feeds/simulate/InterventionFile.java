package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import io.freeflow.core.simulator.Intervention;
import io.freeflow.core.simulator.Intervention.Blocked;
import io.freeflow.core.simulator.Intervention.Broken;
import io.freeflow.core.simulator.Intervention.Demand;
import io.freeflow.core.simulator.Intervention.Rained;
import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.time.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of what people did to a simulated road, a JSON object a line, forced to disk line by line. A later line of the
 * same id takes the place of an earlier one; a last line that a crash cut short never happened.
 */
final class InterventionFile {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Path file;

    InterventionFile(Path file) {
        this.file = file;
    }

    List<Intervention> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            Map<String, Intervention> byId = new LinkedHashMap<>();
            var text = Files.readString(file);
            text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(this::intervention)
                    .forEach(one -> byId.put(one.id(), one));
            return List.copyOf(byId.values());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void append(Intervention intervention) {
        var line = MAPPER.writeValueAsString(json(intervention)) + "\n";
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static ObjectNode json(Intervention intervention) {
        var json = MAPPER.createObjectNode()
                .put("id", intervention.id())
                .put("start", intervention.interval().start().toString())
                .put("end", intervention.interval().end().toString());
        return switch (intervention.change()) {
            case Blocked(SimulatedIncident incident) ->
                json.put("kind", "incident")
                        .put("what", incident.kind().name())
                        .put("freeway", incident.freeway())
                        .put("direction", incident.direction().name())
                        .put("postmile_miles", incident.postmileMiles())
                        .put("latitude", incident.position().latitude())
                        .put("longitude", incident.position().longitude())
                        .put("responded", incident.responded().toString())
                        .put("lanes_blocked", incident.lanesBlocked())
                        .put("lanes", incident.lanes());
            case Demand demand -> {
                json.put("kind", "demand").put("factor", demand.factor());
                demand.freeway().ifPresent(freeway -> json.put("freeway", freeway));
                yield json;
            }
            case Rained(RainSpell spell) ->
                json.put("kind", "rain").put("rain", spell.rain().name());
            case Broken(SensorFault fault) -> {
                json.put("kind", "sensor-fault")
                        .put("fault", fault.kind().name())
                        .put("sensor_id", fault.sensorId())
                        .put("amount", fault.amount());
                fault.lane().ifPresent(lane -> json.put("lane", lane));
                yield json;
            }
        };
    }

    private Intervention intervention(String line) {
        try {
            var json = MAPPER.readTree(line);
            var interval = new Interval(instant(json, "start"), instant(json, "end"));
            var change = switch (text(json, "kind")) {
                case "incident" -> new Blocked(incident(json, interval));
                case "demand" ->
                    new Demand(
                            interval,
                            Optional.ofNullable(json.get("freeway")).map(JsonNode::asString),
                            json.required("factor").asDouble());
                case "rain" -> new Rained(new RainSpell(interval, RainSpell.Rain.valueOf(text(json, "rain"))));
                case "sensor-fault" -> new Broken(fault(json, interval));
                default -> throw new IllegalArgumentException("no kind " + text(json, "kind"));
            };
            return new Intervention(text(json, "id"), change);
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            throw new IllegalArgumentException(file + " has a line that is no intervention: " + line, e);
        }
    }

    private static SimulatedIncident incident(JsonNode json, Interval interval) {
        return new SimulatedIncident(
                SimulatedIncident.Kind.valueOf(text(json, "what")),
                text(json, "freeway"),
                Direction.valueOf(text(json, "direction")),
                json.required("postmile_miles").asDouble(),
                new Position(
                        json.required("latitude").asDouble(),
                        json.required("longitude").asDouble()),
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
