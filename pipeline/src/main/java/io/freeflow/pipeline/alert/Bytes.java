package io.freeflow.pipeline.alert;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The field types of saved state. */
final class Bytes {

    private Bytes() {}

    /** Writes one element. */
    interface Writer<E> {
        void write(E element) throws IOException;
    }

    /** Reads one element. */
    interface Reader<E> {
        E read() throws IOException;
    }

    static <E> void writeAll(DataOutputStream out, List<E> elements, Writer<? super E> writer) throws IOException {
        out.writeInt(elements.size());
        for (E element : elements) {
            writer.write(element);
        }
    }

    static <E> List<E> readAll(DataInputStream in, Reader<? extends E> reader) throws IOException {
        int count = in.readInt();
        var elements = new ArrayList<E>();
        for (int i = 0; i < count; i++) {
            elements.add(reader.read());
        }
        return elements;
    }

    /** Also {@link Instant#MIN}, which has no milliseconds. */
    static void writeInstant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    static void writeFloats(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    static float[] readFloats(DataInputStream in) throws IOException {
        var values = new float[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }
}
