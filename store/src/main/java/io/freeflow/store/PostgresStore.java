package io.freeflow.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.network.Network;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.ScoreSheet;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.store.Advance;
import io.freeflow.core.store.AlertQuery;
import io.freeflow.core.store.ImputedWindow;
import io.freeflow.core.store.IncidentQuery;
import io.freeflow.core.store.LetterQuery;
import io.freeflow.core.store.News;
import io.freeflow.core.store.ReadingQuery;
import io.freeflow.core.store.SensorWindow;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.SourcePartition;
import io.freeflow.core.store.SourceState;
import io.freeflow.core.store.StoredLetter;
import io.freeflow.core.store.StoredReading;
import io.freeflow.core.store.TrafficStore;
import io.freeflow.core.window.RegionWindow;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * The road's memory in one schema of a PostgreSQL. A write that throws may be tried again, also after the database was
 * gone: either nothing of it is stored, or the positions say that all of it is. Thread-safe.
 */
public final class PostgresStore implements TrafficStore, Sink, News, AutoCloseable {

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final String schema;
    private final NewsListener news;
    private final Retention retention;
    private final Networks networks = new Networks();
    private final ReadingRows readings = new ReadingRows();

    /** Brings the schema up to date and opens the store. */
    public static PostgresStore open(StoreConfig config) {
        Flyway.configure()
                .dataSource(config.url(), config.user(), config.password())
                .schemas(config.schema())
                .locations("classpath:io/freeflow/store/migrations")
                .load()
                .migrate();
        return new PostgresStore(config);
    }

