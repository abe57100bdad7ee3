package io.freeflow.feeds.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of one JSON record after the other, in a buffer that grows. Not thread-safe. */
final class JsonBytes {

    private static final double MILLION = 1e6;
    private static final double LARGEST_SCALED = 1e15;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[512];
    private int size;

    void begin() {
        size = 0;
    }

    int size() {
        return size;
    }

    byte[] end() {
        return Arrays.copyOf(bytes, size);
    }

    /** Makes an object of the fields since a size: the comma before the first of them becomes the brace. */
    void object(int since) {
        if (size == since) {
            put('{');
        } else {
            bytes[since] = '{';
        }
        put('}');
    }

    /** A number, with what stands before it; nothing at all if it is {@code NaN}. */
    void measurement(String intro, double value) {
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

    void integer(long value) {
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

    void text(String text) {
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
    void ascii(String text) {
        int length = text.length();
        reserve(length);
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    void put(char one) {
        reserve(1);
        bytes[size++] = (byte) one;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
