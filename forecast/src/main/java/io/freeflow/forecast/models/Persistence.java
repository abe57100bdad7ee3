package io.freeflow.forecast.models;

import io.freeflow.core.forecast.History;
import io.freeflow.core.forecast.Horizons;
import java.util.Arrays;

/** As it is now: the last observed speed, as long as it is not too old. */
final class Persistence implements PointModel {

    private final int carry;

    Persistence(int carry) {
        this.carry = carry;
    }

    @Override
    public String name() {
        return StandardModels.PERSISTENCE;
    }

    @Override
    public String version() {
        return "carry-" + 5 * carry + "m";
    }

    @Override
    public void points(History history, float[] out) {
        for (int sensor = 0; sensor < history.sensors().size(); sensor++) {
            int back = LastSeen.back(history, sensor, carry);
            float mph = back == LastSeen.NEVER ? Float.NaN : history.mph(sensor, back);
            Arrays.fill(out, sensor * Horizons.STEPS, (sensor + 1) * Horizons.STEPS, mph);
        }
    }
}
