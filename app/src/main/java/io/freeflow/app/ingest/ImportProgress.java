package io.freeflow.app.ingest;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A line that says how far an import is: rewritten in place on a terminal, elsewhere again every few seconds. */
final class ImportProgress {

    private static final long ON_A_TERMINAL = Duration.ofMillis(200).toNanos();
    private static final long IN_A_FILE = Duration.ofSeconds(5).toNanos();
    private static final int BAR = 24;
    /** The clock is asked once in so many records. */
    private static final int GLANCE = 256;

    private final PrintStream out;
    private final boolean terminal;
    private String what = "";
    private long total = 1;
    private long endedBytes;
    private long records;
    private long began = System.nanoTime();
    private long shown = began;
    private boolean open;

    ImportProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Files of so many bytes are about to be read. */
    void reading(long bytes) {
        begin("reading", Math.max(1, bytes));
    }

    /** One more record; so many bytes of its file were read. */
    void read(long bytesOfThisFile) {
        records++;
        if (records % GLANCE == 0) {
            show((double) (endedBytes + bytesOfThisFile) / total, records);
        }
    }

    void fileEnded(long bytes) {
        endedBytes += bytes;
    }

    /** So many records are about to be sent. */
    void sending(long count) {
        begin("sending", Math.max(1, count));
    }

    /** A share of them was sent, 0 to 1. */
    void sent(double share) {
        show(share, Math.round(share * total));
    }

    private void begin(String doing, long all) {
        what = doing;
        total = all;
        began = System.nanoTime();
        shown = began;
    }

    private void show(double share, long count) {
        long now = System.nanoTime();
        if (now - shown < (terminal ? ON_A_TERMINAL : IN_A_FILE)) {
            return;
        }
        shown = now;
        open = true;
        var line = line(Math.clamp(share, 0, 1), count, (now - began) / 1e9);
        out.print(terminal ? "\r" + line + "   " : line + System.lineSeparator());
        out.flush();
    }

    String line(double share, long count, double seconds) {
        int full = (int) Math.round(share * BAR);
        return String.format(
                Locale.ROOT,
                "%-8s [%s%s] %3.0f %%  %,d records  %,.0f/s  %s",
                what,
                "=".repeat(full),
                " ".repeat(BAR - full),
                100 * share,
                count,
                count / Math.max(1e-3, seconds),
                share > 0 ? left(seconds * (1 - share) / share) : "");
    }

    private static String left(double seconds) {
        long whole = Math.round(seconds);
        return whole < 90 ? whole + " s left" : whole / 60 + " min left";
    }

    /** Leaves the line. */
    void end() {
        if (open && terminal) {
            out.println();
        }
        open = false;
    }
}
