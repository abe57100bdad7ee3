package io.freeflow.pipeline.health;

import io.freeflow.core.reading.Measurement;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** How long vehicle and loop together seem to be, lately and always. */
final class VehicleLength {

    /*
     * A lane of flow q and speed v has q/v vehicles a mile; they cover a loop for occupancy = length x q/v. So
     * length = occupancy x v/q: the g-factor's equation read backwards (PeMS; IRIS has it as «field length»). It needs all
     * three, and says nothing of a queue that stands, where v is noise, or where the loop is covered most of the time.
     */

    private static final double FEET_PER_MILE = 5280;
    private static final double LEAST_MPH = 10;
    private static final double MOST_PERCENT = 50;
    /** Lately is so many seconds. */
    private static final double LATELY_SECONDS = 900;
    /** Fewer vehicles say nothing. */
    private static final double FEWEST_LATELY = 40;
    /** Always is so many vehicles, */
    private static final double ALWAYS_VEHICLES = 20_000;
    /** and is known after so many. */
    private static final double ALWAYS_KNOWN = 3_000;
    /** What most loops see: PeMS's g-factor where none was learnt. */
    private static final double COMMON_FEET = 22;

    private double feet;
    private double vehicles;
    private double usualFeet;
    private double usualVehicles;

    /**
     * Takes a sample of so many lanes together.
     *
     * @param believed whether it may be learnt from
     */
    void take(Measurement measurement, int seconds, int lanes, Learning believed) {
        double fades = Math.exp(-seconds / LATELY_SECONDS);
        feet *= fades;
        vehicles *= fades;
        boolean speaks = measurement.flowVph() > 0
                && measurement.speedMph() >= LEAST_MPH
                && measurement.occupancyPercent() <= MOST_PERCENT;
        if (!speaks) {
            return;
        }
        double counted = measurement.flowVph() * seconds / 3600;
        double length = measurement.occupancyPercent()
                / 100
                * FEET_PER_MILE
                * measurement.speedMph()
                / (measurement.flowVph() / lanes);
        feet += length * counted;
        vehicles += counted;
        if (believed == Learning.YES) {
            double keeps = Math.max(0, 1 - counted / ALWAYS_VEHICLES);
            usualFeet = usualFeet * keeps + length * counted;
            usualVehicles = usualVehicles * keeps + counted;
        }
    }

    /** Lets what comes be the new usual. */
    void learnAnew() {
        usualFeet = 0;
        usualVehicles = 0;
    }

    /**
     * Whether it came from something odd to what is common: a fault that it was learnt with is over, and what it always was
     * says nothing.
     */
    boolean cameRight(HealthConfig config) {
        double now = lately();
        return isOff(now, always(), config)
                && !isOff(now, COMMON_FEET, config)
                && Math.abs(Math.log(now / COMMON_FEET)) < Math.abs(Math.log(always() / COMMON_FEET));
    }

    private static boolean isOff(double feet, double from, HealthConfig config) {
        return Math.abs(feet / from - 1) > config.vehicleChange();
    }

    /** Whether a sample may be learnt from. */
    enum Learning {
        YES,
        NO
    }

    /** Feet; {@code NaN} where too few passed. */
    double lately() {
        return vehicles < FEWEST_LATELY ? Double.NaN : feet / vehicles;
    }

    /** Feet; {@code NaN} until enough passed. */
    double always() {
        return usualVehicles < ALWAYS_KNOWN ? Double.NaN : usualFeet / usualVehicles;
    }

    boolean isWrong(HealthConfig config) {
        double now = lately();
        return now < config.leastVehicleFeet() || now > config.mostVehicleFeet() || isOff(now, always(), config);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeDouble(feet);
        out.writeDouble(vehicles);
        out.writeDouble(usualFeet);
        out.writeDouble(usualVehicles);
    }

    void read(DataInputStream in) throws IOException {
        feet = in.readDouble();
        vehicles = in.readDouble();
        usualFeet = in.readDouble();
        usualVehicles = in.readDouble();
    }
}
