package io.freeflow.forecast.guard;

import io.freeflow.core.forecast.Forecaster;
import io.freeflow.core.network.Sensor;
import java.time.Instant;
import java.util.List;

/**
 * A forecast that asks to leave.
 *
 * @param issuedAt end of the newest window it rests on
 * @param dataCutoff feed clock of the newest input
 * @param knownAt feed clock now
 */
public record Proposal(
        String region,
        Instant issuedAt,
        Instant dataCutoff,
        Instant knownAt,
        String model,
        String modelVersion,
        List<Sensor> sensors,
        Forecaster.Draft draft) {
    public Proposal {
        sensors = List.copyOf(sensors);
    }
}
