package io.freeflow.feeds.simulate.record;

import io.freeflow.feeds.simulate.InterventionJson;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The truth about a recording as a JSON text. */
final class TruthJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private TruthJson() {}

    static String of(Recording recording) {
        var subject = recording.subject();
        var city = subject.city();
        var json = MAPPER.createObjectNode()
                .put("simulated", true)
                .put("scenario", subject.scenario().name())
                .put("description", subject.scenario().description())
                .put("seed", city.seed())
                .put("region", city.roadMap().region())
                .put("zone", city.network().zone().getId())
                .put("network_version", city.network().version())
                .put("stations", city.stations().size())
                .put("start", recording.interval().start().toString())
                .put("end", recording.interval().end().toString())
                .put("period_seconds", subject.tick().toSeconds())
                .put("format", subject.format().label())
                .put("events", recording.events())
                .put("missing", recording.missing());
        json.putObject("options")
                .put("demand_scale", city.options().demandScale())
                .put("incidents_per_mile_hour", city.options().incidentsPerMileHour())
                .put("missing_share", city.options().missingShare())
                .put("faults_per_station_day", city.options().faultsPerStationDay())
                .put("special_events", city.options().specialEvents());
        var notes = json.putArray("notes");
        subject.script().notes().forEach(notes::add);
        put(json, "incidents", recording.incidents().map(InterventionJson::of));
        put(json, "rain", recording.rain().map(InterventionJson::of));
        put(json, "faults", recording.faults().map(InterventionJson::of));
        put(json, "special_events", recording.specialEvents().map(InterventionJson::of));
        put(
                json,
                "interventions",
                subject.script().interventions().stream()
                        .filter(one -> one.interval().start().isBefore(recording.now()))
                        .map(InterventionJson::of));
        return MAPPER.writeValueAsString(json) + "\n";
    }

    private static void put(ObjectNode json, String name, Stream<ObjectNode> objects) {
        json.putArray(name).addAll(objects.toList());
    }
}
