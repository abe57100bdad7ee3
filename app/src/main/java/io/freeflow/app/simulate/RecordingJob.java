package io.freeflow.app.simulate;

import io.freeflow.app.demo.Terminal;
import io.freeflow.feeds.simulate.record.Companion;
import io.freeflow.feeds.simulate.record.Recording;
import io.freeflow.feeds.simulate.record.RecordingFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Makes a recording and says how it went. */
final class RecordingJob {

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss", Locale.US);
    private static final double MEGABYTE = 1e6;

    private final Recording.Subject subject;
    private final Instant end;
    private final OptionalLong enough;
    private final RecordingFiles files;
    private final long began;

    /**
     * A job.
     *
     * @param length the most that is recorded
     * @param enough so many events end it before that
     * @param began when the person began to wait, by the system's nanoseconds
     */
    RecordingJob(Recording.Subject subject, Duration length, OptionalLong enough, RecordingFiles files, long began) {
        this.subject = subject;
        this.end = subject.begin().plus(length);
        this.enough = enough;
        this.files = files;
        this.began = began;
    }

    void run(PrintWriter out, PrintWriter err) throws IOException {
        var stopped = new Thread(files::discard, "simulate");
        Runtime.getRuntime().addShutdownHook(stopped);
        try {
            var recording = record(new RecordingProgress(err, subject, end, enough, Terminal.isThere()));
            for (Companion companion : recording.companions()) {
                files.write(files.beside(companion.name()), companion);
            }
            files.write(files.truth(), recording.truth());
            files.publish();
            summarize(recording, Duration.ofNanos(System.nanoTime() - began), out);
        } finally {
            files.discard();
            Runtime.getRuntime().removeShutdownHook(stopped);
        }
    }

    private Recording record(RecordingProgress progress) throws IOException {
        try (var stream = files.open()) {
            progress.begin();
            var recording = Recording.begin(subject, stream);
            progress.started();
            while (recording.now().isBefore(end) && (enough.isEmpty() || recording.events() < enough.getAsLong())) {
                recording.tick();
                progress.show(recording);
            }
            recording.end();
            progress.end();
            return recording;
        }
    }

    private void summarize(Recording recording, Duration took, PrintWriter out) throws IOException {
        var city = subject.city();
        out.printf(
                Locale.ROOT,
                "%s in simulated %s, seed %d, %s to %s, every %d s%n",
                subject.scenario().name(),
                city.title(),
                city.seed(),
                local(subject.begin()),
                local(recording.now()),
                subject.tick().toSeconds());
        subject.script().notes().forEach(note -> out.println("  " + note));
        double seconds = took.toMillis() / 1e3;
        out.printf(
                Locale.ROOT,
                "%,d stations, %,d events, %,d reports missing, in %.1f s (%,.0f events/s)%n",
                city.network().sensors().size(),
                recording.events(),
                recording.missing(),
                seconds,
                recording.events() / Math.max(1e-3, seconds));
        out.println(files.written().stream()
                .map(RecordingJob::withSize)
                .collect(Collectors.joining(System.lineSeparator())));
        if (files.format() == RecordingFormat.CSV) {
            out.printf(
                    "Replay: freeflow demo --feed csv --speeds %s --sensors %s%n",
                    files.file(), files.beside("sensors.csv"));
        }
        out.flush();
    }

    private String local(Instant instant) {
        return DAY_AND_TIME.format(instant.atZone(subject.city().network().zone()));
    }

    private static String withSize(Path file) {
        try {
            return String.format(Locale.ROOT, "  %s  %,.2f MB", file, Files.size(file) / MEGABYTE);
        } catch (IOException e) {
            return "  " + file;
        }
    }
}
