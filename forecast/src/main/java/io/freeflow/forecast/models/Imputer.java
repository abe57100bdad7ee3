package io.freeflow.forecast.models;

import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.window.ImputationMethod;
import io.freeflow.core.window.ImputedState;
import io.freeflow.forecast.models.Neighbours.Near;
import io.freeflow.forecast.time.Calendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What sensors without an observed speed would probably have said. It knows a window and what was learnt before it, nothing
 * later; nothing is learnt from what it says. Has no state of its own; not thread-safe.
 */
public final class Imputer {

    /*
     * PeMS's cascade (near regression, regional, global, averages) in three steps that we can explain to a person: the
     * neighbours, at most two observed ones on each side, and half of how this place usually differs from theirs; the
     * typical week; the last value. A neighbour weighs 1/(0.3 + miles). docs/decisions/0015, docs/benchmarks.md.
     */
    private static final float NEAR_MILES = 2;

    private static final int MOST_ON_A_SIDE = 2;
    private static final float WEIGHT_MILES = 0.3f;
    /** How much of a usual difference counts: half did better than none or all on seed 1000, after a day. */
    private static final float USUAL_SHARE = 0.5f;

    /** Windows after which a last value is too old. */
    private static final int CARRY = 12;

    private final Knowledge knowledge;
    private final List<Sensor> sensors;
    private final float[] usual;
    private final List<Near> near = new ArrayList<>();

    public Imputer(Knowledge knowledge) {
        this.knowledge = knowledge;
        this.sensors = knowledge.history().sensors();
        this.usual = new float[sensors.size()];
    }

    /**
     * Every value that can be had for a sensor without an observed speed, in the network's order.
     *
     * @param window newer than any that was learnt from
     * @param speeds observed speeds, mph; {@code NaN} is to be imputed
     * @param flows observed flows, veh/h
     */
    public List<ImputedState> impute(long window, float[] speeds, float[] flows) {
        expect(window);
        var states = new ArrayList<ImputedState>();
        for (int sensor = 0; sensor < speeds.length; sensor++) {
            if (Float.isNaN(speeds[sensor])) {
                impute(window, sensor, speeds, flows).ifPresent(states::add);
            }
        }
        return states;
    }

    /** The first method that has a value. */
    private Optional<ImputedState> impute(long window, int sensor, float[] speeds, float[] flows) {
        for (ImputationMethod method : ImputationMethod.values()) {
            var state = by(method, window, sensor, speeds, flows);
            if (state.isPresent()) {
                return state;
            }
        }
        return Optional.empty();
    }

    /** Turns to a window, newer than any that was learnt from. */
    public void expect(long window) {
        knowledge.profile().estimate(knowledge.calendar().slotOf(window), usual);
    }

    /** What one method says of a sensor in the window that is expected, whatever the sensor said itself. */
    public Optional<ImputedState> by(ImputationMethod method, long window, int sensor, float[] speeds, float[] flows) {
        return switch (method) {
            case NEIGHBOURS -> byNeighbours(sensor, speeds, flows);
            case PROFILE -> byProfile(sensor);
            case LAST_VALUE -> byLastValue(window, sensor);
        };
    }

    private Optional<ImputedState> byNeighbours(int sensor, float[] speeds, float[] flows) {
        near.clear();
        addNear(knowledge.neighbours().ahead(sensor), speeds);
        addNear(knowledge.neighbours().behind(sensor), speeds);
        if (near.isEmpty()) {
            return Optional.empty();
        }
        near.sort(java.util.Comparator.comparingDouble(Near::miles).thenComparingInt(Near::sensor));
        float sum = 0;
        float weights = 0;
        float laneFlows = 0;
        float flowWeights = 0;
        for (Near one : near) {
            float weight = 1 / (WEIGHT_MILES + one.miles());
            float offset = usual[sensor] - usual[one.sensor()];
            sum += weight * (speeds[one.sensor()] + (Float.isNaN(offset) ? 0 : USUAL_SHARE * offset));
            weights += weight;
            float flow = flows[one.sensor()] / lanes(one.sensor());
            if (!Float.isNaN(flow)) {
                laneFlows += weight * flow;
                flowWeights += weight;
            }
        }
        double flow = flowWeights > 0 ? laneFlows / flowWeights * lanes(sensor) : Double.NaN;
        var sources = near.stream().map(one -> sensors.get(one.sensor()).id()).toList();
        return Optional.of(state(sensor, sum / weights, flow, ImputationMethod.NEIGHBOURS, sources));
    }

    private void addNear(List<Near> side, float[] speeds) {
        int found = 0;
        for (Near one : side) {
            if (found < MOST_ON_A_SIDE && one.miles() <= NEAR_MILES && !Float.isNaN(speeds[one.sensor()])) {
                near.add(one);
                found++;
            }
        }
    }

    private Optional<ImputedState> byProfile(int sensor) {
        return knowledge.profile().hasADay() && !Float.isNaN(usual[sensor])
                ? Optional.of(state(
                        sensor,
                        usual[sensor],
                        Double.NaN,
                        ImputationMethod.PROFILE,
                        List.of(knowledge.profile().version())))
                : Optional.empty();
    }

    private Optional<ImputedState> byLastValue(long window, int sensor) {
        for (long before = window - 1; before >= window - CARRY; before--) {
            float mph = knowledge.speeds().get(before, sensor);
            if (!Float.isNaN(mph)) {
                return Optional.of(state(
                        sensor,
                        mph,
                        Double.NaN,
                        ImputationMethod.LAST_VALUE,
                        List.of(Calendar.startOf(before).toString())));
            }
        }
        return Optional.empty();
    }

    private ImputedState state(int sensor, float mph, double vph, ImputationMethod method, List<String> sources) {
        return new ImputedState(sensors.get(sensor).id(), Math.max(0, mph), vph, method, sources);
    }

    /** How many lanes a station counts together; unknown is {@code NaN}, and flows are then not handed on. */
    private float lanes(int sensor) {
        return switch (sensors.get(sensor).placement()) {
            case Placement.OnFreeway on -> on.lanes();
            case Placement.StationOnly _ -> Float.NaN;
        };
    }
}
