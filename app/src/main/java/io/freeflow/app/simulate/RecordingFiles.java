package io.freeflow.app.simulate;

import io.freeflow.feeds.simulate.record.Companion;
import io.freeflow.feeds.simulate.record.RecordingFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The files of a recording: each is written under a temporary name beside its own, and they get their names all at the end,
 * the recording last. Thread-safe.
 */
final class RecordingFiles {

    private static final String GZ = ".gz";
    private static final String TEMPORARY = ".part";
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final RecordingFormat format;
    private final List<Path> written = new CopyOnWriteArrayList<>();

    RecordingFiles(Path file, RecordingFormat format) {
        this.file = file;
        this.format = format;
    }

    /** A file's name in small letters without {@code .gz}. */
    static String uncompressed(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(GZ) ? name.substring(0, name.length() - GZ.length()) : name;
    }

    Path file() {
        return file;
    }

    RecordingFormat format() {
        return format;
    }

    /** All that will be there in the end. */
    Stream<Path> all() {
        var companions = switch (format) {
            case F1_JSONL, N1_JSONL -> Stream.<String>of();
            case CSV -> Stream.of("sensors.csv");
            case LOOPS_CSV -> Stream.of("highways.csv", "stations.csv", "detectors.csv");
        };
        return Stream.concat(Stream.of(file, truth()), companions.map(this::beside));
    }

    /** Such as {@code accident.jsonl.truth.json}. */
    Path truth() {
        return file.resolveSibling(file.getFileName() + ".truth.json");
    }

    /** Such as {@code rush.sensors.csv} beside {@code rush.csv.gz}. */
    Path beside(String name) {
        int length = uncompressed(file).length();
        var whole = file.getFileName().toString().substring(0, length);
        int dot = whole.lastIndexOf('.');
        return file.resolveSibling((dot > 0 ? whole.substring(0, dot) : whole) + "." + name);
    }

    OutputStream open() throws IOException {
        var bytes = new BufferedOutputStream(create(file), BUFFER_BYTES);
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(GZ)
                ? new BufferedOutputStream(new GZIPOutputStream(bytes, BUFFER_BYTES), BUFFER_BYTES)
                : bytes;
    }

    void write(Path target, Companion companion) throws IOException {
        try (Writer out = new OutputStreamWriter(
                new BufferedOutputStream(create(target), BUFFER_BYTES), StandardCharsets.UTF_8)) {
            companion.content().writeTo(out);
        }
    }

    private OutputStream create(Path target) throws IOException {
        var stream = Files.newOutputStream(temporary(target));
        written.add(target);
        return stream;
    }

    private static Path temporary(Path target) {
        return target.resolveSibling(target.getFileName() + TEMPORARY);
    }

    /** Gives the files their names. */
    void publish() throws IOException {
        for (Path target : written.reversed()) {
            Files.move(temporary(target), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes what has not got its name; what cannot be deleted stays. */
    void discard() {
        for (Path target : written) {
            try {
                Files.deleteIfExists(temporary(target));
            } catch (IOException e) {
                // The next run writes over it.
            }
        }
    }

    List<Path> written() {
        return List.copyOf(written);
    }
}
