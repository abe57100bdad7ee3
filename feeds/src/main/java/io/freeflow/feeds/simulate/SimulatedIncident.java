package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import io.freeflow.core.time.Interval;
import java.time.Instant;

/**
 * Something that really happens on a simulated road: it blocks lanes until help comes, then the shoulder until it is
 * cleared. Ground truth, never sent as a reading.
 *
 * @param carriageway 1, 2 … in the order of the road map
 * @param travelled miles from where the carriageway begins
 * @param responded when help came and one lane less is blocked, or only the shoulder
 * @param lanesBlocked of {@code lanes}; 0 is the shoulder
 */
public record SimulatedIncident(
        Kind kind,
        int carriageway,
        double travelled,
        String freeway,
        Direction direction,
        double postmileMiles,
        Position position,
        Interval interval,
        Instant responded,
        int lanesBlocked,
        int lanes) {

    /** What happened. */
    public enum Kind {
        CRASH,
        BREAKDOWN,
        DEBRIS,
        LANE_CLOSURE
    }

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

    /** Share of the capacity that is left at a moment. */
    double openShare(Instant now) {
        if (!interval.contains(now)) {
            return 1;
        }
        return now.isBefore(responded) ? left(lanesBlocked, lanes) : left(Math.max(0, lanesBlocked - 1), lanes);
    }

    /** The same for the other direction. */
    double openShareOpposite(Instant now) {
        return kind == Kind.CRASH && interval.contains(now) ? LEFT_OPPOSITE : 1;
    }

    private static double left(int blocked, int lanes) {
        if (blocked >= lanes) {
            return 0;
        }
        var row = LEFT[Math.clamp(lanes, 2, 8) - 2];
        return blocked < row.length ? row[blocked] : 0.3 * (lanes - blocked) / lanes;
    }
}
