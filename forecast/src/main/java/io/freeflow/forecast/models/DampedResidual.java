package io.freeflow.forecast.models;

import io.freeflow.core.forecast.History;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.forecast.time.Calendar;

/** The typical week plus what is left of the last seen deviation from it. */
final class DampedResidual implements PointModel {

    private final TypicalWeek week;
    private final Knowledge knowledge;
    private final int carry;
    private final double[] left = new double[Damping.LAGS + 1];

    DampedResidual(Knowledge knowledge, int carry) {
        this.week = new TypicalWeek(knowledge);
        this.knowledge = knowledge;
        this.carry = carry;
    }

    @Override
    public String name() {
        return StandardModels.PROFILE_DAMPED;
    }

    @Override
    public String version() {
        return week.version();
    }

    @Override
    public void points(History history, float[] out) {
        week.points(history, out);
        for (int lag = 1; lag <= Damping.LAGS; lag++) {
            left[lag] = knowledge.damping().left(lag);
        }
        long newest = Calendar.windowAt(history.issuedAt()) - 1;
        for (int sensor = 0; sensor < history.sensors().size(); sensor++) {
            int back = LastSeen.back(history, sensor, carry);
            if (back == LastSeen.NEVER) {
                continue;
            }
            float deviation = history.mph(sensor, back) - knowledge.expected().get(newest - back, sensor);
            if (Float.isNaN(deviation)) {
                continue;
            }
            for (int step = 0; step < Horizons.STEPS; step++) {
                out[sensor * Horizons.STEPS + step] += (float) (left[back + step + 1] * deviation);
            }
        }
    }
}
