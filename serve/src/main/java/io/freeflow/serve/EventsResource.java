package io.freeflow.serve;

import io.freeflow.core.network.Sensor;
import io.freeflow.core.store.ReadingQuery;
import io.freeflow.core.store.StoredReading;
import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/v1/traffic/events}: stored readings, a page at a time. */
final class EventsResource {

    private static final int MAX_CURSOR = 200;

    private final TrafficStore store;

    EventsResource(TrafficStore store) {
        this.store = store;
    }

    void list(Context ctx) {
        var parameters = Parameters.of(ctx, "sensor_id", "from", "to", "cursor", "limit");
        var sensorId = parameters.text("sensor_id", Sensor.MAX_ID_LENGTH);
        var from = parameters.time("from");
        var to = parameters.time("to");
        var after = parameters.text("cursor", MAX_CURSOR).map(EventsResource::decode);
        int limit = parameters.integer("limit", 1, 1000, 100);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw Problem.badRequest("from must not be after to, was " + from.get() + " and " + to.get());
        }

        var readings = store.listReadings(new ReadingQuery(sensorId, from, to, after, limit));
        if (readings.isEmpty()) {
            sensorId.ifPresent(id -> CurrentResource.requireKnown(store.findNetwork(), id));
        }
        Json.answer(
                ctx,
                json -> json.objects("items", readings, Wire::event)
                        .text(
                                "next_cursor",
                                readings.size() < limit ? Optional.empty() : Optional.of(encode(readings))));
    }

    private static String encode(List<StoredReading> page) {
        var last = page.getLast().reading();
        var key = last.interval().start() + " " + last.sensorId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static ReadingQuery.Key decode(String cursor) {
        try {
            var key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int space = key.indexOf(' ');
            if (space > 0) {
                return new ReadingQuery.Key(
                        Instant.parse(key.substring(0, space)),
                        Parameters.checked("cursor", key.substring(space + 1), Sensor.MAX_ID_LENGTH));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // said below
        }
        throw Problem.badRequest(
                "cursor must be the next_cursor of the page before, was '" + Parameters.shown(cursor) + "'");
    }
}
