package io.freeflow.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.postgresql.PGConnection;

/*
 * The format: a signature, then for each row the number of its columns (int16) and for each column its length (int32, -1
 * is NULL) and its bytes, big-endian, as the type's receive function reads them; -1 (int16) ends it. A timestamptz is
 * the microseconds since 2000-01-01. See «Binary Format» of COPY in PostgreSQL's manual.
 */
/** Rows in PostgreSQL's binary COPY format. Not thread-safe. */
final class CopyRows {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final long SECONDS_TO_2000 = 946_684_800;
    private static final byte JSONB_VERSION = 1;

    private final int columns;
    private byte[] bytes;
    private int size;

    CopyRows(int columns, int expectedRows) {
        this.columns = columns;
        this.bytes = new byte[64 + expectedRows * 128];
        room(SIGNATURE.length + 8);
        System.arraycopy(SIGNATURE, 0, bytes, 0, SIGNATURE.length);
        size = SIGNATURE.length + 8;
    }

    CopyRows row() {
        putShort(columns);
        return this;
    }

    CopyRows text(String value) {
        return bytes(Text.clean(value).getBytes(StandardCharsets.UTF_8));
    }

    CopyRows text(Optional<String> value) {
        return value.isPresent() ? text(value.get()) : none();
    }

    CopyRows json(String value) {
        var utf8 = Text.clean(value).getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length + 1);
        room(1);
        bytes[size++] = JSONB_VERSION;
        return raw(utf8);
    }

    CopyRows bytes(byte[] value) {
        putInt(value.length);
        return raw(value);
    }

    CopyRows instant(Optional<Instant> value) {
        return value.isPresent() ? instant(value.get()) : none();
    }

    CopyRows instant(Instant value) {
        putInt(8);
        return putLong(microsSince2000(value));
    }

    /** A quantity; {@code NaN} is missing and becomes NULL. */
    CopyRows quantity(double value) {
        if (Double.isNaN(value)) {
            return none();
        }
        putInt(8);
        return putLong(Double.doubleToRawLongBits(value));
    }

    CopyRows int4(int value) {
        putInt(4);
        return putInt(value);
    }

    CopyRows none() {
        return putInt(-1);
    }

    /** Sends the rows to the server. */
    void copy(Connection connection, String statement) throws SQLException {
        putShort(-1);
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(bytes, 0, size);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    static long microsSince2000(Instant value) {
        return Math.addExact(
                Math.multiplyExact(Math.subtractExact(value.getEpochSecond(), SECONDS_TO_2000), 1_000_000),
                value.getNano() / 1_000);
    }

    private CopyRows raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    private CopyRows putShort(int value) {
        room(2);
        SHORT.set(bytes, size, (short) value);
        size += 2;
        return this;
    }

    private CopyRows putInt(int value) {
        room(4);
        INT.set(bytes, size, value);
        size += 4;
        return this;
    }

    private CopyRows putLong(long value) {
        room(8);
        LONG.set(bytes, size, value);
        size += 8;
        return this;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
