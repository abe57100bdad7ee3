package io.freeflow.feeds.simulate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** One carriageway on one local day, from 03:00 to 03:00. Not thread-safe. */
final class CorridorDay {

    private static final double CORRIDOR_SPREAD = 0.02;

    private final CorridorPlan plan;
    private final CorridorFlow flow;
    private final SlowVariation variation;
    private final List<SimulatedIncident> incidents;
    private final double level;
    private final double[] arrivals;

    private CorridorDay(CorridorPlan plan, SlowVariation variation, List<SimulatedIncident> incidents, double level) {
        this.plan = plan;
        this.flow = new CorridorFlow(plan.grid(), plan.ramps());
        this.variation = variation;
        this.incidents = incidents;
        this.level = level;
        this.arrivals = new double[plan.ramps().entries()];
    }

    /** Begins the day with free-flowing traffic. */
    static CorridorDay begin(
            CorridorPlan plan,
            Instant start,
            DayOfWeek day,
            double cityLevel,
            double incidentsPerMileHour,
            SplittableRandom random) {
        double level = cityLevel * Math.exp(CORRIDOR_SPREAD * random.nextGaussian());
        var incidents = IncidentDraw.draw(plan.carriageway(), start, day, incidentsPerMileHour, random.split());
        var variation = new SlowVariation(plan.ramps().entries(), random.split());
        var corridor = new CorridorDay(plan, variation, incidents, level);
        corridor.arrive(DemandShape.at(day, 3));
        corridor.flow.fill(corridor.arrivals);
        return corridor;
    }

    /** Sets demand and blocked lanes for the minute that begins. */
    void beginMinute(Instant now, DemandShape shape) {
        variation.drift();
        arrive(shape);
        for (SimulatedIncident incident : incidents) {
            flow.open(cellOf(incident), 1);
        }
        for (SimulatedIncident incident : incidents) {
            if (!now.isBefore(incident.interval().start())
                    && now.isBefore(incident.interval().end())) {
                flow.open(cellOf(incident), incident.openShare());
            }
        }
    }

    private int cellOf(SimulatedIncident incident) {
        double fromStart = incident.postmileMiles() - plan.carriageway().postmileAt(0);
        return plan.grid().cellAt(Math.abs(fromStart));
    }

    private void arrive(DemandShape shape) {
        for (int i = 0; i < arrivals.length; i++) {
            double share = shape.share(plan.morningWeight()[i], plan.eveningWeight()[i]);
            arrivals[i] = plan.peakVph()[i]
                    * share
                    * level
                    * variation.factor(i)
                    * plan.grid().stepHours();
        }
    }

    void step() {
        flow.step(arrivals);
    }

    CorridorFlow flow() {
        return flow;
    }

    List<SimulatedIncident> incidents() {
        return incidents;
    }
}
