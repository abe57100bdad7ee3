package io.freeflow.feeds.simulate;

/**
 * What can be set about a simulated city.
 *
 * @param demandScale 1 is a busy city; above 0
 * @param incidentsPerMileHour on each direction, at peak demand
 * @param missingShare share of the reports that never come although nothing is broken, 0 to below 1
 * @param faultsPerStationDay faults of detectors, 0 to 1
 * @param specialEvents whether people go to the events of the city's venues
 */
public record SimulatorOptions(
        double demandScale,
        double incidentsPerMileHour,
        double missingShare,
        double faultsPerStationDay,
        boolean specialEvents) {

    public static final SimulatorOptions DEFAULT = new SimulatorOptions(1, 0.002, 0.005, 0.02, true);

    public SimulatorOptions {
        if (!(demandScale > 0 && demandScale <= 3)) {
            throw new IllegalArgumentException("demand scale must be above 0 and at most 3, was " + demandScale);
        }
        if (!(incidentsPerMileHour >= 0 && incidentsPerMileHour <= 1)) {
            throw new IllegalArgumentException(
                    "incidents must be 0 to 1 per mile and hour, was " + incidentsPerMileHour);
        }
        if (!(missingShare >= 0 && missingShare < 1)) {
            throw new IllegalArgumentException("missing share must be 0 to below 1, was " + missingShare);
        }
        if (!(faultsPerStationDay >= 0 && faultsPerStationDay <= 1)) {
            throw new IllegalArgumentException("faults per station and day must be 0 to 1, was " + faultsPerStationDay);
        }
    }

    /** The same city without anything on its roads that was not asked for. */
    public SimulatorOptions withoutIncidents() {
        return new SimulatorOptions(demandScale, 0, missingShare, faultsPerStationDay, false);
    }

    /** The same city with another demand. */
    public SimulatorOptions withDemandScale(double scale) {
        return new SimulatorOptions(scale, incidentsPerMileHour, missingShare, faultsPerStationDay, specialEvents);
    }

    /** The same city without anything broken. */
    public SimulatorOptions withoutFaults() {
        return new SimulatorOptions(demandScale, incidentsPerMileHour, 0, 0, specialEvents);
    }
}
