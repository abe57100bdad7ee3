package io.freeflow.serve;

import io.freeflow.core.ingest.ReadingDoor;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The raw records of a request's body, one after the other: a JSON object, an array of them, or an object a line. */
interface PushedRecords extends AutoCloseable {

    /** The next record; empty at the end. */
    Optional<byte[]> next() throws IOException, BadBodyException;

    @Override
    void close() throws IOException;

    /** A body that cannot be taken as a whole. */
    final class BadBodyException extends IOException {
        private static final long serialVersionUID = 1;
        private final HttpStatus status;

        BadBodyException(HttpStatus status, String message) {
            super(message);
            this.status = status;
        }

        HttpStatus status() {
            return status;
        }
    }

    /** By what the body is declared to be. A page of another site can make a browser send text, but neither of these. */
    static PushedRecords of(Context ctx, long maxBytes) throws IOException {
        var declared = Optional.ofNullable(ctx.contentType()).orElse("nothing");
        var type = declared.replaceAll(";.*", "").strip();
        boolean lines = Lines.TYPES.contains(type);
        if (!lines && !type.equals("application/json")) {
            throw new BadBodyException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type must be application/json or application/x-ndjson, was " + Parameters.shown(declared));
        }
        if (ctx.req().getContentLengthLong() > maxBytes) {
            throw Limited.tooLarge(maxBytes);
        }
        var body = new BufferedInputStream(new Limited(ctx.req().getInputStream(), maxBytes));
        return lines ? new Lines(body) : Values.of(body);
    }

    /** A body of at most so many bytes. */
    final class Limited extends FilterInputStream {
        private final long limit;
        private long read;

        Limited(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        static BadBodyException tooLarge(long limit) {
            return new BadBodyException(
                    HttpStatus.CONTENT_TOO_LARGE, "the body must have at most " + limit + " bytes; send it in parts");
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int more) throws IOException {
            read += more;
            if (read > limit) {
                throw tooLarge(limit);
            }
        }
    }

    private static byte[] checked(byte[] record, long index) throws IOException {
        if (record.length > ReadingDoor.MAX_RECORD_BYTES) {
            throw new BadBodyException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "a reading must have at most " + ReadingDoor.MAX_RECORD_BYTES + " bytes, number " + index + " had "
                            + record.length);
        }
        return record;
    }

    /** An object a line; a line that is none is a record too, for validation to reject. */
    final class Lines implements PushedRecords {
        static final Set<String> TYPES =
                Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines");

        private final InputStream in;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        private long index;

        Lines(InputStream in) {
            this.in = in;
        }

        @Override
        public Optional<byte[]> next() throws IOException {
            int one;
            do {
                line.reset();
                boolean blank = true;
                for (one = in.read(); one >= 0 && one != '\n'; one = in.read()) {
                    line.write(one);
                    blank &= one == ' ' || one == '\t' || one == '\r';
                }
                if (!blank) {
                    return Optional.of(checked(line.toByteArray(), index++));
                }
            } while (one >= 0);
            return Optional.empty();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** One object, or the values of an array, written anew. */
    final class Values implements PushedRecords {
        private static final JsonFactory FACTORY = new JsonFactory();

        private final JsonParser parser;
        private final boolean array;
        private boolean over;
        private long index;

        private Values(JsonParser parser, boolean array) {
            this.parser = parser;
            this.array = array;
        }

        static Values of(InputStream body) throws IOException {
            try {
                var parser = FACTORY.createParser(ObjectReadContext.empty(), body);
                var first = parser.nextToken();
                if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                    parser.close();
                    throw new BadBodyException(HttpStatus.BAD_REQUEST, "the body must be a JSON object or array");
                }
                return new Values(parser, first == JsonToken.START_ARRAY);
            } catch (JacksonException e) {
                throw bad(e);
            }
        }

        @Override
        public Optional<byte[]> next() throws IOException {
            try {
                if (over || (array && parser.nextToken() == JsonToken.END_ARRAY)) {
                    requireNoMore();
                    return Optional.empty();
                }
                var bytes = new ByteArrayOutputStream(512);
                try (var copy = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
                    copy.copyCurrentStructureExact(parser);
                }
                over = !array;
                return Optional.of(checked(bytes.toByteArray(), index++));
            } catch (JacksonException e) {
                throw bad(e);
            }
        }

        private void requireNoMore() throws IOException {
            if (parser.nextToken() != null) {
                throw new BadBodyException(HttpStatus.BAD_REQUEST, "the body must be one JSON value, more followed it");
            }
        }

        private static IOException bad(JacksonException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BadBodyException known) {
                    return known;
                }
            }
            return new BadBodyException(
                    HttpStatus.BAD_REQUEST, "the body is not JSON: " + Parameters.shown(e.getOriginalMessage()));
        }

        @Override
        public void close() {
            parser.close();
        }
    }
}
