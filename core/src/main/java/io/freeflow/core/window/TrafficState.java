package io.freeflow.core.window;

import io.freeflow.core.reading.Measurement;

/**
 * One sensor in one window.
 *
 * @param readings how many readings it rests on; 0 when missing
 */
public record TrafficState(String sensorId, Measurement measurement, int readings, Quality quality) {

    public static TrafficState missing(String sensorId) {
        return new TrafficState(sensorId, Measurement.MISSING, 0, Quality.MISSING);
    }

    public static TrafficState observed(String sensorId, Measurement measurement, int readings) {
        return new TrafficState(sensorId, measurement, readings, Quality.OBSERVED);
    }

    /** The same with a speed that nobody measured. */
    public TrafficState withSpeedOf(double mph) {
        var whole = new Measurement(mph, measurement.flowVph(), measurement.occupancyPercent());
        return new TrafficState(sensorId, whole, readings, Quality.IMPUTED);
    }

    /** Whether it has a speed that was measured, or follows from what was, by a sensor that is believed. */
    public boolean hasBelievedSpeed() {
        return measurement.hasSpeed() && quality != Quality.SUSPECT;
    }

    /** The same values, of a sensor that is not believed. */
    public TrafficState suspected() {
        return new TrafficState(sensorId, measurement, readings, Quality.SUSPECT);
    }
}
