package io.freeflow.forecast.models;

import io.freeflow.core.forecast.Forecaster;
import io.freeflow.core.forecast.History;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.forecast.state.Saved;
import io.freeflow.forecast.time.Calendar;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The typical week with damped deviation, and what a sensor's own last windows and its neighbours along the road say
 * beyond it. Its quantiles are those of its past errors in the same situation at a like point, so that they lie far apart
 * where a queue may arrive or not.
 *
 * <p>It learns from a window's forecast when the hour that this spoke of is over, from what is still known of it.
 */
final class NeighbourModel implements LiveModel {

    private static final float MAX_MPH = 100;

    private final Knowledge knowledge;
    private final TypicalWeek week;
    private final Surroundings surroundings;
    private final Regression regression;
    private final ResidualQuantiles errors;
    /** What the typical week said of each step when a window's forecast was issued: later it has learnt the outcome. */
    private final List<Ring> issued;

    private final float[] row;
    private final float[] typical;
    private final float[] points;
    private final float[] rests = new float[Horizons.STEPS];
    private final double[] left = new double[Damping.LAGS + 1];

    NeighbourModel(Knowledge knowledge, int carry) {
        int cells = knowledge.history().sensors().size() * Horizons.STEPS;
        this.knowledge = knowledge;
        this.week = new TypicalWeek(knowledge);
        this.surroundings = new Surroundings(knowledge.neighbours(), knowledge.speeds(), knowledge.expected(), carry);
        this.regression = new Regression(name(), Surroundings.SITUATIONS, Surroundings.INPUTS);
        this.errors = new ResidualQuantiles(name(), Leaf.LEAVES);
        this.row = new float[cells / Horizons.STEPS];
        this.issued = IntStream.range(0, Horizons.STEPS)
                .mapToObj(step -> new Ring("issued-" + step, row.length))
                .toList();
        this.typical = new float[cells];
        this.points = new float[cells];
    }

    @Override
    public String name() {
        return StandardModels.NEIGHBOURS;
    }

    @Override
    public String version() {
        return week.version();
    }

    @Override
    public void forecast(History history, Forecaster.Draft draft) {
        week.points(history, typical);
        readDamping();
        long window = Calendar.windowAt(history.issuedAt()) - 1;
        keepTypical(window);
        for (int sensor = 0; sensor < draft.sensors(); sensor++) {
            surroundings.look(window, sensor, typical, sensor * Horizons.STEPS);
            for (int step = 0; step < Horizons.STEPS; step++) {
                float point = point(typical[sensor * Horizons.STEPS + step], step);
                points[sensor * Horizons.STEPS + step] = point;
                if (!Float.isNaN(point)) {
                    spread(draft, sensor, step, point);
                }
            }
        }
    }

    private void keepTypical(long window) {
        for (int step = 0; step < Horizons.STEPS; step++) {
            for (int sensor = 0; sensor < row.length; sensor++) {
                row[sensor] = typical[sensor * Horizons.STEPS + step];
            }
            issued.get(step).put(window, row);
        }
    }

    private void readDamping() {
        for (int lag = 1; lag <= Damping.LAGS; lag++) {
            left[lag] = knowledge.damping().left(lag);
        }
    }

    /** What is expected of a step of the sensor that was looked at last. */
    private float point(float typicalMph, int step) {
        if (surroundings.situation == Surroundings.UNSEEN) {
            return typicalMph;
        }
        double rest = regression.rest(surroundings.situation, step, surroundings.input);
        return (float) Math.clamp(damped(typicalMph, step) + rest, 0, MAX_MPH);
    }

    private double damped(float typicalMph, int step) {
        return typicalMph + left[surroundings.back + step + 1] * surroundings.deviation;
    }

    private void spread(Forecaster.Draft draft, int sensor, int step, float point) {
        int leaf = Leaf.of(surroundings.situation, point);
        for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
            draft.set(sensor, step, quantile, Math.clamp(point + errors.offset(step, leaf, quantile), 0, MAX_MPH));
        }
    }

    @Override
    public float point(int sensor, int step) {
        return points[sensor * Horizons.STEPS + step];
    }

    /** Nothing: the neighbours of then are needed too. */
    @Override
    public void learn(int step, byte now, float point, float observed) {}

    @Override
    public void endWindow() {
        errors.endWindow();
        regression.fade();
        if (knowledge.isEmpty()) {
            return;
        }
        long issue = knowledge.newest() - Horizons.STEPS;
        for (long window = issue; window <= knowledge.newest(); window++) {
            if (!knowledge.speeds().has(window) || !knowledge.expected().has(window)) {
                return;
            }
        }
        readDamping();
        for (int sensor = 0; sensor < row.length; sensor++) {
            learn(issue, sensor);
        }
    }

    private void learn(long issue, int sensor) {
        for (int step = 0; step < Horizons.STEPS; step++) {
            typical[step] = issued.get(step).get(issue, sensor);
        }
        surroundings.look(issue, sensor, typical, 0);
        // What a week that is not known yet leaves over says nothing of later ones.
        boolean whole = knowledge.profile().isGrown() && surroundings.situation != Surroundings.UNSEEN;
        for (int step = 0; step < Horizons.STEPS; step++) {
            float observed = knowledge.speeds().get(issue + 1 + step, sensor);
            float point = point(typical[step], step);
            float error = observed - point;
            if (!Float.isNaN(error)) {
                errors.learn(step, Leaf.of(surroundings.situation, point), error);
            }
            rests[step] = (float) (observed - damped(typical[step], step));
            whole &= !Float.isNaN(rests[step]);
        }
        if (whole) {
            regression.learn(surroundings.situation, surroundings.input, rests);
        }
    }

    @Override
    public List<Saved> parts() {
        var parts = new ArrayList<Saved>(issued);
        parts.addAll(learnt());
        return parts;
    }

    @Override
    public List<Saved> learnt() {
        return List.of(regression, errors);
    }

    /** Errors of a situation have their own distribution for each part of the speeds that are expected. */
    private static final class Leaf {

        private static final float[] EDGES = {15, 25, 35, 45, 52, 58, 62, 66};
        static final int LEAVES = Surroundings.SITUATIONS * (EDGES.length + 1);

        static int of(int situation, float point) {
            int part = 0;
            while (part < EDGES.length && point >= EDGES[part]) {
                part++;
            }
            return situation * (EDGES.length + 1) + part;
        }
    }
}
