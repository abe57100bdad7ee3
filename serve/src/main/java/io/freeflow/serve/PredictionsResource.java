package io.freeflow.serve;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code GET /api/predictions/latest} and {@code POST /api/v1/predictions}: the newest forecast that the guard let by. */
final class PredictionsResource {

    private final TrafficStore store;

    PredictionsResource(TrafficStore store) {
        this.store = store;
    }

    void latest(Context ctx) {
        var parameters = Parameters.of(ctx, "sensor_id", "horizon", "limit");
        var sensorId = parameters.text("sensor_id", Sensor.MAX_ID_LENGTH);
        var horizon = parameters.horizon("horizon");
        int limit = parameters.integer("limit", 1, 1000, 100);

        var network = store.findNetwork();
        sensorId.ifPresent(id -> CurrentResource.requireKnown(network, id));
        var sensorIds = sensorId.map(List::of)
                .orElseGet(() -> network.map(Network::sensors).orElse(List.of()).stream()
                        .map(Sensor::id)
                        .toList());
        answer(
                ctx,
                network,
                sensorIds.stream()
                        .flatMap(id -> steps(id, horizon))
                        .limit(limit)
                        .toList());
    }

    private static Stream<Issue.Asked> steps(String sensorId, OptionalInt horizon) {
        return horizon.isPresent()
                ? Stream.of(new Issue.Asked(sensorId, Horizons.stepOf(horizon.getAsInt())))
                : Issue.allSteps(sensorId).stream();
    }

    void query(Context ctx) {
        Parameters.of(ctx);
        var query = PredictionQuery.read(ctx);

        var network = store.findNetwork();
        query.sensorIds().forEach(id -> CurrentResource.requireKnown(network, id));
        answer(
                ctx,
                network,
                query.sensorIds().stream()
                        .flatMap(id -> query.steps().stream().map(step -> new Issue.Asked(id, step)))
                        .toList());
    }

    private void answer(Context ctx, Optional<Network> network, List<Issue.Asked> asked) {
        var regions = regions(network, asked);
        var issue = Issue.newestOf(store.listNewestForecasts().stream()
                        .filter(forecast -> regions.contains(forecast.region()))
                        .toList())
                .orElseThrow(() -> Problem.notFound("no forecast was issued yet"));
        var feed = Wire.leading(store.listFeeds());
        Json.answer(ctx, json -> Wire.predictions(json, issue, asked, feed));
    }

    private static Set<String> regions(Optional<Network> network, List<Issue.Asked> asked) {
        var regions = new TreeSet<String>();
        network.ifPresent(known -> asked.forEach(
                one -> known.find(one.sensorId()).map(Sensor::region).ifPresent(regions::add)));
        return regions;
    }
}
