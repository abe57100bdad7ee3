package io.freeflow.forecast;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.forecast.models.LiveModel;
import java.util.List;

/**
 * Judges what was said about a window once it is known.
 *
 * <p>Which cells count: the sensor was observed in the window (never imputed, never missing) and every model that runs
 * had a value for it. Persistence has none when the sensor was silent for longer than a value is carried on, so such
 * cells count for no model: all scores of a day rest on the same cells. A model that failed has no value either, so
 * nothing that was said beside it counts. A window that never came is never judged.
 */
final class Verification {

    private final List<LiveModel> models;
    private final Pending pending;
    private final Scores scores;

    Verification(List<LiveModel> models, Pending pending, Scores scores) {
        this.models = models;
        this.pending = pending;
        this.scores = scores;
    }

    void judge(long window, float[] observed) {
        for (int step = 0; step < Horizons.STEPS; step++) {
            long issue = window - step - 1;
            if (pending.has(issue)) {
                judge(issue, step, observed);
            }
        }
        models.forEach(LiveModel::endWindow);
    }

    private void judge(long issue, int step, float[] observed) {
        for (int sensor = 0; sensor < observed.length; sensor++) {
            float mph = observed[sensor];
            if (!Float.isNaN(mph)) {
                score(issue, step, sensor, mph);
                teach(issue, step, sensor, mph);
            }
        }
    }

    private void score(long issue, int step, int sensor, float mph) {
        for (int model = 0; model < models.size(); model++) {
            if (Float.isNaN(pending.mph(issue, sensor, model, step, Pending.P50))) {
                return;
            }
        }
        for (int model = 0; model < models.size(); model++) {
            float p05 = pending.mph(issue, sensor, model, step, Pending.P05);
            float p50 = pending.mph(issue, sensor, model, step, Pending.P50);
            float p95 = pending.mph(issue, sensor, model, step, Pending.P95);
            scores.add(model, step, p05, p50, p95, mph);
        }
    }

    /** A model learns from all of its own cells, counted or not. */
    private void teach(long issue, int step, int sensor, float mph) {
        for (int model = 0; model < models.size(); model++) {
            float point = pending.mph(issue, sensor, model, step, Pending.POINT);
            if (!Float.isNaN(point)) {
                models.get(model).learn(step, pending.now(issue, sensor), point, mph);
                models.get(model)
                        .learnInterval(
                                sensor,
                                step,
                                pending.mph(issue, sensor, model, step, Pending.P05),
                                pending.mph(issue, sensor, model, step, Pending.P95),
                                mph);
            }
        }
    }
}