    private PostgresStore(StoreConfig config) {
        schema = config.schema();
        pool = new HikariDataSource(pool(config));
        jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin()).registerArrayType(Short.class, "int2");
        retention = new Retention(
                jdbi,
                Map.of(
                        ReadingRows.PARTITIONS, config.keepReadings(),
                        WindowRows.PARTITIONS, config.keepWindows(),
                        ForecastRows.PARTITIONS, config.keepForecasts(),
                        ImputationRows.PARTITIONS, config.keepWindows()),
                config.keepReadings());
        try {
            news = new NewsListener(
                    () -> DriverManager.getConnection(config.url(), properties(config)), config.schema());
        } catch (SQLException e) {
            pool.close();
            throw new IllegalStateException("no connection to listen for news at " + config.url(), e);
        }
    }

    /** Makes this network the newest version. Does nothing if it is. */
    public void saveNetwork(Network network) {
        jdbi.useTransaction(handle -> Networks.save(handle, network));
    }

    @Override
    public Map<SourcePartition, Long> positions() {
        return jdbi.withHandle(Positions::list);
    }

    @Override
    public void write(List<? extends Message> messages, Map<SourcePartition, Advance> advances) {
        var batch = new Batch(messages);
        try {
            jdbi.useTransaction(handle -> write(handle, batch, advances));
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "a batch of " + messages.size() + " messages was not written: " + e.getMessage(), e);
        }
        if (!batch.feeds.isEmpty()) {
            retention.follow();
        }
    }

    /** One transaction. Tables are locked in one order by everybody: positions, partitions, rows, ledger. */
    private void write(Handle handle, Batch batch, Map<SourcePartition, Advance> advances) throws SQLException {
        Positions.advance(handle, advances);
        ReadingRows.createPartitions(handle, batch.readings);
        WindowRows.createPartitions(handle, batch.windows);
        ForecastRows.createPartitions(handle, batch.forecasts);
        ImputationRows.createPartitions(handle, batch.imputations);

        var network = Networks.findNewestVersion(handle);
        var read = readings.write(handle, batch.readings, network);
        long storedParts = WindowRows.write(handle, batch.windows, network);
        long storedForecasts = ForecastRows.write(handle, batch.forecasts, network);
        long storedImputations = ImputationRows.write(handle, batch.imputations);
        AlertRows.write(handle, batch.newestAlerts());
        HealthRows.write(handle, batch.newestHealth());
        IncidentRows.write(handle, batch.newestIncidents());
        ScoreRows.write(handle, batch.scores.values());
        FeedRows.write(handle, batch.feeds.values());

        var counts = new TreeMap<>(LetterRows.write(handle, batch.letters, batch.passed));
        counts.put(Counters.STORED, read.stored());
        counts.put(Counters.REVISED, read.revised());
        counts.put(Counters.DUPLICATE, read.duplicate());
        counts.put(Counters.STORED_PARTS, storedParts);
        counts.put(Counters.STORED_FORECASTS, storedForecasts);
        counts.put(Counters.STORED_IMPUTATIONS, storedImputations);
        counts.put(Counters.STORED_ALERTS, (long) batch.alerts.size());
        counts.put(Counters.STORED_HEALTH, (long) batch.health.size());
        counts.put(Counters.STORED_INCIDENTS, (long) batch.incidents.size());
        counts.values().removeIf(count -> count == 0);
        SourceRows.write(handle, batch.sources.values());
        LedgerRows.replace(handle, FeedRows.counts(batch.feeds.values()));
        LedgerRows.replace(handle, batch.ledger.values());
        LedgerRows.add(handle, Stages.STORE, "postgres", counts);

        var topics = EnumSet.noneOf(Topic.class);
        if (read.stored() + read.revised() > 0) {
            topics.add(Topic.READINGS);
        }
        if (storedParts + storedImputations > 0) {
            topics.add(Topic.WINDOWS);
        }
        if (storedForecasts > 0 || !batch.scores.isEmpty()) {
            topics.add(Topic.FORECASTS);
        }
        if (!batch.alerts.isEmpty()) {
            topics.add(Topic.ALERTS);
        }
        if (!batch.health.isEmpty()) {
            topics.add(Topic.HEALTH);
        }
        if (!batch.incidents.isEmpty()) {
            topics.add(Topic.INCIDENTS);
        }
        if (!batch.feeds.isEmpty()) {
            topics.add(Topic.FEEDS);
        }
        if (!counts.isEmpty() || !batch.ledger.isEmpty() || !batch.feeds.isEmpty()) {
            topics.add(Topic.LEDGER);
        }
        notify(handle, topics);
    }

    /** Is heard when the transaction commits, and never if it does not. */
    private void notify(Handle handle, Set<Topic> topics) {
        if (!topics.isEmpty()) {
            handle.execute(
                    "select pg_notify(?, ?)",
                    schema,
                    topics.stream().map(Topic::name).collect(Collectors.joining(",")));
        }
    }

    @Override
    public Subscription subscribe(Consumer<Set<Topic>> listener) {
        return news.subscribe(listener);
    }

    @Override
    public Optional<Network> findNetwork() {
        return jdbi.withHandle(networks::findNewest);
    }

    @Override
    public List<FeedState> listFeeds() {
        // one snapshot, so that a feed's clock and its counts are of one moment
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> FeedRows.list(handle, LedgerRows.list(handle)));
    }

    @Override
    public List<SourceState> listSources() {
        return jdbi.withHandle(SourceRows::list);
    }

    @Override
    public List<StoredReading> listNewestReadings() {
        return jdbi.withHandle(ReadingRows::listNewest);
    }

    @Override
    public List<StoredReading> listReadings(ReadingQuery query) {
        return jdbi.withHandle(handle -> ReadingRows.list(handle, query));
    }

    @Override
    public List<RegionWindow> listNewestWindows() {
        // one transaction, so that retention cannot drop a window between its two queries
        return jdbi.inTransaction(handle -> networks.findNewest(handle)
                .map(network -> WindowRows.listNewest(handle, network))
                .orElse(List.of()));
    }

    @Override
    public List<SensorWindow> listWindows(String sensorId, Instant from, Instant to) {
        return jdbi.withHandle(handle -> WindowRows.listOf(handle, sensorId, from, to));
    }

    @Override
    public List<SensorWindow> listWindows(Set<String> sensorIds, Instant from, Instant to) {
        return jdbi.withHandle(handle -> WindowRows.listOf(handle, sensorIds, from, to));
    }

    @Override
    public List<ImputedWindow> listImputed(Set<String> sensorIds, Instant from, Instant to) {
        return jdbi.withHandle(handle -> ImputationRows.list(handle, sensorIds, from, to));
    }

    @Override
    public List<Forecast> listNewestForecasts() {
        return jdbi.withHandle(handle -> networks.findNewest(handle)
                .map(network -> ForecastRows.listNewest(handle, network.regions()))
                .orElse(List.of()));
    }

    @Override
    public List<Alert> listAlerts(AlertQuery query) {
        // one snapshot, so that a log is as long as its alert's state says
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> AlertRows.list(handle, query));
    }

    @Override
    public Optional<Alert> findAlert(String id) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> AlertRows.find(handle, id));
    }

    @Override
    public List<SensorHealth> listHealth() {
        return jdbi.withHandle(HealthRows::list);
    }

    @Override
    public List<StoredLetter> listLetters(LetterQuery query) {
        return jdbi.withHandle(handle -> LetterRows.list(handle, query));
    }

    @Override
    public Map<Reason, Long> countLetters(LetterQuery query) {
        return jdbi.withHandle(handle -> LetterRows.count(handle, query));
    }

    @Override
    public List<StoredLetter.Whole> findLetters(Collection<String> letterIds) {
        return jdbi.withHandle(handle -> LetterRows.find(handle, letterIds));
    }

    @Override
    public List<Incident> listIncidents(IncidentQuery query) {
        return jdbi.withHandle(handle -> IncidentRows.list(handle, query));
    }

    @Override
    public Optional<Incident> findIncident(String id) {
        return jdbi.withHandle(handle -> IncidentRows.find(handle, id));
    }

    @Override
    public List<LedgerEntry> listLedger() {
        return jdbi.withHandle(LedgerRows::list);
    }

    @Override
    public List<ScoreSheet> listScores() {
        return jdbi.withHandle(ScoreRows::list);
    }

    /** How many readings of a feed are stored, and the sum of their speeds, as the database adds them up. */
    public ReadingTotals readingTotals(String feed) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) as n, coalesce(sum(speed_mph), 0) as speeds from traffic_readings where feed = ?")
                .bind(0, feed)
                .map((row, context) -> new ReadingTotals(row.getLong("n"), row.getDouble("speeds")))
                .one());
    }

    /** Rows, and their speeds summed in mph. */
    public record ReadingTotals(long rows, double speedSum) {}

    @Override
    public void check() {
        jdbi.useHandle(handle -> handle.execute("select 1 from source_positions limit 1"));
    }

    @Override
    public void close() {
        news.close();
        pool.close();
    }

    private static HikariConfig pool(StoreConfig config) {
        var pool = new HikariConfig();
        pool.setPoolName("store-" + config.schema());
        pool.setJdbcUrl(config.url());
        pool.setMaximumPoolSize(config.poolSize());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.setDataSourceProperties(properties(config));
        return pool;
    }

    private static Properties properties(StoreConfig config) {
        var properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        properties.setProperty("ApplicationName", "freeflow");
        properties.setProperty("currentSchema", "\"" + config.schema() + "\"");
        properties.setProperty("tcpKeepAlive", "true");
        // Plans for the values at hand, so that only the days asked for are planned and locked; compiling never pays.
        properties.setProperty(
                "options", "-c plan_cache_mode=force_custom_plan -c jit=off -c client_min_messages=warning");
        return properties;
    }
}
