package io.freeflow.pipeline.validate;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.reading.Remark;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * Length: a vehicle of length L feet (with the detector's own) at speed v covers a detector for L / v, so that over a lane
 * occupancy = flow × L / v. With mph, veh/h and percent: L = 52.8 × speed × occupancy / flow per lane. Cars give about
 * 20 feet, trucks up to 60 (PeMS' g-factor is this length; its fallback is 22 feet).
 */
/** What the quantities of one reading say about each other, and about the sensor they come from. */
final class CrossRules {

    /** From the original's rule: «speed 0 with volume above 100»; PeMS names the same of a detector. */
    static final double FLOW_OF_A_MOVING_ROAD_VPH = 100;
    /** At 65 mph and 22 feet, 78 vehicles an hour on a lane are half a percent: what a feed of whole percents rounds to 0. */
    static final double FLOW_THAT_COVERS_VPH_PER_LANE = 100;
    /** Below this a vehicle that just reaches the loop, or a rounded count, explains it. */
    static final double COVERED_PERCENT = 10;
    /** A queue that stands covers detectors and passes none. */
    static final double STANDING_MPH = 5;
    /** HCM's capacity is 2,400 passenger cars an hour and lane; half a minute may hold a quarter more. */
    static final double CAPACITY_VPH_PER_LANE = 3_000;
    /** The original's rule, which it applied to a whole station: «volume above 2000 with occupancy below 10». */
    static final double BUSY_VPH_PER_LANE = 2_000;

    static final double EMPTY_PERCENT = 10;
    static final double SHORTEST_VEHICLE_FEET = 10;
    static final double LONGEST_VEHICLE_FEET = 60;
    /** Fewer say little about their mean length. */
    static final double VEHICLES_THAT_TELL_A_LENGTH = 20;
    /** The original's factor above the speed limit, here above the sensor's own free flow. */
    static final double TIMES_FREE_FLOW = 1.5;
    /** Of a sensor whose lanes nobody knows. */
    private static final int MOST_LANES = 8;

    private static final double FEET_PER_MILE_AND_PERCENT = 52.8;
    private static final Facts UNKNOWN = new Facts(0, Double.POSITIVE_INFINITY);

    private final Map<String, Facts> sensors = new HashMap<>();

    /**
     * What is known of a sensor.
     *
     * @param lanes 0 where it is not known
     * @param tooFastMph speeds above are remarked
     */
    private record Facts(int lanes, double tooFastMph) {}

    CrossRules(Network network) {
        for (Sensor sensor : network.sensors()) {
            int lanes = sensor.placement() instanceof Placement.OnFreeway on ? on.lanes() : 0;
            double tooFast = sensor.freeFlowMph().isPresent()
                    ? TIMES_FREE_FLOW * sensor.freeFlowMph().getAsDouble()
                    : Double.POSITIVE_INFINITY;
            sensors.put(sensor.id(), new Facts(lanes, tooFast));
        }
    }

    /**
     * Adds to the remarks; where there is nothing to remark it makes nothing.
     *
     * @param lanesSaid of the carriageway as the record has it, for a sensor that the network does not know; 0 where it is silent
     * @param remarks those so far; {@code null} is none
     */
    @Nullable
    Set<Remark> judge(
            String sensorId, int lanesSaid, double periodSeconds, Measurement measured, @Nullable Set<Remark> remarks) {
        var facts = sensors.getOrDefault(sensorId, UNKNOWN);
        int lanes = facts.lanes > 0 ? facts.lanes : lanesSaid;
        var all = remarks;
        if (measured.speedMph() > facts.tooFastMph) {
            all = add(Remark.FAR_ABOVE_FREE_FLOW, all);
        }
        return measured.hasFlow() ? ofFlow(measured, lanes, periodSeconds, all) : all;
    }

    private static @Nullable Set<Remark> ofFlow(
            Measurement measured, int lanes, double periodSeconds, @Nullable Set<Remark> remarks) {
        double speed = measured.speedMph();
        double flow = measured.flowVph();
        double occupancy = measured.occupancyPercent();
        var all = remarks;
        if (speed == 0 && flow > FLOW_OF_A_MOVING_ROAD_VPH) {
            all = add(Remark.STANDING_WITH_FLOW, all);
        }
        if (occupancy == 0 && flow > FLOW_THAT_COVERS_VPH_PER_LANE * (lanes > 0 ? lanes : MOST_LANES)) {
            all = add(Remark.FLOW_WITHOUT_OCCUPANCY, all);
        }
        if (flow == 0 && occupancy > COVERED_PERCENT && !(speed <= STANDING_MPH)) {
            all = add(Remark.OCCUPANCY_WITHOUT_FLOW, all);
        }
        return lanes > 0 ? ofLane(speed, flow / lanes, occupancy, flow * periodSeconds / 3600, all) : all;
    }

    private static @Nullable Set<Remark> ofLane(
            double speed, double laneFlow, double occupancy, double vehicles, @Nullable Set<Remark> remarks) {
        var all = remarks;
        if (laneFlow > CAPACITY_VPH_PER_LANE) {
            all = add(Remark.FLOW_ABOVE_CAPACITY, all);
        }
        if (Double.isNaN(speed) && laneFlow > BUSY_VPH_PER_LANE && occupancy < EMPTY_PERCENT) {
            all = add(Remark.LOW_OCCUPANCY_FOR_FLOW, all);
        }
        if (vehicles >= VEHICLES_THAT_TELL_A_LENGTH && speed > 0 && occupancy > 0) {
            double feet = FEET_PER_MILE_AND_PERCENT * speed * occupancy / laneFlow;
            if (feet < SHORTEST_VEHICLE_FEET || feet > LONGEST_VEHICLE_FEET) {
                all = add(Remark.IMPLAUSIBLE_VEHICLE_LENGTH, all);
            }
        }
        return all;
    }

    static Set<Remark> add(Remark remark, @Nullable Set<Remark> remarks) {
        var all = remarks == null ? EnumSet.noneOf(Remark.class) : remarks;
        all.add(remark);
        return all;
    }
}
