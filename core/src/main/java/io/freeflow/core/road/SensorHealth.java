package io.freeflow.core.road;

import io.freeflow.core.health.DayDiagnosis;
import io.freeflow.core.health.Suspicion;
import java.time.Instant;
import java.util.Optional;

/**
 * What stands against a sensor, told anew each time that changes. The newest counts.
 *
 * @param suspicion why it is not believed; empty if it is
 * @param since when its cause began, as far as the test knows; of a sensor that is believed, since when
 * @param knownAt feed clock when it was found
 * @param evidence what the test saw, a few words for people; empty if nothing stands against it
 * @param lastDay what its last whole day was worth, once there was one
 */
public record SensorHealth(
        String sensorId,
        String region,
        Optional<Suspicion> suspicion,
        Instant since,
        Instant knownAt,
        String evidence,
        Optional<DayDiagnosis> lastDay)
        implements Message {}
