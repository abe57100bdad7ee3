package io.freeflow.feeds.simulate.flow;

/**
 * Flow over density for one lane: free flow that slows down a little toward capacity, then a straight line down to the jam.
 *
 * @param capacityVph vehicles per hour and lane
 * @param jamPerMile vehicles per mile and lane that stand
 * @param capacityDrop share of the capacity that a queue's head does not discharge, 0 to below 1
 * @param slowing share of the free-flow speed that is lost at capacity, 0 to below 1
 */
public record FundamentalDiagram(double capacityVph, double jamPerMile, double capacityDrop, double slowing) {

    /*
     * Capacity within what the Highway Capacity Manual (7th edition, chapter 12) has for mixed traffic; its speed-flow
     * curve for 65 mph falls to about 52 mph at capacity. Drops of 3 to 18 % were measured; queues' tails run upstream at
     * 10 to 15 mph.
     */
    public static final FundamentalDiagram FREEWAY = new FundamentalDiagram(2100, 190, 0.06, 0.18);

    /** Density at which a lane carries its capacity. */
    double criticalPerMile(double freeFlowMph) {
        return capacityVph / (freeFlowMph * (1 - slowing));
    }

    /** How fast a queue's tail runs upstream. */
    double waveMph(double freeFlowMph) {
        return capacityVph / (jamPerMile - criticalPerMile(freeFlowMph));
    }

    /**
     * Share of the free-flow speed that is left.
     *
     * @param load density over critical density
     */
    double speedShare(double load) {
        double most = Math.min(1, load);
        return 1 - slowing * most * most * most;
    }
}
