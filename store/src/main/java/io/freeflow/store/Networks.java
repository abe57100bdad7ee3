package io.freeflow.store;

import static io.freeflow.store.Columns.timestamp;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Edge;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The versions of the network. Remembers the newest it has read. Thread-safe. */
final class Networks {

    private record Known(String version, Network network) {}

    private volatile @Nullable Known known;

    static Optional<String> findNewestVersion(Handle handle) {
        return handle.createQuery("select version from networks order by saved desc limit 1")
                .mapTo(String.class)
                .findOne();
    }

    Optional<Network> findNewest(Handle handle) {
        var version = findNewestVersion(handle);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        var before = known;
        if (before != null && before.version().equals(version.get())) {
            return Optional.of(before.network());
        }
        var network = read(handle, version.get());
        known = new Known(version.get(), network);
        return Optional.of(network);
    }

    static void save(Handle handle, Network network) {
        handle.execute("select pg_advisory_xact_lock(hashtext('freeflow networks'), hashtext(current_schema()))");
        if (findNewestVersion(handle).equals(Optional.of(network.version()))) {
            return;
        }
        boolean again = handle.createUpdate("update networks set saved = default where version = :version")
                        .bind("version", network.version())
                        .execute()
                == 1;
        if (!again) {
            insert(handle, network);
        }
    }

    private static void insert(Handle handle, Network network) {
        handle.createUpdate("insert into networks (version, zone, known_at) values (:version, :zone, :knownAt)")
                .bind("version", network.version())
                .bind("zone", network.zone().getId())
                .bind("knownAt", timestamp(FeedRows.clock(handle)))
                .execute();
        var sensors = handle.prepareBatch("""
                insert into sensors (network_version, sensor_id, name, latitude, longitude, region, road_name, direction,
                    postmile, lane_count, free_flow_speed_mph)
                values (:version, :id, :name, :latitude, :longitude, :region, :roadName, :direction,
                    :postmile, :lanes, :freeFlow)""");
        for (Sensor sensor : network.sensors()) {
            sensors.bind("version", network.version())
                    .bind("id", sensor.id())
                    .bind("name", sensor.name())
                    .bind("latitude", sensor.position().latitude())
                    .bind("longitude", sensor.position().longitude())
                    .bind("region", sensor.region())
                    .bind(
                            "freeFlow",
                            sensor.freeFlowMph().isPresent()
                                    ? sensor.freeFlowMph().getAsDouble()
                                    : null);
            switch (sensor.placement()) {
                case Placement.OnFreeway on ->
                    sensors.bind("roadName", on.freeway())
                            .bind("direction", on.direction().name())
                            .bind("postmile", on.postmileMiles())
                            .bind("lanes", on.lanes());
                case Placement.StationOnly only ->
                    sensors.bind("roadName", (String) null)
                            .bind("direction", (String) null)
                            .bind("postmile", (Double) null)
                            .bind("lanes", (Integer) null);
            }
            sensors.add();
        }
        if (!network.sensors().isEmpty()) {
            sensors.execute();
        }
        var edges =
                handle.prepareBatch("insert into edges (network_version, number, from_sensor_id, to_sensor_id, weight)"
                        + " values (:version, :number, :from, :to, :weight)");
        int number = 0;
        for (Edge edge : network.edges()) {
            edges.bind("version", network.version())
                    .bind("number", number++)
                    .bind("from", edge.from())
                    .bind("to", edge.to())
                    .bind("weight", edge.weight())
                    .add();
        }
        if (number > 0) {
            edges.execute();
        }
    }

    private static Network read(Handle handle, String version) {
        var zone = handle.createQuery("select zone from networks where version = :version")
                .bind("version", version)
                .mapTo(String.class)
                .one();
        var sensors = handle.createQuery("select * from sensors where network_version = :version")
                .bind("version", version)
                .map((row, context) -> sensor(row))
                .list();
        var edges = handle.createQuery("select * from edges where network_version = :version order by number")
                .bind("version", version)
                .map((row, context) -> new Edge(
                        row.getString("from_sensor_id"), row.getString("to_sensor_id"), row.getDouble("weight")))
                .list();
        return Network.of(ZoneId.of(zone), sensors, edges);
    }

    private static Sensor sensor(ResultSet row) throws SQLException {
        double freeFlow = Columns.quantity(row, "free_flow_speed_mph");
        var roadName = Optional.ofNullable(row.getString("road_name"));
        return new Sensor(
                row.getString("sensor_id"),
                row.getString("name"),
                new Position(row.getDouble("latitude"), row.getDouble("longitude")),
                row.getString("region"),
                roadName.isEmpty()
                        ? new Placement.StationOnly()
                        : new Placement.OnFreeway(
                                roadName.get(),
                                Direction.valueOf(row.getString("direction")),
                                row.getDouble("postmile"),
                                row.getInt("lane_count")),
                Double.isNaN(freeFlow) ? OptionalDouble.empty() : OptionalDouble.of(freeFlow));
    }
}
