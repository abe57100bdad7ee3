package io.freeflow.forecast.models;

import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.window.ImputationMethod;
import io.freeflow.core.window.ImputedState;
import io.freeflow.core.window.Quality;
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
     * PeMS's cascade (near regression, regional, global, averages) in steps that we can explain to a person: the last
     * value, as long as it is fresh; the neighbours, at most two observed ones on each side, and how this place differs from
     * theirs; the typical week; an older last value. A neighbour weighs 1/(0.3 + miles). What a sensor said before it was
     * suspected may be wrong already, so neither its last value nor its last difference comes first.
     * docs/decisions/0015, docs/benchmarks.md.
     */
    private static final float NEAR_MILES = 2;

    private static final int MOST_ON_A_SIDE = 2;
    private static final float WEIGHT_MILES = 0.3f;
    /** How much of a usual difference counts: half did better than none or all on seed 1000, after a day. */
    private static final float USUAL_SHARE = 0.5f;

    /** A last difference fades to the usual one in so many windows. */
    private static final float LAST_DIFFERENCE_WINDOWS = 6;

    /** Windows for which a last value is nearer than any neighbour: up to 15 minutes on seeds 1000 to 1003. */
    private static final int FRESH = 3;

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
     * @param qualities of the window's states; one that has a speed by its g-factor needs no other
     */
    public List<ImputedState> impute(long window, float[] speeds, float[] flows, Quality[] qualities) {
        expect(window);
        var states = new ArrayList<ImputedState>();
        for (int sensor = 0; sensor < speeds.length; sensor++) {
            if (Float.isNaN(speeds[sensor])) {
                best(qualities[sensor], window, sensor, speeds, flows).ifPresent(states::add);
            }
        }
        return states;
    }

    /** What the most trusted method says that has a value. */
    public Optional<ImputedState> best(Quality quality, long window, int sensor, float[] speeds, float[] flows) {
        return switch (quality) {
            case OBSERVED, MISSING ->
                byLastValue(window, sensor, FRESH)
                        .or(() -> byNeighbours(window, sensor, speeds, flows, this::lastDifference))
                        .or(() -> byProfile(sensor))
                        .or(() -> byLastValue(window, sensor, CARRY));
            case SUSPECT ->
                byNeighbours(window, sensor, speeds, flows, this::usualDifference)
                        .or(() -> byProfile(sensor))
                        .or(() -> byLastValue(window, sensor, CARRY));
            case IMPUTED -> Optional.empty();
        };
    }

    /** Turns to a window, newer than any that was learnt from. */
    public void expect(long window) {
        knowledge.profile().estimate(knowledge.calendar().slotOf(window), usual);
    }

    /** What one method says of a sensor in the window that is expected, whatever the sensor said itself. */
    public Optional<ImputedState> by(ImputationMethod method, long window, int sensor, float[] speeds, float[] flows) {
        return switch (method) {
            case NEIGHBOURS -> byNeighbours(window, sensor, speeds, flows, this::lastDifference);
            case PROFILE -> byProfile(sensor);
            case LAST_VALUE -> byLastValue(window, sensor, CARRY);
        };
    }

    /** Mph by which a sensor differs from a neighbour. */
    private interface Difference {
        float of(long window, int sensor, int neighbour);
    }

    private Optional<ImputedState> byNeighbours(
            long window, int sensor, float[] speeds, float[] flows, Difference difference) {
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
            sum += weight * (speeds[one.sensor()] + difference.of(window, sensor, one.sensor()));
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

    /** As when both were last observed; the longer ago that is, the more as usual. */
    private float lastDifference(long window, int sensor, int neighbour) {
        float expected = usualDifference(window, sensor, neighbour);
        for (int age = 1; age <= CARRY; age++) {
            float last = knowledge.speeds().get(window - age, sensor)
                    - knowledge.speeds().get(window - age, neighbour);
            if (!Float.isNaN(last)) {
                float share = (float) Math.exp(-age / LAST_DIFFERENCE_WINDOWS);
                return share * last + (1 - share) * expected;
            }
        }
        return expected;
    }

    private float usualDifference(long window, int sensor, int neighbour) {
        float usually = USUAL_SHARE * (usual[sensor] - usual[neighbour]);
        return Float.isNaN(usually) ? 0 : usually;
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

    private Optional<ImputedState> byLastValue(long window, int sensor, int carry) {
        for (long before = window - 1; before >= window - carry; before--) {
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
