package io.freeflow.feeds.simulate.demand;

import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.simulator.SimulatedIncident.Kind;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.simulate.flow.Seeds;
import io.freeflow.feeds.simulate.road.Carriageway;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws a day's incidents of one carriageway: Poisson in time and place, more where more is driven and when it rains.
 * Durations are log-normal, as studies of incident duration find them; the medians are ours.
 */
public final class IncidentDraw {

    private static final double FIRST_HOUR = 3;
    private static final double HOURS = 24;
    private static final double LOG_SPREAD = 0.5;
    private static final double WHEN_WET = 1.6;

    private IncidentDraw() {}

    public static List<RoadIncident> draw(
            Carriageway carriageway,
            Instant dayStart,
            LocalDate day,
            List<RainSpell> rain,
            double perMileHour,
            SplittableRandom random) {
        int count = Seeds.poisson(WHEN_WET * perMileHour * carriageway.length() * HOURS, random);
        var incidents = new ArrayList<RoadIncident>();
        for (int i = 0; i < count; i++) {
            double hours = random.nextDouble(HOURS);
            double travelled = random.nextDouble(carriageway.length());
            double which = random.nextDouble();
            double severity = random.nextDouble();
            double length = Math.exp(LOG_SPREAD * random.nextGaussian());
            double help = random.nextDouble(0.3, 0.6);
            double demand = DemandShape.at(day, FIRST_HOUR + hours).share(0.6, 0.6);
            var start = dayStart.plusSeconds(60 * Math.round(hours * 60));
            double wetness = Weather.at(start, rain.stream()).equals(Weather.Effect.DRY) ? 1 / WHEN_WET : 1;
            if (random.nextDouble() < demand * wetness) {
                incidents.add(incident(carriageway, travelled, start, which, severity, length, help));
            }
        }
        return incidents;
    }

    private static RoadIncident incident(
            Carriageway carriageway,
            double travelled,
            Instant start,
            double which,
            double severity,
            double length,
            double help) {
        int lanes = carriageway.lanesAt(travelled);
        var kind = which < 0.5 ? Kind.CRASH : which < 0.85 ? Kind.BREAKDOWN : Kind.DEBRIS;
        int blocked = switch (kind) {
            case CRASH -> severity < 0.25 ? 0 : severity < 0.7 ? 1 : severity < 0.93 ? 2 : 3;
            case BREAKDOWN -> severity < 0.6 ? 0 : 1;
            case DEBRIS, LANE_CLOSURE -> 1;
        };
        double median = kind == Kind.CRASH ? 40 : kind == Kind.BREAKDOWN ? 28 : 15;
        long minutes = Math.round(Math.clamp(median * length * (1 + 0.25 * blocked), 8, 180));
        return RoadIncident.at(
                kind,
                carriageway,
                travelled,
                Interval.startingAt(start, Duration.ofMinutes(minutes)),
                start.plusSeconds(Math.round(60 * minutes * help)),
                Math.min(blocked, lanes - 1));
    }
}
