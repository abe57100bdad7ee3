package io.freeflow.serve;

import io.freeflow.core.network.Corridor;
import io.freeflow.core.network.Network;
import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;

/** {@code GET /api/v1/corridors}: every direction of every freeway; none where a feed gives only positions. */
final class CorridorsResource {

    private final TrafficStore store;

    CorridorsResource(TrafficStore store) {
        this.store = store;
    }

    void list(Context ctx) {
        Parameters.of(ctx);
        var network = store.findNetwork();
        var corridors = network.map(Network::corridors).orElse(List.of()).stream()
                .sorted(Comparator.comparing(Corridor::id))
                .toList();
        Json.answer(
                ctx,
                json -> json.text("network_version", Wire.version(network))
                        .objects("corridors", corridors, CorridorsResource::corridor));
    }

    static void corridor(Json json, Corridor corridor) {
        json.text("id", corridor.id())
                .text("freeway", corridor.freeway())
                .text("direction", corridor.direction().name())
                .objects(
                        "stations",
                        corridor.stations(),
                        (inner, station) -> station(inner, station).number("lanes", station.lanes()));
    }

    static Json station(Json json, Corridor.Station station) {
        return json.text("sensor_id", station.sensor().id())
                .text("name", station.sensor().name())
                .hundredths("postmile_mi", station.postmileMiles());
    }
}
