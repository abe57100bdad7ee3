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
        Duration maxGap,

        @Doc("a source whose marks stay so far behind those of the newest is silent, and windows wait for it no more")
        @Default("10m")
        Duration silentAfter,

        @Doc("length of the slots in which incidents are found, 20s to 60s; 0s for none") @Default("60s")
        Duration slot) {

    public AggregateConfig {
        requireNotNegative("grace", grace);
        requireNotNegative("retention", retention);
        if (maxGap.compareTo(FiveMinutes.LENGTH) < 0) {
            throw new IllegalArgumentException("aggregate.max-gap must be at least 5m, was " + maxGap);
        }
        if (!silentAfter.isPositive()) {
            throw new IllegalArgumentException("aggregate.silent-after must be above 0, was " + silentAfter);
        }
        boolean divides = slot.isPositive() && FiveMinutes.LENGTH.toSeconds() % slot.toSeconds() == 0;
        if (!slot.isZero() && (!divides || slot.toSeconds() < 20 || slot.toSeconds() > 60)) {
            throw new IllegalArgumentException(
                    "aggregate.slot must be 20s, 30s, 50s or 60s, or 0s for none, was " + slot);
        }
    }

    /** The same settings for a feed whose readings are longer than a slot. */
    public AggregateConfig withoutSlots() {
        return new AggregateConfig(grace, retention, maxGap, silentAfter, Duration.ZERO);
    }

    private static void requireNotNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("aggregate." + key + " must not be negative, was " + value);
        }
    }
}
