package io.freeflow.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.health.DayDiagnosis;
import io.freeflow.core.health.DayStatus;
import io.freeflow.core.health.Suspicion;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.TrafficStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store keeps of sensors' health. */
public interface HealthStoreContract {

    /** The store under test, empty at the start of each test. */
    TrafficStore store();

    /** The way into the same store. */
    Sink sink();

    @Test
    default void whatWasSaidLastOfEachSensorComesBackBySensorAndEachIsCounted() {
        var stuck = health("B", Optional.of(Suspicion.CONSTANT), "the same reading 12 times", Optional.empty());
        var good = health(
                "B", Optional.empty(), "", Optional.of(new DayDiagnosis(LocalDate.of(2012, 3, 1), DayStatus.CARD_OFF)));
        var silent = health("A", Optional.of(Suspicion.SILENT), "no reading", Optional.empty());
        sink().write(List.of(stuck, good), Map.of());
        sink().write(List.of(silent), Map.of());

        assertThat(store().listHealth()).containsExactly(silent, good);
        assertThat(store().listLedger())
                .singleElement()
                .satisfies(entry -> assertThat(entry.counts()).containsEntry("stored-health", 3L));
    }

    private static SensorHealth health(
            String sensorId, Optional<Suspicion> suspicion, String evidence, Optional<DayDiagnosis> lastDay) {
        return new SensorHealth(
                sensorId,
                "east",
                suspicion,
                Instant.parse("2012-03-01T08:00:00Z"),
                Instant.parse("2012-03-01T08:05:00Z"),
                evidence,
                lastDay);
    }
}
