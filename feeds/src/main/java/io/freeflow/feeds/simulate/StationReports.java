package io.freeflow.feeds.simulate;

import java.util.Arrays;

/**
 * What all stations say of one interval, in the order of the network's sensors. Mutable and used again and again.
 * {@code NaN} is missing: a station without a report misses all three, one that saw no vehicle misses the speed.
 */
public final class StationReports {

    private final float[] speedMph;
    private final float[] flowVph;
    private final float[] occupancyPercent;

    public StationReports(int stations) {
        speedMph = new float[stations];
        flowVph = new float[stations];
        occupancyPercent = new float[stations];
        Arrays.fill(speedMph, Float.NaN);
        Arrays.fill(flowVph, Float.NaN);
        Arrays.fill(occupancyPercent, Float.NaN);
    }

    void set(int station, double speed, double flow, double occupancy) {
        speedMph[station] = (float) speed;
        flowVph[station] = (float) flow;
        occupancyPercent[station] = (float) occupancy;
    }

    public int stations() {
        return speedMph.length;
    }

    public float speedMph(int station) {
        return speedMph[station];
    }

    /** Vehicles per hour over all lanes. */
    public float flowVph(int station) {
        return flowVph[station];
    }

    public float occupancyPercent(int station) {
        return occupancyPercent[station];
    }

    public boolean isMissing(int station) {
        return Float.isNaN(flowVph[station]);
    }

    public float[] copySpeeds() {
        return speedMph.clone();
    }

    public float[] copyFlows() {
        return flowVph.clone();
    }

    public float[] copyOccupancies() {
        return occupancyPercent.clone();
    }
}
