package io.freeflow.serve;

import io.freeflow.core.health.Suspicion;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code GET /api/v1/sensors/health}: which detectors are not believed, and why, a page at a time. */
final class DetectorsResource {

    private final TrafficStore store;

    DetectorsResource(TrafficStore store) {
        this.store = store;
    }

    void list(Context ctx) {
        var parameters = Parameters.of(ctx, "status", "suspicion", "limit", "after");
        var wanted = parameters
                .text("status", 20)
                .map(DetectorsResource::status)
                .orElseGet(() -> status("suspect"))
                .and(parameters
                        .text("suspicion", 40)
                        .map(DetectorsResource::suspicion)
                        .orElse(one -> true));
        int limit = parameters.integer("limit", 1, 1000, 100);
        var after = parameters.text("after", Sensor.MAX_ID_LENGTH);

        var all = store.listHealth();
        var wire = new DetectorWire(all, store.findNetwork());
        var rest = all.stream()
                .filter(wanted)
                .filter(one -> after.map(id -> one.sensorId().compareTo(id) > 0).orElse(true))
                .toList();
        var page = rest.subList(0, Math.min(limit, rest.size()));
        var next = page.size() < rest.size() ? Optional.of(page.getLast().sensorId()) : Optional.<String>empty();
        Json.answer(ctx, json -> json.objects("detectors", page, wire::detector).text("next_after", next));
    }

    private static Predicate<SensorHealth> status(String text) {
        return switch (text) {
            case "suspect" -> one -> one.suspicion().isPresent();
            case "all" -> one -> true;
            default ->
                throw Problem.badRequest("status must be one of suspect, all, was '" + Parameters.shown(text) + "'");
        };
    }

    private static Predicate<SensorHealth> suspicion(String text) {
        var wanted = Arrays.stream(Suspicion.values())
                .filter(one -> one.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("suspicion must be one of "
                        + Arrays.stream(Suspicion.values())
                                .map(Suspicion::wireName)
                                .collect(Collectors.joining(", "))
                        + ", was '" + Parameters.shown(text) + "'"));
        return one -> one.suspicion().filter(wanted::equals).isPresent();
    }
}
