package io.freeflow.kafka.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** The field types that several schemas share. */
final class Fields {

    private Fields() {}

    static void writeInstant(BinaryEncoder out, Instant instant) throws IOException {
        out.writeLong(instant.toEpochMilli());
    }

    static Instant readInstant(BinaryDecoder in) throws IOException {
        return Instant.ofEpochMilli(in.readLong());
    }

    /** {@code NaN} is the union's null. */
    static void writeDouble(BinaryEncoder out, double value) throws IOException {
        if (Double.isNaN(value)) {
            out.writeIndex(0);
            out.writeNull();
        } else {
            out.writeIndex(1);
            out.writeDouble(value);
        }
    }

    static double readDouble(BinaryDecoder in) throws IOException {
        return isPresent(in) ? in.readDouble() : Double.NaN;
    }

    /** Reads which branch of a union of null and something follows. */
    static boolean isPresent(BinaryDecoder in) throws IOException {
        return switch (in.readIndex()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new IOException("a union has two branches");
        };
    }

    static String readString(BinaryDecoder in) throws IOException {
        return new String(readBytes(in), UTF_8);
    }

    /** Avro would first make room for as much as foreign bytes claim. */
    static byte[] readBytes(BinaryDecoder in) throws IOException {
        long length = in.readLong();
        if (length < 0 || length > in.inputStream().available()) {
            throw new EOFException("something is said to have " + length + " bytes");
        }
        var bytes = new byte[(int) length];
        in.readFixed(bytes);
        return bytes;
    }

    /** Writes one element of an array. */
    interface ElementWriter<E> {
        void write(E element) throws IOException;
    }

    /** Reads one element of an array. */
    interface ElementReader<E> {
        E read() throws IOException;
    }

    /** Empty is the union's null. */
    static <E> void writeOptional(BinaryEncoder out, Optional<E> value, ElementWriter<E> writer) throws IOException {
        if (value.isEmpty()) {
            out.writeIndex(0);
            out.writeNull();
        } else {
            out.writeIndex(1);
            writer.write(value.get());
        }
    }

    static <E> Optional<E> readOptional(BinaryDecoder in, ElementReader<E> reader) throws IOException {
        return isPresent(in) ? Optional.of(reader.read()) : Optional.empty();
    }

    static <E> void writeArray(BinaryEncoder out, List<E> elements, ElementWriter<E> writer) throws IOException {
        out.writeArrayStart();
        out.setItemCount(elements.size());
        for (E element : elements) {
            out.startItem();
            writer.write(element);
        }
        out.writeArrayEnd();
    }

    static <E> List<E> readArray(BinaryDecoder in, ElementReader<E> reader) throws IOException {
        long block = in.readArrayStart();
        if (block == 0) {
            return List.of();
        }
        var elements = new ArrayList<E>();
        for (; block != 0; block = in.arrayNext()) {
            for (long i = 0; i < block; i++) {
                elements.add(reader.read());
            }
        }
        return elements;
    }

    static void writeCounts(BinaryEncoder out, Map<String, Long> counts) throws IOException {
        out.writeMapStart();
        out.setItemCount(counts.size());
        for (var count : counts.entrySet()) {
            out.startItem();
            out.writeString(count.getKey());
            out.writeLong(count.getValue());
        }
        out.writeMapEnd();
    }

    static Map<String, Long> readCounts(BinaryDecoder in) throws IOException {
        var counts = new TreeMap<String, Long>();
        for (long block = in.readMapStart(); block != 0; block = in.mapNext()) {
            for (long i = 0; i < block; i++) {
                counts.put(readString(in), in.readLong());
            }
        }
        return counts;
    }
}
