package io.freeflow.store;

import static io.freeflow.store.Columns.instant;
import static io.freeflow.store.Columns.quantity;
import static io.freeflow.store.Columns.timestamp;
import static java.util.stream.Collectors.toSet;

import io.freeflow.core.network.Network;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.store.SensorWindow;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.Quality;
import io.freeflow.core.window.RegionWindow;
import io.freeflow.core.window.TrafficState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Window parts, one row for each revision, with one array for each quantity. */
final class WindowRows {

    static final Partitions PARTITIONS = new Partitions("windows");

    private static final String INSERT = """
            insert into windows (region, window_start, window_end, part, parts, revision, known_at, network_version,
                sensor_ids, speed_mph, flow_vph, occupancy_percent, readings, quality)
            values (:region, :start, :end, :part, :parts, :revision, :knownAt, :networkVersion,
                :sensorIds, :speed, :flow, :occupancy, :readings, :quality)
            on conflict do nothing""";

    /** Walks the primary key backwards and stops at the first window that is complete. */
    private static final String NEWEST_COMPLETE = """
            select window_start from windows
            where region = :region and window_start >= :from and window_start < :to
            group by window_start having count(distinct part) = max(parts)
            order by window_start desc limit 1""";

    private static final String PARTS = """
            select distinct on (part) window_start, window_end, revision, known_at,
                sensor_ids, speed_mph, flow_vph, occupancy_percent, readings, quality
            from windows where region = :region and window_start = :start
            order by part, revision desc""";

    private static final String OF_SENSOR = """
            select window_start, window_end, revision, speed_mph[place] as speed_mph, flow_vph[place] as flow_vph,
                occupancy_percent[place] as occupancy_percent, readings[place] as readings, quality[place] as quality
            from (
                select distinct on (region, window_start, part) *, array_position(sensor_ids, :sensorId) as place
                from windows
                where region in (select region from sensors where sensor_id = :sensorId)
                and window_start >= :from and window_start < :to
                order by region, window_start, part, revision desc) newest
            where place is not null
            order by window_start, known_at""";

    /** Cuts the sensors out of the arrays in the database, for a corridor is a small part of its region. */
    private static final String OF_SENSORS = """
            select window_start, window_end, revision, chosen.*
            from (
                select distinct on (region, window_start, part) *
                from windows
                where region in (select region from sensors where sensor_id = any (:sensorIds))
                and window_start >= :from and window_start < :to
                order by region, window_start, part, revision desc) newest
            cross join lateral (
                select array_agg(sensor_id) as sensor_ids, array_agg(speed) as speed_mph, array_agg(flow) as flow_vph,
                    array_agg(occupancy) as occupancy_percent, array_agg(count) as readings, array_agg(code) as quality
                from unnest(newest.sensor_ids, newest.speed_mph, newest.flow_vph, newest.occupancy_percent,
                    newest.readings, newest.quality) as state (sensor_id, speed, flow, occupancy, count, code)
                where sensor_id = any (:sensorIds)) chosen
            where chosen.sensor_ids is not null
            order by window_start, known_at""";

    private WindowRows() {}

    static void createPartitions(Handle handle, List<WindowPart> parts) {
        PARTITIONS.create(
                handle,
                parts.stream()
                        .map(part -> Partitions.dayOf(part.interval().start()))
                        .collect(toSet()));
    }

    /** Writes what is not there yet and says how much it was. */
    static long write(Handle handle, List<WindowPart> parts, Optional<String> networkVersion) {
        if (parts.isEmpty()) {
            return 0;
        }
        var batch = handle.prepareBatch(INSERT);
        for (WindowPart part : parts) {
            var states = part.states();
            batch.bind("region", Text.clean(part.region()))
                    .bind("start", timestamp(part.interval().start()))
                    .bind("end", timestamp(part.interval().end()))
                    .bind("part", part.part())
                    .bind("parts", part.parts())
                    .bind("revision", part.revision())
                    .bind("knownAt", timestamp(part.knownAt()))
                    .bind("networkVersion", networkVersion)
                    .bindArray(
                            "sensorIds",
                            String.class,
                            states.stream()
                                    .map(state -> Text.clean(state.sensorId()))
                                    .toList())
                    .bindArray("speed", Double.class, quantities(states, Measurement::speedMph))
                    .bindArray("flow", Double.class, quantities(states, Measurement::flowVph))
                    .bindArray("occupancy", Double.class, quantities(states, Measurement::occupancyPercent))
                    .bindArray(
                            "readings",
                            Integer.class,
                            states.stream().map(TrafficState::readings).toList())
                    .bindArray(
                            "quality",
                            Short.class,
                            states.stream().map(state -> code(state.quality())).toList())
                    .add();
        }
        return Arrays.stream(batch.execute()).asLongStream().sum();
    }

    static List<RegionWindow> listNewest(Handle handle, Network network) {
        var windows = new TreeMap<String, RegionWindow>();
        var sought = new ArrayList<>(network.regions());
        for (var span : PARTITIONS.newestFirst(handle)) {
            for (String region : sought) {
                findNewestComplete(handle, region, span)
                        .ifPresent(start -> windows.put(region, window(handle, network, region, start)));
            }
            sought.removeAll(windows.keySet());
            if (sought.isEmpty()) {
                break;
            }
        }
        return List.copyOf(windows.values());
    }

