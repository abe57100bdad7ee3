package io.freeflow.app.backtest;

import io.freeflow.app.demo.Terminal;
import java.io.PrintWriter;
import java.util.Locale;

/** A line that says how far a backtest is; a new one twice a second. */
final class BacktestProgress {

    private static final long REFRESH_NANOS = 500_000_000;

    private final int all;
    private final PrintWriter err;
    private final long began = System.nanoTime();
    private long shown = began;

    BacktestProgress(int all, PrintWriter err) {
        this.all = all;
        this.err = err;
    }

    void show(int done) {
        long now = System.nanoTime();
        if (!Terminal.isThere() || now - shown < REFRESH_NANOS) {
            return;
        }
        shown = now;
        double seconds = (now - began) / 1e9;
        err.printf(
                Locale.ROOT,
                "\r%3d %%  %,d of %,d windows  %,.0f windows/s  %,.0f s left   ",
                100 * done / all,
                done,
                all,
                done / seconds,
                seconds * (all - done) / done);
        err.flush();
    }

    void end() {
        if (shown != began) {
            err.println();
            err.flush();
        }
    }
}
