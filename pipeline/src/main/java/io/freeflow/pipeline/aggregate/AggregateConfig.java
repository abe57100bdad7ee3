package io.freeflow.pipeline.aggregate;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import io.freeflow.core.time.FiveMinutes;
import java.time.Duration;

/** Settings of the aggregate stage. Keys start with {@code aggregate.}. */
public record AggregateConfig(
        @Doc("how long after its end a window waits for marks, 0 where marks keep their word") @Default("0s")
        Duration grace,

        @Doc("how long a closed window's readings stay at hand for late ones and duplicates") @Default("12h")
        Duration retention,

        @Doc("a longer jump of the feed clock leaves a gap instead of empty windows, at least 5m") @Default("24h")
        Duration maxGap) {

    public AggregateConfig {
        requireNotNegative("grace", grace);
        requireNotNegative("retention", retention);
        if (maxGap.compareTo(FiveMinutes.LENGTH) < 0) {
            throw new IllegalArgumentException("aggregate.max-gap must be at least 5m, was " + maxGap);
        }
    }

    private static void requireNotNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("aggregate." + key + " must not be negative, was " + value);
        }
    }
}
