package io.freeflow.feeds.formats;

import io.freeflow.core.reading.RawReading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the flat record of our own feeds: {@code
 * {"sensor_id":"717825","timestamp":1330588800000,"period_seconds":300,"speed":64.375}}. What is missing is left out.
 * Not thread-safe.
 */
public final class F1Writer {

    private static final double MILLION = 1e6;
    private static final double LARGEST_SCALED = 1e15;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[256];
    private int size;

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
        size = 0;
        ascii("{\"sensor_id\":");
        text(sensorId);
        ascii(",\"timestamp\":");
        integer(timestampMillis);
        ascii(",\"period_seconds\":");
        integer(periodSeconds);
        measurement(",\"speed\":", speedMph);
        measurement(",\"volume\":", flowVph);
        measurement(",\"occupancy\":", occupancyPercent);
        put('}');
        return Arrays.copyOf(bytes, size);
    }

    /** The bytes of a record of texts, each as a JSON string; {@code null} fields are left out. */
    public byte[] write(RawReading reading) {
        size = 0;
        put('{');
        field("event_id", reading.eventId());
        field("sensor_id", reading.sensorId());
        field("timestamp", reading.timestamp());
        field("period_seconds", reading.periodSeconds());
        field("speed", reading.speedMph());
        field("volume", reading.flowVph());
        field("occupancy", reading.occupancyPercent());
        put('}');
        return Arrays.copyOf(bytes, size);
    }

    private void field(String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (size > 1) {
            put(',');
        }
        put('"');
        ascii(name);
        put('"');
        put(':');
        text(value);
    }

    private void measurement(String intro, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("a measurement must be finite or missing, was " + value);
        }
        ascii(intro);
        number(value);
    }

    /** The shortest decimal that reads back as the same number: six decimals at most, or as Java writes it. */
    private void number(double value) {
        double scaled = Math.rint(value * MILLION);
        if (Math.abs(scaled) > LARGEST_SCALED || scaled / MILLION != value || scaled == 0) {
            ascii(value == 0 ? "0" : Double.toString(value));
            return;
        }
        long millionths = (long) Math.abs(scaled);
        if (scaled < 0) {
            put('-');
        }
        integer(millionths / 1_000_000);
        long rest = millionths % 1_000_000;
        if (rest != 0) {
            put('.');
            for (long unit = 100_000; rest != 0; unit /= 10) {
                put((char) ('0' + rest / unit));
                rest %= unit;
            }
        }
    }

    private void integer(long value) {
        if (value < 0 || value >= 1_000_000_000_000_000_000L) {
            ascii(Long.toString(value));
            return;
        }
        long unit = 1;
        while (unit <= value / 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            put((char) ('0' + value / unit % 10));
        }
    }

    private void text(String text) {
        put('"');
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            if (one == '"' || one == '\\') {
                put('\\');
                put((char) one);
            } else if (one >= 0 && one < ' ') {
                ascii("\\u00");
                put((char) HEX[one >> 4]);
                put((char) HEX[one & 15]);
            } else {
                put((char) one);
            }
        }
        put('"');
    }

    @SuppressWarnings("deprecation") // the one copy without a charset; the texts are ASCII
    private void ascii(String text) {
        int length = text.length();
        reserve(length);
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    private void put(char one) {
        reserve(1);
        bytes[size++] = (byte) one;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
