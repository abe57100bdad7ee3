package io.freeflow.core.alert;

/**
 * A stretch of a corridor between two of its stations.
 *
 * @param corridorId such as {@code I-405-N}
 * @param tailSensorId its upstream end
 * @param headSensorId its downstream end; the same as the tail where it is one station
 */
public record AlertPlace(
        String corridorId,
        String tailSensorId,
        double tailPostmileMiles,
        String headSensorId,
        double headPostmileMiles) {

    public double lengthMiles() {
        return Math.abs(headPostmileMiles - tailPostmileMiles);
    }
}
