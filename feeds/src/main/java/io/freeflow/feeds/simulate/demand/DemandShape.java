package io.freeflow.feeds.simulate.demand;

import java.time.LocalDate;

/**
 * Demand at one moment, as shares of the peak: what everybody drives, and what a morning and an evening peak add.
 */
public record DemandShape(double base, double morning, double evening) {

    /*
     * Logistic rise and fall for the day, Gaussian peaks on top. Mornings peak at 7:40, evenings at 17:00 and wider, on
     * Fridays earlier and wider still; Mondays are lighter. Weekends and holidays have one broad afternoon hump without
     * direction. The night carries 8 %. The shape is ours; no count of a real road went into it.
     */

    private static final double NIGHT = 0.08;
    /** What is left of the morning peak when school is out. */
    private static final double WITHOUT_SCHOOL = 0.85;

    /**
     * The shape at a moment.
     *
     * @param hours since midnight of the day; the small hours of the next are 24 to 27
     */
    public static DemandShape at(LocalDate day, double hours) {
        double season = Calendar.season(day);
        double school = Calendar.isSchoolHoliday(day) ? WITHOUT_SCHOOL : 1;
        if (Calendar.isHoliday(day)) {
            return weekend(hours, 0.85 * season);
        }
        return switch (day.getDayOfWeek()) {
            case MONDAY -> weekday(hours, 0.96 * season, 0.82 * school, 17.0, 1.6);
            case TUESDAY, WEDNESDAY -> weekday(hours, season, 0.86 * school, 17.0, 1.6);
            case THURSDAY -> weekday(hours, 1.01 * season, 0.86 * school, 17.0, 1.7);
            case FRIDAY -> weekday(hours, 1.02 * season, 0.74 * school, 16.2, 2.1);
            case SATURDAY -> weekend(hours, season);
            case SUNDAY -> weekend(hours, 0.9 * season);
        };
    }

    private static DemandShape weekday(double hours, double level, double morning, double peak, double width) {
        double base = level * (NIGHT + 0.49 * rise(hours, 5.6, 0.45) * rise(-hours, -20.2, 1.0));
        return new DemandShape(
                base, level * morning * hump(hours, 7.65, 1.15), level * 1.04 * hump(hours, peak, width));
    }

    private static DemandShape weekend(double hours, double level) {
        double base =
                NIGHT + level * (0.6 * rise(hours, 9.0, 0.9) * rise(-hours, -21.0, 1.2) + 0.12 * hump(hours, 15, 2.5));
        return new DemandShape(base, 0, 0);
    }

    private static double rise(double hours, double middle, double width) {
        return 1 / (1 + Math.exp((middle - hours) / width));
    }

    private static double hump(double hours, double middle, double width) {
        double distance = (hours - middle) / width;
        return Math.exp(-0.5 * distance * distance);
    }

    /**
     * Share of an entry's peak demand.
     *
     * @param morningWeight how much of the morning peak comes this way, 0 to 1
     */
    public double share(double morningWeight, double eveningWeight) {
        return base + morningWeight * morning + eveningWeight * evening;
    }
}
