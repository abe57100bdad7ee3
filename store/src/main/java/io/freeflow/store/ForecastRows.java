package io.freeflow.store;

import static io.freeflow.store.Columns.instant;
import static io.freeflow.store.Columns.timestamp;
import static java.util.stream.Collectors.toSet;

import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.road.Forecast;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Forecasts, one row for each region, issue and model. */
final class ForecastRows {

    static final Partitions PARTITIONS = new Partitions("predictions");

    private static final String INSERT = """
            insert into predictions (region, issued_at, model, model_version, data_cutoff, known_at, network_version,
                sensor_ids, quantiles)
            values (:region, :issuedAt, :model, :modelVersion, :dataCutoff, :knownAt, :networkVersion,
                :sensorIds, :quantiles)
            on conflict do nothing""";

    private static final String NEWEST = """
            select region, issued_at, model, model_version, data_cutoff, known_at, sensor_ids, quantiles
            from predictions
            where region = :region and issued_at >= :from and issued_at < :to
            order by issued_at desc, known_at desc, model limit 1""";

    private ForecastRows() {}

    static void createPartitions(Handle handle, List<Forecast> forecasts) {
        PARTITIONS.create(
                handle,
                forecasts.stream()
                        .map(forecast -> Partitions.dayOf(forecast.issuedAt()))
                        .collect(toSet()));
    }

    /** Writes what is not there yet and says how much it was. */
    static long write(Handle handle, List<Forecast> forecasts, Optional<String> networkVersion) {
        if (forecasts.isEmpty()) {
            return 0;
        }
        var batch = handle.prepareBatch(INSERT);
        for (Forecast forecast : forecasts) {
            batch.bind("region", Text.clean(forecast.region()))
                    .bind("issuedAt", timestamp(forecast.issuedAt()))
                    .bind("model", Text.clean(forecast.model()))
                    .bind("modelVersion", Text.clean(forecast.modelVersion()))
                    .bind("dataCutoff", timestamp(forecast.dataCutoff()))
                    .bind("knownAt", timestamp(forecast.knownAt()))
                    .bind("networkVersion", networkVersion)
                    .bindArray(
                            "sensorIds",
                            String.class,
                            forecast.sensorIds().stream().map(Text::clean).toList())
                    .bind("quantiles", forecast.speedsMph().pack())
                    .add();
        }
        return Arrays.stream(batch.execute()).asLongStream().sum();
    }

    static List<Forecast> listNewest(Handle handle, List<String> regions) {
        var forecasts = new TreeMap<String, Forecast>();
        var sought = new ArrayList<>(regions);
        for (var span : PARTITIONS.newestFirst(handle)) {
            for (String region : sought) {
                handle.createQuery(NEWEST)
                        .bind("region", region)
                        .bind("from", timestamp(span.from()))
                        .bind("to", timestamp(span.to()))
                        .map((row, context) -> forecast(row))
                        .findOne()
                        .ifPresent(forecast -> forecasts.put(region, forecast));
            }
            sought.removeAll(forecasts.keySet());
            if (sought.isEmpty()) {
                break;
            }
        }
        return List.copyOf(forecasts.values());
    }

    private static Forecast forecast(ResultSet row) throws SQLException {
        return new Forecast(
                row.getString("region"),
                instant(row, "issued_at"),
                instant(row, "data_cutoff"),
                instant(row, "known_at"),
                row.getString("model"),
                row.getString("model_version"),
                List.of((String[]) row.getArray("sensor_ids").getArray()),
                QuantileGrid.unpack(row.getBytes("quantiles")));
    }
}
