package io.freeflow.forecast.guard;

import io.freeflow.core.forecast.Forecaster.Draft;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.Forecast;
import io.freeflow.forecast.guard.Outcome.Issued;
import io.freeflow.forecast.guard.Outcome.Reason;
import io.freeflow.forecast.guard.Outcome.Withheld;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rules that every forecast passes before anybody sees it, and the only place where a {@link Forecast} is made. What
 * cannot be repaired by clipping or by making a cell missing is withheld: the guard fails closed.
 *
 * <p>Flow and occupancy have bounds in the original's rules too; we forecast neither, so no rule speaks of them.
 */
public final class Guard {

    private static final double ABOVE_FREE_FLOW = 1.3;
    private static final double JUMP_MPH = 40;

    private final GuardLimits limits;

    public Guard(GuardLimits limits) {
        this.limits = limits;
    }

    /** Lets a proposal through, or says why not. */
    public Outcome release(Proposal proposal) {
        if (proposal.sensors().isEmpty()) {
            return new Withheld(Reason.UNKNOWN_REGION);
        }
        if (proposal.draft().sensors() != proposal.sensors().size()) {
            return new Withheld(Reason.WRONG_SHAPE);
        }
        if (proposal.issuedAt().isAfter(proposal.dataCutoff())
                || proposal.dataCutoff().isAfter(proposal.knownAt())) {
            return new Withheld(Reason.NEWER_THAN_ITS_INPUTS);
        }
        var warnings = new EnumMap<Warning, Integer>(Warning.class);
        var grid = bound(proposal.draft(), warnings);
        if (isEmpty(grid)) {
            return new Withheld(Reason.NO_HISTORY);
        }
        flag(grid, proposal.sensors(), warnings);
        var forecast = new Forecast(
                proposal.region(),
                proposal.issuedAt(),
                proposal.dataCutoff(),
                proposal.knownAt(),
                proposal.model(),
                proposal.modelVersion(),
                proposal.sensors().stream().map(Sensor::id).toList(),
                grid);
        return new Issued(forecast, warnings);
    }

    /** The grid that a draft would leave with, so that a shadow model is scored by the same rules as the champion. */
    public QuantileGrid bound(Draft draft) {
        return bound(draft, new EnumMap<>(Warning.class));
    }

    private QuantileGrid bound(Draft draft, Map<Warning, Integer> warnings) {
        var grid = QuantileGrid.missing(draft.sensors());
        var cell = new float[QuantileGrid.QUANTILES];
        for (int sensor = 0; sensor < draft.sensors(); sensor++) {
            for (int step = 0; step < Horizons.STEPS; step++) {
                if (take(draft, sensor, step, cell, warnings)) {
                    for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
                        grid.set(sensor, step, quantile, cell[quantile]);
                    }
                }
            }
        }
        return grid;
    }

    /** Copies one cell, clipped and in order; false if it is missing. */
    private boolean take(Draft draft, int sensor, int step, float[] cell, Map<Warning, Integer> warnings) {
        int finite = 0;
        int absent = 0;
        boolean clipped = false;
        for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
            float mph = draft.mph(sensor, step, quantile);
            absent += Float.isNaN(mph) ? 1 : 0;
            finite += Float.isFinite(mph) ? 1 : 0;
            float bounded = Math.clamp(mph, (float) limits.minMph(), (float) limits.maxMph());
            clipped |= bounded != mph;
            cell[quantile] = bounded;
        }
        if (finite < QuantileGrid.QUANTILES) {
            if (absent < QuantileGrid.QUANTILES) {
                warnings.merge(Warning.SPEED_NOT_A_NUMBER, 1, Integer::sum);
            }
            return false;
        }
        if (clipped) {
            warnings.merge(Warning.SPEED_CLIPPED, 1, Integer::sum);
        }
        if (sort(cell)) {
            warnings.merge(Warning.QUANTILES_CROSSED, 1, Integer::sum);
        }
        return true;
    }

    /** Insertion sort of seven values that are nearly always in order; true if they were not. */
    private static boolean sort(float[] cell) {
        boolean moved = false;
        for (int i = 1; i < cell.length; i++) {
            for (int j = i; j > 0 && cell[j] < cell[j - 1]; j--) {
                float smaller = cell[j];
                cell[j] = cell[j - 1];
                cell[j - 1] = smaller;
                moved = true;
            }
        }
        return moved;
    }

    private static void flag(QuantileGrid grid, List<Sensor> sensors, Map<Warning, Integer> warnings) {
        for (int sensor = 0; sensor < sensors.size(); sensor++) {
            double bound = sensors.get(sensor).freeFlowMph().orElse(Double.POSITIVE_INFINITY) * ABOVE_FREE_FLOW;
            double before = Double.NaN;
            for (int step = 0; step < Horizons.STEPS; step++) {
                double median = grid.mph(sensor, step, QuantileGrid.P50);
                if (median > bound) {
                    warnings.merge(Warning.ABOVE_FREE_FLOW, 1, Integer::sum);
                }
                if (Math.abs(median - before) > JUMP_MPH) {
                    warnings.merge(Warning.SPEED_JUMPS, 1, Integer::sum);
                }
                if (Confidence.of(grid, sensor, step) < Confidence.LOW_BELOW) {
                    warnings.merge(Warning.LOW_CONFIDENCE, 1, Integer::sum);
                }
                before = median;
            }
        }
    }

    private static boolean isEmpty(QuantileGrid grid) {
        for (int sensor = 0; sensor < grid.sensors(); sensor++) {
            for (int step = 0; step < Horizons.STEPS; step++) {
                if (!grid.isMissing(sensor, step)) {
                    return false;
                }
            }
        }
        return true;
    }
}
