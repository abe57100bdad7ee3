package io.freeflow.feeds.simulate;

/**
 * What can be set about a simulated city.
 *
 * @param demandScale 1 is a busy city; above 0
 * @param incidentsPerMileHour on each direction, at peak demand
 * @param missingShare share of the reports that never come, 0 to below 1
 */
public record SimulatorOptions(double demandScale, double incidentsPerMileHour, double missingShare) {

    public static final SimulatorOptions DEFAULT = new SimulatorOptions(1, 0.002, 0.005);

    /** One step of the model; every tick of a feed is a whole number of steps. */
    static final int STEP_SECONDS = 10;
    /** About so long is a cell. */
    static final double CELL_MILES = 0.2;

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
    }
}
