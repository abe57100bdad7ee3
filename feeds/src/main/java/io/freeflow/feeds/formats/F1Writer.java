package io.freeflow.feeds.formats;

import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.RawReading;
import org.jspecify.annotations.Nullable;

/**
 * Writes the flat record of our own feeds: {@code
 * {"sensor_id":"717825","timestamp":1330588800000,"period_seconds":300,"speed":64.375}}. What is missing is left out.
 * Not thread-safe.
 */
public final class F1Writer {

    private final JsonBytes json = new JsonBytes();

    /**
     * The bytes of one record.
     *
     * @param timestampMillis start of the interval, milliseconds since the epoch
     * @param periodSeconds length of the interval
     * @param speedMph miles per hour; {@code NaN} is missing, here and below
     * @param flowVph vehicles per hour over all lanes
     * @param occupancyPercent 0 to 100
     */
    public byte[] write(
            String sensorId,
            long timestampMillis,
            int periodSeconds,
            double speedMph,
            double flowVph,
            double occupancyPercent) {
        json.begin();
        json.ascii("{\"sensor_id\":");
        json.text(sensorId);
        json.ascii(",\"timestamp\":");
        json.integer(timestampMillis);
        json.ascii(",\"period_seconds\":");
        json.integer(periodSeconds);
        json.measurement(",\"speed\":", speedMph);
        json.measurement(",\"volume\":", flowVph);
        json.measurement(",\"occupancy\":", occupancyPercent);
        json.put('}');
        return json.end();
    }

    /** The bytes of a record of texts, each as a JSON string; {@code null} fields are left out. */
    public byte[] write(RawReading reading) {
        json.begin();
        json.put('{');
        field("event_id", reading.eventId());
        field("sensor_id", reading.sensorId());
        field("timestamp", reading.timestamp());
        field("period_seconds", reading.periodSeconds());
        field("speed", reading.speedMph());
        field("volume", reading.flowVph());
        field("occupancy", reading.occupancyPercent());
        place(reading.place());
        field("quality_score", reading.qualityScore());
        json.put('}');
        return json.end();
    }

    private void place(RawPlace place) {
        field("latitude", place.latitude());
        field("longitude", place.longitude());
        field("freeway", place.freeway());
        field("direction", place.direction());
        field("postmile_mi", place.postmileMiles());
        field("lanes", place.lanes());
        field("road_name", place.name());
    }

    private void field(String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (json.size() > 1) {
            json.put(',');
        }
        json.put('"');
        json.ascii(name);
        json.put('"');
        json.put(':');
        json.text(value);
    }
}
