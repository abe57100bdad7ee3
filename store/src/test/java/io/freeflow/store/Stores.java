package io.freeflow.store;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Reading;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.testkit.postgres.PostgresServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stores and readings for tests. */
final class Stores {

    private Stores() {}

    static PostgresStore open(PostgresServer server, String schema) {
        return PostgresStore.open(config(server, schema));
    }

    /** Keeps readings for two days, windows for four, forecasts for one. */
    static StoreConfig config(PostgresServer server, String schema) {
        return new StoreConfig(
                server.url(), server.user(), "", schema, Duration.ofDays(2), Duration.ofDays(4), Duration.ofDays(1), 4);
    }

    static Reading reading(String sensorId, Instant start, double speedMph) {
        var interval = Interval.startingAt(start, FiveMinutes.LENGTH);
        return new Reading("loops", sensorId, interval, Measurement.ofSpeed(speedMph), interval.end(), List.of());
    }

    /** The first column of a query that knows nothing of our code. */
    static List<String> query(PostgresServer server, String schema, String sql) {
        try (var connection = DriverManager.getConnection(server.url(), server.user(), "");
                var statement = connection.createStatement()) {
            statement.execute("set search_path to \"" + schema + "\"");
            var rows = new ArrayList<String>();
            try (var result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
