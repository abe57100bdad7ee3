package io.freeflow.forecast;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.forecast.guard.GuardLimits;
import java.time.Duration;

/** Settings of the forecast stage. Keys start with {@code forecast.}. */
public record ForecastConfig(
        @Doc(
                "the model that is published where no network was promoted: persistence, profile, profile-damped or neighbours")
        @Default("neighbours")
        String champion,

        @Doc("how long a last observed speed is carried on, 5 to 60 minutes") @Default("PT60M")
        Duration carry,

        @Doc("highest speed that is let through in mph, at most 100") @Default("100")
        double maxSpeedMph) {

    public static final ForecastConfig DEFAULT = new ForecastConfig("neighbours", Duration.ofMinutes(60), 100);

    public ForecastConfig {
        if (carry.compareTo(Duration.ofMinutes(5)) < 0 || carry.compareTo(Duration.ofMinutes(60)) > 0) {
            throw new IllegalArgumentException("forecast.carry must be 5 to 60 minutes, was " + carry);
        }
        new GuardLimits(0, maxSpeedMph);
    }

    int carryWindows() {
        return (int) carry.dividedBy(FiveMinutes.LENGTH);
    }

    GuardLimits limits() {
        return new GuardLimits(0, maxSpeedMph);
    }
}
