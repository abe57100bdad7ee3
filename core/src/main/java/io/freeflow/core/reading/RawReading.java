package io.freeflow.core.reading;

import org.jspecify.annotations.Nullable;

/**
 * The fields of one record under our names and in our units, as text that is not yet judged. A number that a feed writes in
 * another unit is converted; whatever else it wrote stays as it is. {@code null} is a field that the record does not have or
 * has as JSON null.
 *
 * @param timestamp ISO date and time with or without a zone, or epoch milliseconds
 * @param periodSeconds length of the interval
 * @param speedMph miles per hour
 * @param flowVph vehicles per hour over all lanes
 * @param occupancyPercent 0 to 100
 * @param qualityScore what the feed thinks of its own record, 0 to 1
 */
public record RawReading(
        @Nullable String eventId,
        @Nullable String sensorId,
        @Nullable String timestamp,
        @Nullable String periodSeconds,
        @Nullable String speedMph,
        @Nullable String flowVph,
        @Nullable String occupancyPercent,
        RawPlace place,
        @Nullable String qualityScore) {

    /** A record in which nothing was found. */
    public static final RawReading EMPTY = new RawReading(null, null, null, null, null, null, null);

    /** A record that says nothing of its place. */
    public RawReading(
            @Nullable String eventId,
            @Nullable String sensorId,
            @Nullable String timestamp,
            @Nullable String periodSeconds,
            @Nullable String speedMph,
            @Nullable String flowVph,
            @Nullable String occupancyPercent) {
        this(eventId, sensorId, timestamp, periodSeconds, speedMph, flowVph, occupancyPercent, RawPlace.NONE, null);
    }

    /** A record that does not judge itself. */
    public RawReading(
            @Nullable String eventId,
            @Nullable String sensorId,
            @Nullable String timestamp,
            @Nullable String periodSeconds,
            @Nullable String speedMph,
            @Nullable String flowVph,
            @Nullable String occupancyPercent,
            RawPlace place) {
        this(eventId, sensorId, timestamp, periodSeconds, speedMph, flowVph, occupancyPercent, place, null);
    }

    public RawReading at(RawPlace other) {
        return new RawReading(
                eventId, sensorId, timestamp, periodSeconds, speedMph, flowVph, occupancyPercent, other, qualityScore);
    }

    /** Whether it has a speed, a flow or an occupancy, believable or not. */
    public boolean hasMeasurement() {
        return speedMph != null || flowVph != null || occupancyPercent != null;
    }
}
