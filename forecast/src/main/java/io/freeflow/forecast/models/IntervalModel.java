package io.freeflow.forecast.models;

import io.freeflow.core.forecast.Forecaster;
import io.freeflow.core.forecast.History;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.forecast.state.Saved;
import java.util.Arrays;
import java.util.List;

/** A point model with intervals from its own past errors. */
final class IntervalModel implements LiveModel {

    /** Where the median stands. */
    enum Median {
        /** On the point: a baseline says what it is named for. */
        IS_THE_POINT,
        /** Where the median of past errors puts it. */
        IS_LEARNT
    }

    private static final float MAX_MPH = 100;

    private final PointModel model;
    private final ResidualQuantiles residuals;
    private final Median median;
    private final int carry;
    private float[] points = new float[0];

    IntervalModel(PointModel model, ResidualQuantiles residuals, Median median, int carry) {
        this.model = model;
        this.residuals = residuals;
        this.median = median;
        this.carry = carry;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String version() {
        return model.version();
    }

    @Override
    public void forecast(History history, Forecaster.Draft draft) {
        int sensors = history.sensors().size();
        if (points.length != sensors * Horizons.STEPS) {
            points = new float[sensors * Horizons.STEPS];
        }
        Arrays.fill(points, Float.NaN);
        model.points(history, points);
        for (int sensor = 0; sensor < sensors; sensor++) {
            byte now = Regime.now(history, sensor, carry);
            for (int step = 0; step < Horizons.STEPS; step++) {
                float point = points[sensor * Horizons.STEPS + step];
                if (!Float.isNaN(point)) {
                    spread(draft, sensor, step, point, Regime.of(now, point));
                }
            }
        }
    }

    /** Speeds end at 0: an interval that would go below is cut there, which is not a fault for the guard to count. */
    private void spread(Forecaster.Draft draft, int sensor, int step, float point, int regime) {
        for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
            float offset = residuals.offset(step, regime, quantile);
            if (median == Median.IS_THE_POINT) {
                offset = quantile < QuantileGrid.P50
                        ? Math.min(offset, 0)
                        : quantile == QuantileGrid.P50 ? 0 : Math.max(offset, 0);
            }
            draft.set(sensor, step, quantile, Math.clamp(point + offset, 0, MAX_MPH));
        }
    }

    @Override
    public float point(int sensor, int step) {
        return points[sensor * Horizons.STEPS + step];
    }

    @Override
    public void learn(int step, byte now, float point, float observed) {
        residuals.learn(step, Regime.of(now, point), observed - point);
    }

    @Override
    public void endWindow() {
        residuals.endWindow();
    }

    @Override
    public List<Saved> parts() {
        return List.of(residuals);
    }
}
