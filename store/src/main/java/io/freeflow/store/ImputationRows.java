package io.freeflow.store;

import static io.freeflow.store.Columns.instant;
import static io.freeflow.store.Columns.quantity;
import static io.freeflow.store.Columns.timestamp;
import static java.util.stream.Collectors.toSet;

import io.freeflow.core.road.Imputation;
import io.freeflow.core.store.ImputedWindow;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.ImputationMethod;
import io.freeflow.core.window.ImputedState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Values that nobody measured, one row for each region and window, with one array for each quantity. */
final class ImputationRows {

    static final Partitions PARTITIONS = new Partitions("imputations");

    private static final String INSERT = """
            insert into imputations (region, window_start, window_end, known_at, sensor_ids, speed_mph, flow_vph, method,
                sources)
            values (:region, :start, :end, :knownAt, :sensorIds, :speed, :flow, :method, :sources)
            on conflict do nothing""";

    private static final String LIST = """
            select window_start, window_end, state.*
            from imputations
            cross join lateral unnest(sensor_ids, speed_mph, flow_vph, method, sources)
                as state (sensor_id, speed, flow, way, source)
            where region in (select region from sensors where sensor_id = any (:sensorIds))
            and window_start >= :from and window_start < :to and sensor_id = any (:sensorIds)""";

    private ImputationRows() {}

    static void createPartitions(Handle handle, List<Imputation> imputations) {
        PARTITIONS.create(
                handle,
                imputations.stream()
                        .map(imputation ->
                                Partitions.dayOf(imputation.interval().start()))
                        .collect(toSet()));
    }

    /** Writes what is not there yet and says how much it was. */
    static long write(Handle handle, List<Imputation> imputations) {
        if (imputations.isEmpty()) {
            return 0;
        }
        var batch = handle.prepareBatch(INSERT);
        for (Imputation imputation : imputations) {
            var states = imputation.states();
            batch.bind("region", Text.clean(imputation.region()))
                    .bind("start", timestamp(imputation.interval().start()))
                    .bind("end", timestamp(imputation.interval().end()))
                    .bind("knownAt", timestamp(imputation.knownAt()))
                    .bindArray("sensorIds", String.class, each(states, state -> Text.clean(state.sensorId())))
                    .bindArray("speed", Double.class, each(states, ImputedState::speedMph))
                    .bindArray(
                            "flow",
                            Double.class,
                            states.stream()
                                    .map(state -> quantity(state.flowVph()))
                                    .toArray())
                    .bindArray(
                            "method",
                            String.class,
                            each(states, state -> state.method().name()))
                    .bindArray(
                            "sources",
                            String.class,
                            each(states, state -> Text.clean(String.join("\n", state.sources()))))
                    .add();
        }
        return Arrays.stream(batch.execute()).asLongStream().sum();
    }

    private static <T> List<T> each(List<ImputedState> states, Function<ImputedState, T> value) {
        return states.stream().map(value).toList();
    }

    static List<ImputedWindow> list(Handle handle, Set<String> sensorIds, Instant from, Instant to) {
        var windows = new ArrayList<ImputedWindow>();
        for (var span : PARTITIONS.newestFirst(handle, from, to)) {
            handle.createQuery(LIST)
                    .bindArray("sensorIds", String.class, sensorIds)
                    .bind("from", timestamp(span.from()))
                    .bind("to", timestamp(span.to()))
                    .map((row, context) -> window(row))
                    .forEach(windows::add);
        }
        windows.sort(
                Comparator.comparing((ImputedWindow window) -> window.interval().start())
                        .thenComparing(window -> window.state().sensorId()));
        return List.copyOf(windows);
    }

    private static ImputedWindow window(ResultSet row) throws SQLException {
        return new ImputedWindow(
                new Interval(instant(row, "window_start"), instant(row, "window_end")),
                new ImputedState(
                        row.getString("sensor_id"),
                        row.getDouble("speed"),
                        quantity(row, "flow"),
                        ImputationMethod.valueOf(row.getString("way")),
                        row.getString("source").lines().toList()));
    }
}
