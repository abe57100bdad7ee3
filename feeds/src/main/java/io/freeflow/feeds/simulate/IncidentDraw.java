package io.freeflow.feeds.simulate;

import io.freeflow.core.time.Interval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws a day's incidents of one carriageway: Poisson in time and place, more where more is driven. */
final class IncidentDraw {

    private static final double MEDIAN_MINUTES = 32;
    private static final double LOG_SPREAD = 0.5;
    private static final double FIRST_HOUR = 3;
    private static final double HOURS = 24;

    private IncidentDraw() {}

    static List<SimulatedIncident> draw(
            Carriageway carriageway, Instant dayStart, DayOfWeek day, double perMileHour, SplittableRandom random) {
        int count = Seeds.poisson(perMileHour * carriageway.length() * HOURS, random);
        var incidents = new ArrayList<SimulatedIncident>();
        for (int i = 0; i < count; i++) {
            double hours = random.nextDouble(HOURS);
            double travelled = random.nextDouble(carriageway.length());
            var duration = Duration.ofMinutes(
                    Math.round(Math.clamp(MEDIAN_MINUTES * Math.exp(LOG_SPREAD * random.nextGaussian()), 15, 90)));
            double severity = random.nextDouble();
            double demand = DemandShape.at(day, FIRST_HOUR + hours).share(0.6, 0.6);
            if (random.nextDouble() < demand) {
                var start = dayStart.plusSeconds(60 * Math.round(hours * 60));
                incidents.add(incident(carriageway, travelled, Interval.startingAt(start, duration), severity));
            }
        }
        return incidents;
    }

    private static SimulatedIncident incident(
            Carriageway carriageway, double travelled, Interval interval, double severity) {
        int lanes = carriageway.lanesAt(travelled);
        int wanted = severity < 0.6 ? 1 : severity < 0.9 ? 2 : 3;
        return new SimulatedIncident(
                carriageway.freeway().name(),
                carriageway.direction(),
                carriageway.postmileAt(travelled),
                carriageway.at(travelled),
                interval,
                Math.clamp(wanted, 1, Math.max(1, lanes - 1)),
                lanes);
    }
}
