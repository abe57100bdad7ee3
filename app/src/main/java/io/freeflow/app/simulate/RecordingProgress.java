package io.freeflow.app.simulate;

import io.freeflow.feeds.simulate.record.Recording;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/** A line on a terminal that says how far a recording is. */
final class RecordingProgress {

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.US);
    private static final long REFRESH_NANOS = Duration.ofMillis(500).toNanos();

    private final PrintWriter err;
    private final Recording.Subject subject;
    private final Instant end;
    private final OptionalLong enough;
    private final boolean terminal;
    private long began = System.nanoTime();
    private long shown = began;
    private boolean open;

    RecordingProgress(PrintWriter err, Recording.Subject subject, Instant end, OptionalLong enough, boolean terminal) {
        this.err = err;
        this.subject = subject;
        this.end = end;
        this.enough = enough;
        this.terminal = terminal;
    }

    /** Says what the person waits for before the first event. */
    void begin() {
        if (terminal) {
            open = true;
            err.print("simulating the day until "
                    + DAY_AND_TIME.format(
                            subject.begin().atZone(subject.city().network().zone())));
            err.flush();
        }
    }

    /** Rates count from here. */
    void started() {
        began = System.nanoTime();
    }

    void show(Recording recording) {
        long now = System.nanoTime();
        if (!terminal || now - shown < REFRESH_NANOS) {
            return;
        }
        shown = now;
        open = true;
        err.print("\r" + line(recording, (now - began) / 1e9) + "   ");
        err.flush();
    }

    String line(Recording recording, double seconds) {
        double done = done(recording);
        return String.format(
                Locale.ROOT,
                "%s  %3.0f %%  %,d events  %,.0f events/s  %.0f s left",
                DAY_AND_TIME.format(
                        recording.now().atZone(subject.city().network().zone())),
                100 * done,
                recording.events(),
                recording.events() / seconds,
                seconds * (1 - done) / Math.max(1e-6, done));
    }

    private double done(Recording recording) {
        double time =
                (double) Duration.between(subject.begin(), recording.now()).toSeconds()
                        / Math.max(1, Duration.between(subject.begin(), end).toSeconds());
        double counted = enough.isPresent() ? (double) recording.events() / enough.getAsLong() : 0;
        return Math.clamp(Math.max(time, counted), 0, 1);
    }

    /** Leaves the line. */
    void end() {
        if (open) {
            err.println();
            err.flush();
        }
    }
}
