package io.freeflow.feeds.simulate.flow;

import java.util.SplittableRandom;

/** How willingly people drive, by place and time, and who hesitates in a queue. Not thread-safe. */
public final class Drivers {

    /*
     * The time gap that drivers keep differs from place to place and from minute to minute, which scatters flow over
     * density and lets capacity fluctuate [1]; its own memory is a few minutes and about half a mile. Now and then
     * somebody in a queue hesitates, or changes lanes rudely: what follows is a gap and then a wave of standing traffic
     * that runs upstream, stop and go [2]. The figures are ours, chosen so that queues swing every few minutes.
     * [1] M. Treiber, A. Kesting, D. Helbing, Understanding widely scattered traffic flows, the capacity drop, and
     *     platoons as effects of variance-driven time gaps, Physical Review E 74 (2006)
     * [2] J. A. Laval, L. Leclercq, A mechanism to describe the formation and propagation of stop-and-go waves in
     *     congested freeway traffic, Philosophical Transactions of the Royal Society A 368 (2010)
     */

    private static final double SPREAD = 0.037;
    private static final double MEMORY_MINUTES = 4;
    /** From a cell to the next. */
    private static final double LIKENESS = 0.7;

    private static final double HESITATIONS_PER_MILE_HOUR = 5;
    private static final int LEAST_STEPS = 4;
    private static final int MOST_STEPS = 13;

    private final CellGrid grid;
    private final SlowVariation vigour;
    private final double hesitationsPerMinute;
    private final SplittableRandom random;

    public Drivers(CellGrid grid, SplittableRandom random) {
        this.grid = grid;
        this.vigour = new SlowVariation(grid.cells(), SPREAD, MEMORY_MINUTES, LIKENESS, random.split());
        double miles = 0;
        for (double cellMiles : grid.miles()) {
            miles += cellMiles;
        }
        this.hesitationsPerMinute = miles * HESITATIONS_PER_MILE_HOUR / 60;
        this.random = random;
    }

    /** Drives the minute that begins. */
    public void drive(TrafficFlow flow) {
        vigour.drift();
        vigour.copyTo(flow.vigour());
        int hesitations = Seeds.poisson(hesitationsPerMinute, random);
        for (int i = 0; i < hesitations; i++) {
            flow.hesitate(random.nextInt(grid.cells()), random.nextInt(LEAST_STEPS, MOST_STEPS));
        }
    }
}
