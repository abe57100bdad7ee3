package io.freeflow.pipeline.health;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import java.time.Duration;

/** Thresholds of the tests of detectors. Keys start with {@code health.}. */
public record HealthConfig(
        @Doc("whether detectors are tested") @Default("true")
        boolean test,

        @Doc("a sensor that says nothing for so long, and for three readings, is silent") @Default("5m")
        Duration silentAfter,

        @Doc("share of its last 60 readings that a sensor may miss, 0 to 1") @Default("0.2")
        double missingShare,

        @Doc("a sensor that counts no vehicle for so long is not believed") @Default("1h")
        Duration noHitsAfter,

        @Doc("a sensor that is covered without a gap for so long is not believed") @Default("5m")
        Duration lockedOnAfter,

        @Doc("a reading that repeats so often is not believed") @Default("12")
        int constantReadings,

        @Doc("vehicles in 30 seconds that no lane carries") @Default("42")
        int chatterVehicles,

        @Doc("a jump of occupancy, percent") @Default("25") double occupancyJumpPercent,

        @Doc("jumps that together last so long are not believed") @Default("60s")
        Duration occupancyJumpsFor,

        @Doc("shortest mean of vehicle and loop that is believed, feet") @Default("10")
        double leastVehicleFeet,

        @Doc("longest mean of vehicle and loop that is believed, feet") @Default("60")
        double mostVehicleFeet,

        @Doc("how far vehicles may seem longer or shorter than they always were, share") @Default("0.35")
        double vehicleChange,

        @Doc("how long all tests must pass until a sensor is believed again") @Default("1h")
        Duration clearAfter) {

    public static final HealthConfig DEFAULT = new HealthConfig(
            true,
            Duration.ofMinutes(5),
            0.2,
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            12,
            42,
            25,
            Duration.ofSeconds(60),
            10,
            60,
            0.35,
            Duration.ofHours(1));

    /** No sensor is tested. */
    public static final HealthConfig OFF = new HealthConfig(
            false,
            DEFAULT.silentAfter,
            DEFAULT.missingShare,
            DEFAULT.noHitsAfter,
            DEFAULT.lockedOnAfter,
            DEFAULT.constantReadings,
            DEFAULT.chatterVehicles,
            DEFAULT.occupancyJumpPercent,
            DEFAULT.occupancyJumpsFor,
            DEFAULT.leastVehicleFeet,
            DEFAULT.mostVehicleFeet,
            DEFAULT.vehicleChange,
            DEFAULT.clearAfter);

    public HealthConfig {
        requirePositive("silent-after", silentAfter);
        requirePositive("no-hits-after", noHitsAfter);
        requirePositive("locked-on-after", lockedOnAfter);
        requirePositive("occupancy-jumps-for", occupancyJumpsFor);
        requirePositive("clear-after", clearAfter);
        requireIn("missing-share", missingShare, 0.05, 1);
        requireIn("constant-readings", constantReadings, 3, 1000);
        requireIn("chatter-vehicles", chatterVehicles, 10, 1000);
        requireIn("occupancy-jump-percent", occupancyJumpPercent, 1, 100);
        requireIn("least-vehicle-feet", leastVehicleFeet, 0, 100);
        requireIn("most-vehicle-feet", mostVehicleFeet, leastVehicleFeet, 1000);
        requireIn("vehicle-change", vehicleChange, 0.05, 10);
    }

    private static void requirePositive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("health." + key + " must be above 0, was " + value);
        }
    }

    private static void requireIn(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "health." + key + " must be " + least + " to " + most + ", was " + value);
        }
    }
}
