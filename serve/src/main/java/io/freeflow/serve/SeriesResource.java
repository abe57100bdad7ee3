package io.freeflow.serve;

import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.store.SensorWindow;
import io.freeflow.core.store.TrafficStore;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.window.RegionWindow;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code GET /api/v1/sensors/{sensor_id}/series}: the last hours before the road's now, and what is forecast. */
final class SeriesResource {

    private final TrafficStore store;

    SeriesResource(TrafficStore store) {
        this.store = store;
    }

    void get(Context ctx) {
        var parameters = Parameters.of(ctx, "hours");
        var sensorId = Parameters.checked("sensor_id", ctx.pathParam("sensor_id"), Sensor.MAX_ID_LENGTH);
        var hours = Duration.ofHours(parameters.integer("hours", 1, 168, 6));

        var sensor = store.findNetwork()
                .flatMap(network -> network.find(sensorId))
                .orElseThrow(() -> Problem.notFound("no sensor '" + Parameters.shown(sensorId) + "' in the network"));
        var feed = Wire.leading(store.listFeeds());
        var windows = now(feed).map(now -> windows(sensorId, hours, now)).orElse(List.of());
        var imputed = now(feed)
                .map(now -> store.listImputed(Set.of(sensorId), start(hours, now), now))
                .map(all -> ImputedResource.needed(all, windows))
                .orElse(List.of());
        var issue = Issue.newestOf(store.listNewestForecasts().stream()
                .filter(forecast -> forecast.region().equals(sensor.region()))
                .toList());
        Json.answer(ctx, json -> {
            json.object("sensor", inner -> Wire.sensor(inner, sensor))
                    .objects("windows", windows, Wire::state)
                    .objects("imputed", imputed, Wire::imputed);
            issue.ifPresentOrElse(
                    found -> json.object(
                            "forecast", inner -> Wire.predictions(inner, found, Issue.allSteps(sensorId), feed)),
                    () -> json.nothing("forecast"));
        });
    }

    /** The later one of the feed clock and the end of the newest window. */
    private Optional<Instant> now(Optional<FeedState> feed) {
        var newestEnd =
                store.listNewestWindows().stream().map(RegionWindow::interval).map(interval -> interval.end());
        return Stream.concat(feed.flatMap(FeedState::completeUntil).stream(), newestEnd)
                .max(Instant::compareTo);
    }

    private List<SensorWindow> windows(String sensorId, Duration hours, Instant now) {
        return store.listWindows(sensorId, start(hours, now), now);
    }

    private static Instant start(Duration hours, Instant now) {
        return FiveMinutes.floor(now.minus(hours));
    }
}
