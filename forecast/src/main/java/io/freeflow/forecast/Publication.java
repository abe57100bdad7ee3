package io.freeflow.forecast;

import io.freeflow.core.forecast.Forecaster.Draft;
import io.freeflow.core.forecast.History;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Counts;
import io.freeflow.core.road.Forecast;
import io.freeflow.forecast.guard.Guard;
import io.freeflow.forecast.guard.Outcome;
import io.freeflow.forecast.guard.Proposal;
import io.freeflow.forecast.models.LiveModel;
import io.freeflow.forecast.models.StandardModels;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks every model and lets the champion's forecast out through the guard. If the champion fails, the profile stands in
 * under its own name, with a version that says for whom; if that fails too, nothing is issued.
 */
final class Publication {

    static final String WARNED = "warned.";
    static final String FAILED = "failed.";

    private final String region;
    private final List<LiveModel> models;
    private final int champion;
    private final int fallback;
    private final int carry;
    private final Guard guard;
    private final Pending pending;
    private final Counts counts;
    private final Draft[] drafts;
    private final boolean[] failed;

    Publication(
            String region,
            int sensors,
            List<LiveModel> models,
            String champion,
            ForecastConfig config,
            Pending pending,
            Counts counts) {
        this.region = region;
        this.models = models;
        this.champion = place(models, champion);
        this.fallback = place(models, StandardModels.PROFILE);
        this.carry = config.carryWindows();
        this.guard = new Guard(config.limits());
        this.pending = pending;
        this.counts = counts;
        this.drafts = new Draft[models.size()];
        this.failed = new boolean[models.size()];
        for (int model = 0; model < drafts.length; model++) {
            drafts[model] = new Draft(sensors);
        }
    }

    private static int place(List<LiveModel> models, String name) {
        for (int model = 0; model < models.size(); model++) {
            if (models.get(model).name().equals(name)) {
                return model;
            }
        }
        throw new IllegalArgumentException("forecast.champion must be one of "
                + models.stream().map(LiveModel::name).toList() + ", was " + name);
    }

    /**
     * Forecasts from a window.
     *
     * @param clock feed clock now
     */
    void issue(long window, History history, Instant clock, Consumer<? super Forecast> out) {
        pending.begin(window);
        for (int sensor = 0; sensor < history.sensors().size(); sensor++) {
            pending.now(window, sensor, StandardModels.now(history, sensor, carry));
        }
        for (int model = 0; model < models.size(); model++) {
            ask(model, history);
            remember(window, model);
        }
        counts.add(Counters.WINDOWS, 1);
        switch (propose(history, clock)) {
            case Outcome.Issued issued -> {
                counts.add(Counters.ISSUED, 1);
                issued.warnings().forEach((warning, cells) -> counts.add(WARNED + warning.wireName(), cells));
                out.accept(issued.forecast());
            }
            case Outcome.Withheld withheld ->
                counts.add(Counters.WITHHELD + withheld.reason().wireName(), 1);
        }
    }

    private void ask(int model, History history) {
        drafts[model].clear();
        try {
            models.get(model).forecast(history, drafts[model]);
            failed[model] = false;
        } catch (RuntimeException e) {
            // Any fault of a model is bad data here: it is counted, and the road goes on without it.
            drafts[model].clear();
            failed[model] = true;
            counts.add(FAILED + models.get(model).name(), 1);
        }
    }

    private Outcome propose(History history, Instant clock) {
        if (failed[champion] && failed[fallback]) {
            return new Outcome.Withheld(Outcome.Reason.MODEL_FAILED);
        }
        int chosen = failed[champion] ? fallback : champion;
        var model = models.get(chosen);
        var version = failed[champion]
                ? model.version() + ", in place of " + models.get(champion).name()
                : model.version();
        return guard.release(new Proposal(
                region, history.issuedAt(), clock, clock, model.name(), version, history.sensors(), drafts[chosen]));
    }

    private void remember(long window, int model) {
        var grid = guard.bound(drafts[model]);
        for (int sensor = 0; sensor < grid.sensors(); sensor++) {
            for (int step = 0; step < Horizons.STEPS; step++) {
                if (!grid.isMissing(sensor, step)) {
                    float point = models.get(model).point(sensor, step);
                    pending.put(window, sensor, model, step, Pending.POINT, point);
                    pending.put(window, sensor, model, step, Pending.P05, grid.mph(sensor, step, QuantileGrid.P05));
                    pending.put(window, sensor, model, step, Pending.P50, grid.mph(sensor, step, QuantileGrid.P50));
                    pending.put(window, sensor, model, step, Pending.P95, grid.mph(sensor, step, QuantileGrid.P95));
                }
            }
        }
    }
}
