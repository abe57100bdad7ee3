package io.freeflow.store;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import io.freeflow.core.config.Secret;
import java.time.Duration;
import java.util.regex.Pattern;

/** Settings of the store stage. Keys start with {@code store.}. */
public record StoreConfig(
        @Doc("JDBC URL of a PostgreSQL 18 or newer") @Default("jdbc:postgresql://localhost:5432/freeflow")
        String url,

        @Doc("user that owns the namespace's schema") @Default("freeflow")
        String user,

        @Doc("that user's password") @Default("") @Secret String password,

        @Doc("schema of the namespace, 1-63 lower-case letters, digits, - and _") @Default("traffic")
        String schema,

        @Doc("how long readings and rejected records are kept, by the feed clock, at least a day") @Default("P400D")
        Duration keepReadings,

        @Doc("how long windows are kept, by the feed clock, at least a day") @Default("P400D")
        Duration keepWindows,

        @Doc("how long forecasts are kept, by the feed clock, at least a day") @Default("P30D")
        Duration keepForecasts,

        @Doc("connections, 2-100, beside one that listens for news") @Default("10")
        int poolSize) {

    private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    public StoreConfig {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("store.url must start with jdbc:postgresql:, was " + url);
        }
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException("store.schema must be 1-63 of a-z, 0-9, - and _, was " + schema);
        }
        requireDay("store.keep-readings", keepReadings);
        requireDay("store.keep-windows", keepWindows);
        requireDay("store.keep-forecasts", keepForecasts);
        if (poolSize < 2 || poolSize > 100) {
            throw new IllegalArgumentException("store.pool-size must be 2-100, was " + poolSize);
        }
    }

    /** These settings with another database, such as the embedded one. */
    public StoreConfig at(String otherUrl, String otherUser, String otherPassword) {
        return new StoreConfig(
                otherUrl, otherUser, otherPassword, schema, keepReadings, keepWindows, keepForecasts, poolSize);
    }

    /** Names the database without the password. */
    @Override
    public String toString() {
        return "StoreConfig[" + url + ", user " + user + ", schema " + schema + "]";
    }

    private static void requireDay(String key, Duration keep) {
        if (keep.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException(key + " must be at least P1D, was " + keep);
        }
    }
}
