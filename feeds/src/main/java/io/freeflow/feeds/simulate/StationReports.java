package io.freeflow.feeds.simulate;

import java.util.Arrays;

/**
 * What all stations say of one interval, in the order of the network's sensors, and what each of their lanes says, lane 1
 * at the median. Mutable and used again and again. {@code NaN} is missing: a station or lane without a report misses all
 * three, one that saw no vehicle misses the speed.
 */
public final class StationReports {

    private final int[] firstLane;
    private final Values stations;
    private final Values lanes;

    /** Reports of stations with these many lanes, all missing. */
    public StationReports(int[] lanesByStation) {
        firstLane = new int[lanesByStation.length + 1];
        for (int i = 0; i < lanesByStation.length; i++) {
            firstLane[i + 1] = firstLane[i] + lanesByStation[i];
        }
        stations = new Values(lanesByStation.length);
        lanes = new Values(firstLane[lanesByStation.length]);
    }

    private static final class Values {
        final float[] speedMph;
        final float[] flowVph;
        final float[] occupancyPercent;

        Values(int size) {
            speedMph = new float[size];
            flowVph = new float[size];
            occupancyPercent = new float[size];
            Arrays.fill(speedMph, Float.NaN);
            Arrays.fill(flowVph, Float.NaN);
            Arrays.fill(occupancyPercent, Float.NaN);
        }

        void set(int index, double speed, double flow, double occupancy) {
            speedMph[index] = (float) speed;
            flowVph[index] = (float) flow;
            occupancyPercent[index] = (float) occupancy;
        }
    }

    void setLane(int station, int lane, double speed, double flow, double occupancy) {
        lanes.set(firstLane[station] + lane, speed, flow, occupancy);
    }

    void setMissing(int station) {
        stations.set(station, Double.NaN, Double.NaN, Double.NaN);
        for (int lane = 0; lane < lanes(station); lane++) {
            setLane(station, lane, Double.NaN, Double.NaN, Double.NaN);
        }
    }

    /**
     * Rolls the lanes of a station up: flow is what the lanes that report carry, scaled to all of them; speed is their mean
     * by flow, occupancy their mean.
     */
    void rollUp(int station) {
        double flow = 0;
        double moving = 0;
        double speed = 0;
        double occupancy = 0;
        double slowest = Double.NaN;
        int reporting = 0;
        for (int lane = firstLane[station]; lane < firstLane[station + 1]; lane++) {
            if (!Float.isNaN(lanes.flowVph[lane])) {
                reporting++;
                flow += lanes.flowVph[lane];
                occupancy += lanes.occupancyPercent[lane];
                if (!Float.isNaN(lanes.speedMph[lane])) {
                    moving += lanes.flowVph[lane];
                    speed += (double) lanes.flowVph[lane] * lanes.speedMph[lane];
                    slowest = lanes.speedMph[lane];
                }
            }
        }
        if (reporting == 0) {
            stations.set(station, Double.NaN, Double.NaN, Double.NaN);
        } else {
            stations.set(
                    station,
                    moving > 0 ? tenths(speed / moving) : slowest,
                    flow * lanes(station) / reporting,
                    tenths(occupancy / reporting));
        }
    }

    static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** Takes the report of another station, as a cabinet does that is entered at the wrong place. */
    void copy(StationReports from, int fromStation, int toStation) {
        stations.set(
                toStation, from.speedMph(fromStation), from.flowVph(fromStation), from.occupancyPercent(fromStation));
        for (int lane = 0; lane < Math.min(lanes(toStation), from.lanes(fromStation)); lane++) {
            setLane(
                    toStation,
                    lane,
                    from.laneSpeedMph(fromStation, lane),
                    from.laneFlowVph(fromStation, lane),
                    from.laneOccupancyPercent(fromStation, lane));
        }
    }

    public int stations() {
        return firstLane.length - 1;
    }

    public int lanes(int station) {
        return firstLane[station + 1] - firstLane[station];
    }

    public float speedMph(int station) {
        return stations.speedMph[station];
    }

    /** Vehicles per hour over all lanes. */
    public float flowVph(int station) {
        return stations.flowVph[station];
    }

    public float occupancyPercent(int station) {
        return stations.occupancyPercent[station];
    }

    public boolean isMissing(int station) {
        return Float.isNaN(stations.flowVph[station]);
    }

    /**
     * Speed on one lane.
     *
     * @param lane 0 at the median
     */
    public float laneSpeedMph(int station, int lane) {
        return lanes.speedMph[firstLane[station] + lane];
    }

    public float laneFlowVph(int station, int lane) {
        return lanes.flowVph[firstLane[station] + lane];
    }

    public float laneOccupancyPercent(int station, int lane) {
        return lanes.occupancyPercent[firstLane[station] + lane];
    }

    public float[] copySpeeds() {
        return stations.speedMph.clone();
    }

    public float[] copyFlows() {
        return stations.flowVph.clone();
    }

    public float[] copyOccupancies() {
        return stations.occupancyPercent.clone();
    }
}