    static List<SensorWindow> listOf(Handle handle, String sensorId, Instant from, Instant to) {
        var spans = PARTITIONS.newestFirst(handle, from, to);
        var windows = new TreeMap<Instant, SensorWindow>();
        for (var span : spans) {
            handle.createQuery(OF_SENSOR)
                    .bind("sensorId", sensorId)
                    .bind("from", timestamp(span.from()))
                    .bind("to", timestamp(span.to()))
                    .map((row, context) -> new SensorWindow(
                            interval(row),
                            row.getInt("revision"),
                            new TrafficState(
                                    sensorId,
                                    new Measurement(
                                            quantity(row, "speed_mph"),
                                            quantity(row, "flow_vph"),
                                            quantity(row, "occupancy_percent")),
                                    row.getInt("readings"),
                                    quality(row.getShort("quality")))))
                    .forEach(window -> windows.put(window.interval().start(), window));
        }
        return List.copyOf(windows.values());
    }

    private record Cell(Instant start, String sensorId) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            return Comparator.comparing(Cell::start)
                    .thenComparing(Cell::sensorId)
                    .compare(this, other);
        }
    }

    private record Revised(Interval interval, int revision, List<TrafficState> states) {}

    static List<SensorWindow> listOf(Handle handle, Set<String> sensorIds, Instant from, Instant to) {
        var windows = new TreeMap<Cell, SensorWindow>();
        for (var span : PARTITIONS.newestFirst(handle, from, to)) {
            handle.createQuery(OF_SENSORS)
                    .bindArray("sensorIds", String.class, sensorIds)
                    .bind("from", timestamp(span.from()))
                    .bind("to", timestamp(span.to()))
                    .map((row, context) -> new Revised(interval(row), row.getInt("revision"), states(row)))
                    .forEach(part -> part.states()
                            .forEach(state -> windows.put(
                                    new Cell(part.interval().start(), state.sensorId()),
                                    new SensorWindow(part.interval(), part.revision(), state))));
        }
        return List.copyOf(windows.values());
    }

    private static Optional<Instant> findNewestComplete(Handle handle, String region, Partitions.Span span) {
        return handle.createQuery(NEWEST_COMPLETE)
                .bind("region", region)
                .bind("from", timestamp(span.from()))
                .bind("to", timestamp(span.to()))
                .map((row, context) -> instant(row, "window_start"))
                .findOne();
    }

    private record Part(Interval interval, int revision, Instant knownAt, List<TrafficState> states) {}

    private static RegionWindow window(Handle handle, Network network, String region, Instant start) {
        var parts = handle.createQuery(PARTS)
                .bind("region", region)
                .bind("start", timestamp(start))
                .map((row, context) ->
                        new Part(interval(row), row.getInt("revision"), instant(row, "known_at"), states(row)))
                .list();
        Map<String, TrafficState> states = new HashMap<>();
        parts.forEach(part -> part.states().forEach(state -> states.put(state.sensorId(), state)));
        return new RegionWindow(
                region,
                parts.getFirst().interval(),
                parts.stream().mapToInt(Part::revision).max().orElseThrow(),
                parts.stream().map(Part::knownAt).max(Comparator.naturalOrder()).orElseThrow(),
                network.sensorsOf(region).stream()
                        .map(sensor -> states.getOrDefault(sensor.id(), TrafficState.missing(sensor.id())))
                        .toList());
    }

    private static Interval interval(ResultSet row) throws SQLException {
        return new Interval(instant(row, "window_start"), instant(row, "window_end"));
    }

    private static List<TrafficState> states(ResultSet row) throws SQLException {
        var sensorIds = (String[]) row.getArray("sensor_ids").getArray();
        var speed = (Double[]) row.getArray("speed_mph").getArray();
        var flow = (Double[]) row.getArray("flow_vph").getArray();
        var occupancy = (Double[]) row.getArray("occupancy_percent").getArray();
        var readings = (Integer[]) row.getArray("readings").getArray();
        var quality = (Short[]) row.getArray("quality").getArray();
        var states = new ArrayList<TrafficState>(sensorIds.length);
        for (int i = 0; i < sensorIds.length; i++) {
            states.add(new TrafficState(
                    sensorIds[i],
                    new Measurement(orMissing(speed[i]), orMissing(flow[i]), orMissing(occupancy[i])),
                    readings[i],
                    quality(quality[i])));
        }
        return states;
    }

    private static List<@Nullable Double> quantities(List<TrafficState> states, ToDoubleFunction<Measurement> one) {
        var values = new ArrayList<@Nullable Double>(states.size());
        states.forEach(state -> values.add(quantity(one.applyAsDouble(state.measurement()))));
        return values;
    }

    private static double orMissing(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static short code(Quality quality) {
        return switch (quality) {
            case OBSERVED -> 0;
            case IMPUTED -> 1;
            case MISSING -> 2;
            case SUSPECT -> 3;
        };
    }

    private static Quality quality(short code) {
        return switch (code) {
            case 0 -> Quality.OBSERVED;
            case 1 -> Quality.IMPUTED;
            case 2 -> Quality.MISSING;
            case 3 -> Quality.SUSPECT;
            default -> throw new IllegalStateException("no quality has the code " + code);
        };
    }
}
