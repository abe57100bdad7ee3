package io.freeflow.pipeline.aggregate;

import io.freeflow.core.reading.Measurement;
import io.freeflow.pipeline.aggregate.Cell.Observation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Readings in few bytes, exactly: some twelve for one of a loop that reports in hundredths. A name is written once, and
 * then its number; times are differences to the reading before, in seconds where they are whole; a figure of two decimals is
 * an integer of hundredths, and any other stands as it is in eight bytes. Integers are as long as they need to be.
 */
final class Packing {

    private static final long MISSING = 0;
    private static final long IN_FULL = 1;
    /** What is added to a figure in hundredths. */
    private static final long FIRST = 2;

    /** Beyond it hundredths are not worth their bytes. */
    private static final double LARGEST = 1e9;

    private Packing() {}

    /** Packs readings, one after the other. Not thread-safe. */
    static final class Packer {
        private static final int LEAST = 256;

        private final Map<String, Integer> names = new HashMap<>();
        private byte[] bytes = new byte[LEAST];
        private int size;
        private long before;

        void add(String sensorId, Observation one) {
            name(sensorId);
            name(one.feed());
            time(one.startMillis() - before);
            before = one.startMillis();
            time(one.lengthMillis());
            figure(one.measurement().speedMph());
            figure(one.measurement().flowVph());
            figure(one.measurement().occupancyPercent());
        }

        int size() {
            return size;
        }

        /** All that was added since the last call. */
        byte[] take() {
            byte[] taken = Arrays.copyOf(bytes, size);
            forget();
            return taken;
        }

        /** Drops what was added since, and the room for it. */
        void drop() {
            forget();
            bytes = new byte[LEAST];
        }

        private void forget() {
            names.clear();
            size = 0;
            before = 0;
        }

        private void name(String name) {
            Integer known = names.get(name);
            integer(known == null ? 0 : known);
            if (known == null) {
                names.put(name, names.size() + 1);
                byte[] text = name.getBytes(StandardCharsets.UTF_8);
                integer(text.length);
                room(text.length);
                System.arraycopy(text, 0, bytes, size, text.length);
                size += text.length;
            }
        }

        private void time(long millis) {
            integer(millis % 1000 == 0 ? zigZag(millis / 1000) << 1 : (zigZag(millis) << 1) | 1);
        }

        private void figure(double value) {
            double hundredths = Math.rint(value * 100);
            if (Double.isNaN(value)) {
                integer(MISSING);
            } else if (Math.abs(hundredths) < LARGEST && Double.compare((long) hundredths / 100.0, value) == 0) {
                integer(zigZag((long) hundredths) + FIRST);
            } else {
                integer(IN_FULL);
                room(Double.BYTES);
                ByteBuffer.wrap(bytes).putDouble(size, value);
                size += Double.BYTES;
            }
        }

        /** The small first, of either sign. */
        private static long zigZag(long value) {
            return (value << 1) ^ (value >> 63);
        }

        /** Seven bits a byte, the lowest first; the eighth says that more follow. */
        private void integer(long value) {
            room(10);
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            bytes[size++] = (byte) rest;
        }

        private void room(int more) {
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
            }
        }
    }

    /**
     * Hands on, in their order, the readings that a {@link Packer} packed.
     *
     * @param action is given the sensor and what it said
     */
    static void unpack(byte[] packed, BiConsumer<String, Observation> action) {
        var in = ByteBuffer.wrap(packed);
        var names = new ArrayList<String>();
        long before = 0;
        while (in.hasRemaining()) {
            String sensorId = name(in, names);
            String feed = name(in, names);
            long start = before + time(in);
            before = start;
            action.accept(
                    sensorId,
                    new Observation(feed, start, (int) time(in), new Measurement(figure(in), figure(in), figure(in))));
        }
    }

    private static String name(ByteBuffer in, List<String> names) {
        int known = (int) integer(in);
        if (known > 0) {
            return names.get(known - 1);
        }
        byte[] text = new byte[(int) integer(in)];
        in.get(text);
        var name = new String(text, StandardCharsets.UTF_8).intern();
        names.add(name);
        return name;
    }

    private static long time(ByteBuffer in) {
        long value = integer(in);
        return (value & 1) == 0 ? 1000 * unZigZag(value >>> 1) : unZigZag(value >>> 1);
    }

    private static double figure(ByteBuffer in) {
        long value = integer(in);
        if (value == MISSING) {
            return Double.NaN;
        }
        return value == IN_FULL ? in.getDouble() : unZigZag(value - FIRST) / 100.0;
    }

    private static long unZigZag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }

    private static long integer(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
