package io.freeflow.core.reading;

import org.jspecify.annotations.Nullable;

/**
 * The fields of one record under our names, as the feed wrote them: text, not yet judged. {@code null} is a field that
 * the record does not have or has as JSON null.
 *
 * @param timestamp ISO date and time with or without a zone, or epoch milliseconds
 * @param periodSeconds length of the interval
 * @param speedMph miles per hour
 * @param flowVph vehicles per hour over all lanes
 * @param occupancyPercent 0 to 100
 */
public record RawReading(
        @Nullable String eventId,
        @Nullable String sensorId,
        @Nullable String timestamp,
        @Nullable String periodSeconds,
        @Nullable String speedMph,
        @Nullable String flowVph,
        @Nullable String occupancyPercent) {}
