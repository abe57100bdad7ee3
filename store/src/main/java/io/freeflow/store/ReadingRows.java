package io.freeflow.store;

import static io.freeflow.store.Columns.instant;
import static io.freeflow.store.Columns.quantity;
import static io.freeflow.store.Columns.timestamp;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.freeflow.core.reading.Correction;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.reading.Remark;
import io.freeflow.core.road.Reading;
import io.freeflow.core.store.ReadingQuery;
import io.freeflow.core.store.StoredReading;
import io.freeflow.core.time.Interval;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/*
 * Two ways in. New rows are copied straight into the table: the unique index is the judge, and a savepoint takes the
 * copy back if it finds a key that is already there. Then, and for as long as keys come again, rows are copied into a
 * staging table and merged, which is right for any rows but half as fast. StoreBenchmark measures both.
 */
/** The readings, each key once, and the newest of each sensor. Thread-safe. */
final class ReadingRows {

    static final Partitions PARTITIONS = new Partitions("traffic_readings");

    private static final String COLUMNS = "interval_start, interval_end, known_at, speed_mph, flow_vph,"
            + " occupancy_percent, revision, feed, sensor_id, network_version, corrections, remarks";
    private static final int COLUMN_COUNT = 12;

    private static final String REPLACE = "interval_end = excluded.interval_end, known_at = excluded.known_at,"
            + " speed_mph = excluded.speed_mph, flow_vph = excluded.flow_vph,"
            + " occupancy_percent = excluded.occupancy_percent, network_version = excluded.network_version,"
            + " corrections = excluded.corrections, remarks = excluded.remarks";

    private static final String STAGE = """
            create temp table if not exists staged_readings (repetition integer not null, like traffic_readings)
            on commit delete rows""";

    /** Newer is what ends later; of the same reading, what was revised more often. */
    private static final String UPSERT_NEWEST = """
            insert into newest_readings as newest (%1$s)
            select distinct on (sensor_id) %1$s from %2$s
            order by sensor_id, interval_end desc, revision desc
            on conflict (sensor_id) do update
            set feed = excluded.feed, interval_start = excluded.interval_start, revision = excluded.revision, %3$s
            where excluded.interval_end > newest.interval_end
            or (excluded.feed = newest.feed and excluded.interval_start = newest.interval_start
                and excluded.revision > newest.revision)""";

    private static final String NEWEST_OF_STAGED = UPSERT_NEWEST.formatted(COLUMNS, "staged_readings", REPLACE);

    private static final String MERGE =
            """
            with merged as (
                insert into traffic_readings as stored (%1$s)
                select %1$s from staged_readings where repetition = :repetition
                on conflict (interval_start, sensor_id, feed) do update
                set revision = stored.revision + 1, %2$s
                where (stored.speed_mph, stored.flow_vph, stored.occupancy_percent)
                    is distinct from (excluded.speed_mph, excluded.flow_vph, excluded.occupancy_percent)
                returning %1$s),
            newest as (%3$s)
            select count(*) filter (where revision = 0) as stored, count(*) filter (where revision > 0) as revised
            from merged""".formatted(COLUMNS, REPLACE, UPSERT_NEWEST.formatted(COLUMNS, "merged", REPLACE));

    private static final String SELECT = """
            select interval_start, interval_end, known_at, speed_mph, flow_vph, occupancy_percent, revision, feed,
                sensor_id,
                case when corrections is not null then (
                    select array_agg(correction.value ->> word order by correction.ordinality, number)
                    from jsonb_array_elements(corrections) with ordinality correction,
                        unnest(array['field', 'from', 'to']) with ordinality words (word, number))
                end as corrections,
                remarks
            from\s""";

    private static final String UNIQUE_VIOLATION = "23505";

    private volatile boolean newRowsExpected = true;

    /** What became of readings. */
    record Counts(long stored, long revised, long duplicate) {}

    static void createPartitions(Handle handle, List<Reading> readings) {
        PARTITIONS.create(
                handle,
                readings.stream()
                        .map(reading -> Partitions.dayOf(reading.interval().start()))
                        .collect(toSet()));
    }

