package io.freeflow.serve;

import static java.util.stream.Collectors.toSet;

import io.freeflow.core.network.Corridor;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.store.TrafficStore;
import io.freeflow.core.window.RegionWindow;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /api/v1/corridors/{corridor_id}/space-time}: a corridor over place and time, before the road's now and
 * behind it, and how far its queues will reach.
 */
final class SpaceTimeResource {

    private final TrafficStore store;

    SpaceTimeResource(TrafficStore store) {
        this.store = store;
    }

    void get(Context ctx) {
        var parameters = Parameters.of(ctx, "hours");
        var id = Parameters.checked("corridor_id", ctx.pathParam("corridor_id"), 100);
        var hours = Duration.ofHours(parameters.integer("hours", 1, 24, 3));

        var corridor = store.findNetwork()
                .flatMap(network -> network.findCorridor(id))
                .orElseThrow(() -> Problem.notFound(
                        "no corridor '" + Parameters.shown(id) + "' in the network; /api/v1/corridors lists them"));
        var regions = corridor.sensors().stream().map(Sensor::region).collect(toSet());
        var past = past(corridor, regions, hours);
        var issue = issue(regions);
        var feed = Wire.leading(store.listFeeds());
        Json.answer(ctx, json -> {
            json.object("feed", inner -> Wire.feed(inner, feed))
                    .object("corridor", inner -> CorridorsResource.corridor(inner, corridor));
            SpaceTime.of(corridor, past, issue).write(json);
        });
    }

    /** The windows up to the newest one that is whole in a region of the corridor. */
    private Optional<SpaceTime.Past> past(Corridor corridor, Set<String> regions, Duration hours) {
        return store.listNewestWindows().stream()
                .filter(window -> regions.contains(window.region()))
                .map(RegionWindow::interval)
                .map(interval -> interval.end())
                .max(java.time.Instant::compareTo)
                .map(end -> SpaceTime.Past.of(
                        corridor,
                        end.minus(hours),
                        end,
                        store.listWindows(
                                corridor.sensors().stream().map(Sensor::id).collect(toSet()), end.minus(hours), end)));
    }

    private Optional<Issue> issue(Set<String> regions) {
        return Issue.newestOf(store.listNewestForecasts().stream()
                .filter((Forecast forecast) -> regions.contains(forecast.region()))
                .toList());
    }
}
