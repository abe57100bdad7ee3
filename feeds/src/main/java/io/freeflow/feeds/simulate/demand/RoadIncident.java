package io.freeflow.feeds.simulate.demand;

import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.simulator.SimulatedIncident.Kind;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.simulate.road.Carriageway;
import java.time.Instant;

/**
 * An incident at its place on a carriageway.
 *
 * @param carriageway index in the plan
 * @param travelled miles from where the carriageway begins
 */
public record RoadIncident(SimulatedIncident truth, int carriageway, double travelled) {

    /*
     * Share of the capacity that is left by lanes (2 to 8) and by what is blocked: a crash on the shoulder, then one,
     * two and three lanes. Highway Capacity Manual 2000, exhibit 22-6, repeated in the later editions: less is left than
     * the open lanes have, because who passes slows down to look.
     */
    private static final double[][] LEFT = {
        {0.81, 0.35, 0, 0},
        {0.83, 0.49, 0.17, 0},
        {0.85, 0.58, 0.25, 0.13},
        {0.87, 0.65, 0.40, 0.20},
        {0.89, 0.71, 0.50, 0.26},
        {0.91, 0.75, 0.57, 0.36},
        {0.93, 0.78, 0.63, 0.41}
    };

    /** A crash is also looked at from the other direction: J. Masinick, H. Teng (2004) measured 12.7 % less capacity. */
    private static final double LEFT_OPPOSITE = 0.873;

    /** Something that blocks lanes of a carriageway at a mile travelled. */
    public static RoadIncident at(
            Kind kind, Carriageway carriageway, double travelled, Interval interval, Instant responded, int blocked) {
        var truth = new SimulatedIncident(
                kind,
                carriageway.freeway().name(),
                carriageway.direction(),
                Math.round(carriageway.postmileAt(travelled) * 100) / 100.0,
                carriageway.at(travelled),
                interval,
                responded,
                blocked,
                carriageway.lanesAt(travelled));
        return new RoadIncident(truth, carriageway.number() - 1, travelled);
    }

    /** Share of the capacity that is left at a moment. */
    public double openShare(Instant now) {
        if (!truth.interval().contains(now)) {
            return 1;
        }
        int blocked = truth.lanesBlocked();
        return left(now.isBefore(truth.responded()) ? blocked : Math.max(0, blocked - 1), truth.lanes());
    }

    /** The same for the other direction. */
    public double openShareOpposite(Instant now) {
        return truth.kind() == Kind.CRASH && truth.interval().contains(now) ? LEFT_OPPOSITE : 1;
    }

    private static double left(int blocked, int lanes) {
        if (blocked >= lanes) {
            return 0;
        }
        var row = LEFT[Math.clamp(lanes, 2, 8) - 2];
        return blocked < row.length ? row[blocked] : 0.3 * (lanes - blocked) / lanes;
    }
}