    Counts write(Handle handle, List<Reading> readings, Optional<String> networkVersion) throws SQLException {
        if (readings.isEmpty()) {
            return new Counts(0, 0, 0);
        }
        var staged = Repetition.of(readings);
        handle.execute(STAGE);
        if (newRowsExpected && staged.repetitions() == 1) {
            if (copyNew(handle, staged, networkVersion)) {
                return new Counts(
                        staged.rows().size(), 0, readings.size() - staged.rows().size());
            }
            newRowsExpected = false;
        }
        var counts = merge(handle, staged, readings.size(), networkVersion);
        newRowsExpected = counts.stored()
                == staged.rows().stream().filter(row -> row.repetition() == 0).count();
        return counts;
    }

    /** Copies rows that nobody has stored; says no, and leaves nothing, if one was. */
    private static boolean copyNew(Handle handle, Repetition.Staged staged, Optional<String> networkVersion)
            throws SQLException {
        var rows = new CopyRows(COLUMN_COUNT, staged.rows().size());
        var newest = new HashMap<String, Reading>();
        for (var row : staged.rows()) {
            put(rows.row(), row.reading(), networkVersion);
            newest.merge(row.reading().sensorId(), row.reading(), ReadingRows::newer);
        }
        handle.savepoint("before_copy");
        try {
            rows.copy(handle.getConnection(), "copy traffic_readings (" + COLUMNS + ") from stdin (format binary)");
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            handle.rollbackToSavepoint("before_copy");
            return false;
        }
        handle.releaseSavepoint("before_copy");
        var newestRows = new CopyRows(COLUMN_COUNT + 1, newest.size());
        newest.values().forEach(reading -> put(newestRows.row().int4(0), reading, networkVersion));
        stage(handle, newestRows);
        handle.execute(NEWEST_OF_STAGED);
        return true;
    }

    private static Counts merge(Handle handle, Repetition.Staged staged, int received, Optional<String> networkVersion)
            throws SQLException {
        var rows = new CopyRows(COLUMN_COUNT + 1, staged.rows().size());
        staged.rows().forEach(row -> put(rows.row().int4(row.repetition()), row.reading(), networkVersion));
        stage(handle, rows);
        long stored = 0;
        long revised = 0;
        for (int repetition = 0; repetition < staged.repetitions(); repetition++) {
            var counts = handle.createQuery(MERGE)
                    .bind("repetition", repetition)
                    .map((row, context) -> new Counts(row.getLong("stored"), row.getLong("revised"), 0))
                    .one();
            stored += counts.stored();
            revised += counts.revised();
        }
        return new Counts(stored, revised, received - stored - revised);
    }

    private static void stage(Handle handle, CopyRows rows) throws SQLException {
        rows.copy(
                handle.getConnection(),
                "copy staged_readings (repetition, " + COLUMNS + ") from stdin (format binary)");
    }

    private static void put(CopyRows row, Reading reading, Optional<String> networkVersion) {
        row.instant(reading.interval().start())
                .instant(reading.interval().end())
                .instant(reading.knownAt())
                .quantity(reading.measurement().speedMph())
                .quantity(reading.measurement().flowVph())
                .quantity(reading.measurement().occupancyPercent())
                .int4(0)
                .text(reading.feed())
                .text(reading.sensorId())
                .text(networkVersion);
        if (reading.corrections().isEmpty()) {
            row.none();
        } else {
            row.json(json(reading.corrections()));
        }
        if (reading.remarks().isEmpty()) {
            row.none();
        } else {
            row.text(reading.remarks().stream().map(Remark::wireName).collect(joining(",")));
        }
    }

    private static Reading newer(Reading one, Reading other) {
        return other.interval().end().isAfter(one.interval().end()) ? other : one;
    }

