package io.freeflow.core.road;

import io.freeflow.core.forecast.QuantileGrid;
import java.time.Instant;
import java.util.List;

/**
 * One model's forecast of a region's network, issued when a window closed.
 *
 * @param issuedAt end of the newest window it rests on; step h speaks of the window [issuedAt + 5(h-1) min, issuedAt +
 *     5h min)
 * @param dataCutoff feed clock of the newest input: never after {@code knownAt}
 * @param knownAt feed clock when it was issued
 * @param sensorIds the order of the grid's rows
 */
public record Forecast(
        String region,
        Instant issuedAt,
        Instant dataCutoff,
        Instant knownAt,
        String model,
        String modelVersion,
        List<String> sensorIds,
        QuantileGrid speedsMph)
        implements Message {
    public Forecast {
        sensorIds = List.copyOf(sensorIds);
        if (speedsMph.sensors() != sensorIds.size()) {
            throw new IllegalArgumentException(
                    "the grid has " + speedsMph.sensors() + " rows for " + sensorIds.size() + " sensors");
        }
    }
}
