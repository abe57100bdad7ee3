package io.freeflow.forecast.models;

import io.freeflow.core.forecast.History;

/**
 * What is known of a cell when it is forecast: whether the sensor is congested now, and whether it is forecast to be.
 * Errors of each combination have their own distribution.
 */
final class Regime {

    static final int REGIMES = 9;

    private static final float CONGESTED_BELOW = 45;
    private static final float FREE_FROM = 60;

    private Regime() {}

    /** The sensor's state at issue time: 0 not seen, 1 congested, 2 free. */
    static byte now(History history, int sensor, int carry) {
        int back = LastSeen.back(history, sensor, carry);
        if (back == LastSeen.NEVER) {
            return 0;
        }
        return (byte) (history.mph(sensor, back) < CONGESTED_BELOW ? 1 : 2);
    }

    /** A byte that a new sensor's saved state may hold reads as not seen. */
    static int of(byte now, float forecastMph) {
        int then = forecastMph < CONGESTED_BELOW ? 0 : forecastMph < FREE_FROM ? 1 : 2;
        return 3 * Math.max(now, 0) + then;
    }
}