    private static String json(List<Correction> corrections) {
        return corrections.stream()
                .map(correction -> "{\"field\":" + Text.quote(correction.field()) + ",\"from\":"
                        + Text.quote(correction.from()) + ",\"to\":" + Text.quote(correction.to()) + "}")
                .collect(joining(",", "[", "]"));
    }

    static List<StoredReading> listNewest(Handle handle) {
        return handle.createQuery(SELECT + "newest_readings order by sensor_id")
                .map((row, context) -> reading(row))
                .list();
    }

    static List<StoredReading> list(Handle handle, ReadingQuery query) {
        var readings = new ArrayList<StoredReading>();
        for (var slice : slices(handle, query)) {
            if (readings.size() == query.limit()) {
                break;
            }
            readings.addAll(page(handle, "", query.sensorId(), slice, query.limit() - readings.size())
                    .map((row, context) -> reading(row))
                    .list());
        }
        return readings;
    }

    /**
     * Rows that stand together in the index.
     *
     * @param afterSensorId sensors up to this one were on the page before
     */
    record Slice(Partitions.Span span, Optional<String> afterSensorId) {}

    /** Where the rows of a query are, from the newest back: the rest of the start where the last page ended, then days. */
    static List<Slice> slices(Handle handle, ReadingQuery query) {
        var from = query.from().orElse(Instant.MIN);
        var to = query.to().orElse(Instant.MAX);
        var slices = new ArrayList<Slice>();
        if (query.after().isPresent()) {
            var after = query.after().get();
            var rest = PARTITIONS.newestFirst(
                    handle, Partitions.later(after.start(), from), Partitions.earlier(next(after.start()), to));
            rest.forEach(span -> slices.add(new Slice(span, Optional.of(after.sensorId()))));
            to = Partitions.earlier(after.start(), to);
        }
        PARTITIONS.newestFirst(handle, from, to).forEach(span -> slices.add(new Slice(span, Optional.empty())));
        return slices;
    }

    /** A microsecond later, the grain of a timestamp. */
    private static Instant next(Instant start) {
        return start.plusNanos(1_000);
    }

    /** The rows of one slice, or with the verb {@code explain} their plan. */
    static Query page(Handle handle, String verb, Optional<String> sensorId, Slice slice, int limit) {
        var sql = verb + SELECT + "traffic_readings where interval_start >= :from and interval_start < :to"
                + (sensorId.isPresent() ? " and sensor_id = :sensorId" : "")
                + (slice.afterSensorId().isPresent() ? " and sensor_id > :afterSensorId" : "")
                + " order by interval_start desc, sensor_id, feed limit :limit";
        var page = handle.createQuery(sql)
                .bind("from", timestamp(slice.span().from()))
                .bind("to", timestamp(slice.span().to()))
                .bind("limit", limit);
        sensorId.ifPresent(id -> page.bind("sensorId", id));
        slice.afterSensorId().ifPresent(id -> page.bind("afterSensorId", id));
        return page;
    }

    private static StoredReading reading(ResultSet row) throws SQLException {
        return new StoredReading(
                new Reading(
                        row.getString("feed"),
                        row.getString("sensor_id"),
                        new Interval(instant(row, "interval_start"), instant(row, "interval_end")),
                        new Measurement(
                                quantity(row, "speed_mph"),
                                quantity(row, "flow_vph"),
                                quantity(row, "occupancy_percent")),
                        instant(row, "known_at"),
                        corrections(row.getArray("corrections")),
                        remarks(row.getString("remarks"))),
                row.getInt("revision"));
    }

    private static List<Remark> remarks(@Nullable String names) {
        return names == null
                ? List.of()
                : Arrays.stream(names.split(",")).map(Remark::ofWireName).toList();
    }

    private static List<Correction> corrections(@Nullable Array words) throws SQLException {
        if (words == null) {
            return List.of();
        }
        var triples = (String[]) words.getArray();
        var corrections = new ArrayList<Correction>();
        for (int i = 0; i < triples.length; i += 3) {
            corrections.add(new Correction(triples[i], triples[i + 1], triples[i + 2]));
        }
        return corrections;
    }
}
