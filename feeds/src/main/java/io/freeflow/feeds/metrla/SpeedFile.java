package io.freeflow.feeds.metrla;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A METR-LA speed file: {@code .csv}, {@code .csv.gz} or the pandas file {@code .h5}, told apart by its name. */
record SpeedFile(Path path) {

    private static final int BUFFER_BYTES = 1 << 16;

    SpeedRows open() {
        return isHdf() ? HdfRows.open(path) : CsvRows.open(path, bytes());
    }

    /** How many rows it has. Reads the whole file, but looks for the ends of lines only. */
    long countRows() {
        if (isHdf()) {
            try (var rows = HdfRows.open(path)) {
                return rows.size();
            }
        }
        try (var in = bytes()) {
            return countLines(in) - 1;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private boolean isHdf() {
        var name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".h5") || name.endsWith(".hdf5");
    }

    private InputStream bytes() {
        try {
            var file = Files.newInputStream(path);
            return path.toString().endsWith(".gz")
                    ? new GZIPInputStream(file, BUFFER_BYTES)
                    : new BufferedInputStream(file, BUFFER_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static long countLines(InputStream in) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        long lines = 0;
        byte last = '\n';
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int i = 0; i < read; i++) {
                last = buffer[i];
                lines += last == '\n' ? 1 : 0;
            }
        }
        return last == '\n' ? lines : lines + 1;
    }
}
