package io.freeflow.feeds.simulate;

/**
 * The triangle of flow over density for one lane: free flow up to capacity, then a straight line down to the jam.
 *
 * @param capacityVph vehicles per hour and lane
 * @param jamPerMile vehicles per mile and lane that stand
 * @param capacityDrop share of the capacity that a queue's head does not discharge, 0 to below 1
 */
record FundamentalDiagram(double capacityVph, double jamPerMile, double capacityDrop) {

    static final FundamentalDiagram FREEWAY = new FundamentalDiagram(2100, 190, 0.06);

    /** Density at which a lane carries its capacity. */
    double criticalPerMile(double freeFlowMph) {
        return capacityVph / freeFlowMph;
    }

    /** How fast a queue's tail runs upstream. */
    double waveMph(double freeFlowMph) {
        return capacityVph / (jamPerMile - criticalPerMile(freeFlowMph));
    }
}
