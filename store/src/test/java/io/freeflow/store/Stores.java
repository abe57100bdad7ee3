package io.freeflow.store;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Reading;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.testkit.postgres.PostgresServer;
import java.sql.Connection;
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

    /** Takes everything out of a schema but its tables: faster than a new schema for each test. */
    static void empty(PostgresServer server, String schema) {
        execute(server, schema, """
                do $$
                declare name text;
                begin
                    for name in select inhrelid::regclass::text from pg_inherits
                        join pg_class on pg_class.oid = inhparent
                        where relkind = 'p' and relnamespace = current_schema()::regnamespace
                    loop
                        execute 'drop table ' || name;
                    end loop;
                    truncate networks, sensors, edges, newest_readings, alerts, alert_log, scores, ledger, feeds, sources, dead_letters,
                        source_positions;
                end
                $$""");
    }

    static void execute(PostgresServer server, String schema, String sql) {
        try (var connection = connect(server, schema);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of a query that knows nothing of our code. */
    static List<String> query(PostgresServer server, String schema, String sql) {
        try (var connection = connect(server, schema);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Connection connect(PostgresServer server, String schema) throws SQLException {
        var connection = DriverManager.getConnection(server.url(), server.user(), "");
        connection.setSchema(schema);
        return connection;
    }
}
