package io.freeflow.feeds.records;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** A file, compressed by gzip or not, and how much of it was read. */
public final class InputFile {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final Path path;
    private final AtomicLong read = new AtomicLong();

    public InputFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** The file's name without {@code .gz}. */
    public String name() {
        var name = String.valueOf(path.getFileName());
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    /** Bytes on the disk. */
    public long size() throws IOException {
        return Files.size(path);
    }

    /** Bytes of the disk that were read since it was opened last. Thread-safe. */
    public long bytesRead() {
        return read.get();
    }

    /** Opens it at its beginning. */
    public InputStream open() throws IOException {
        read.set(0);
        var in = new PushbackInputStream(new Counted(Files.newInputStream(path)), 2);
        var first = in.readNBytes(2);
        in.unread(first);
        boolean compressed = first.length == 2 && (first[0] & 0xff) == GZIP_FIRST && (first[1] & 0xff) == GZIP_SECOND;
        return new BufferedInputStream(compressed ? new GZIPInputStream(in, BUFFER) : in, BUFFER);
    }

    /** Opens it as UTF-8 text. */
    public BufferedReader openText() throws IOException {
        return new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8), BUFFER);
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            read.addAndGet(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            read.addAndGet(Math.max(0, count));
            return count;
        }
    }
}
