package io.freeflow.feeds.formats;

import io.freeflow.core.network.Direction;
import io.freeflow.core.window.Congestion;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Writes the nested record of the original system's scenarios, with one field more, {@code period_seconds}. What is missing
 * is left out. Not thread-safe.
 */
public final class N1Writer {

    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private final JsonBytes json = new JsonBytes();

    /** Where a station is. */
    public record Location(String sensorId, String highway, Direction direction, int lanes) {}

    /** What falls from the sky. */
    public enum Sky {
        CLEAR("clear"),
        DRIZZLE("drizzle"),
        RAIN("rain");

        private final String condition;

        Sky(String condition) {
            this.condition = condition;
        }
    }

    /**
     * The bytes of one record.
     *
     * @param start of the interval, by the road's wall clock
     * @param periodSeconds length of the interval
     * @param speedMph miles per hour; {@code NaN} is missing, here and below
     * @param flowVph vehicles per hour over all lanes
     * @param occupancyPercent 0 to 100
     */
    public byte[] write(
            String eventId,
            Location location,
            LocalDateTime start,
            int periodSeconds,
            double speedMph,
            double flowVph,
            double occupancyPercent,
            Sky sky) {
        json.begin();
        json.ascii("{\"event_id\":");
        json.text(eventId);
        json.ascii(",\"sensor_id\":");
        json.text(location.sensorId());
        json.ascii(",\"timestamp\":\"");
        json.ascii(ISO.format(start));
        json.ascii("\",\"hour\":");
        json.integer(start.getHour());
        json.ascii(",\"day_of_week\":");
        json.integer(start.getDayOfWeek().getValue() - 1);
        json.ascii(",\"is_weekend\":");
        json.ascii(Boolean.toString(start.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0));
        json.ascii(",\"period_seconds\":");
        json.integer(periodSeconds);
        json.ascii(",\"location\":{\"highway\":");
        json.text(location.highway());
        json.ascii(",\"direction\":\"");
        json.ascii(location.direction().name());
        json.ascii("\",\"lanes\":");
        json.integer(location.lanes());
        json.ascii("},\"traffic_data\":");
        traffic(speedMph, flowVph, occupancyPercent);
        json.ascii(",\"weather\":{\"condition\":\"");
        json.ascii(sky.condition);
        json.ascii("\",\"precipitation\":");
        json.ascii(Boolean.toString(sky != Sky.CLEAR));
        json.ascii("}}");
        return json.end();
    }

    private void traffic(double speedMph, double flowVph, double occupancyPercent) {
        int before = json.size();
        json.measurement(",\"speed_mph\":", speedMph);
        json.measurement(",\"volume_vehicles_per_hour\":", flowVph);
        json.measurement(",\"occupancy_percentage\":", occupancyPercent);
        if (!Double.isNaN(speedMph)) {
            json.ascii(",\"congestion_level\":");
            json.integer(Congestion.ofSpeed(speedMph).level());
        }
        json.object(before);
    }
}
