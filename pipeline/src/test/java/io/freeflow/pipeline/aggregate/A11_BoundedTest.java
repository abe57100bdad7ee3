package io.freeflow.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Network;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Reading;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.pipeline.health.HealthConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Duplicates are found among what is at hand; what is at hand is as much as the retention, however much has passed. */
class A11_BoundedTest {

    private static final Instant BEGIN = Instant.parse("2012-03-01T08:00:00Z");
    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final int SENSORS = 1_000;
    private static final int WINDOWS = 100;

    private final AggregateStage stage = new AggregateStage(
            new AggregateConfig(
                    Duration.ZERO, Duration.ofMinutes(30), Duration.ofHours(24), Duration.ofDays(1), Duration.ZERO),
            HealthConfig.OFF,
            Network.of(ZoneId.of("UTC"), List.of(), List.of()),
            0,
            1,
            1);
    private final Map<String, byte[]> state = new TreeMap<>();

    @Test
    void aMillionKeysLeaveNoMoreBehindThanTheLastHalfHour() {
        long afterAnHour = 0;
        for (int window = 0; window < WINDOWS; window++) {
            for (int sensor = 0; sensor < SENSORS; sensor++) {
                for (int tick = 0; tick < 10; tick++) {
                    stage.accept(reading(window, sensor, tick), output -> {});
                }
            }
            stage.accept(new Mark("loops", 0, start(window + 1)), output -> {});
            save();
            if (window == 12) {
                afterAnHour = bytes();
            }
        }

        assertThat(counts()).containsEntry("windowed", 1_000_000L);
        assertThat(bytes()).as("bytes of state").isLessThanOrEqualTo(afterAnHour * 21 / 20);
        assertThat(granulesOfWindows()).as("windows at hand").isLessThanOrEqualTo(7);

        stage.accept(reading(WINDOWS - 5, 7, 3), output -> {});
        stage.accept(reading(WINDOWS - 20, 7, 3), output -> {});
        save();
        assertThat(counts())
                .as("the same again is found while its window is at hand, and is too late afterwards")
                .containsEntry("duplicate", 1L)
                .containsEntry("too-late", 1L)
                .containsEntry("windowed", 1_000_000L);
        assertThat(bytes()).isLessThanOrEqualTo(afterAnHour * 21 / 20);
    }

    private static Instant start(int window) {
        return BEGIN.plus(FiveMinutes.LENGTH.multipliedBy(window));
    }

    private static Reading reading(int window, int sensor, int tick) {
        var interval = Interval.startingAt(start(window).plus(PERIOD.multipliedBy(tick)), PERIOD);
        return new Reading(
                "loops", "S" + sensor, interval, Measurement.ofSpeed(50 + sensor % 10), interval.end(), List.of());
    }

    private void save() {
        stage.save((granule, bytes) -> {
            if (bytes == null) {
                state.remove(granule);
            } else {
                state.put(granule, bytes);
            }
        });
    }

    private long bytes() {
        return state.values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    private long granulesOfWindows() {
        return state.keySet().stream()
                .filter(granule -> granule.startsWith("window/"))
                .map(granule -> granule.split("/", -1)[1])
                .distinct()
                .count();
    }

    private Map<String, Long> counts() {
        return stage.books().counts();
    }
}
