package io.freeflow.app.demo;

import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.kafka.loop.FeedLoop;
import io.freeflow.store.PostgresStore;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when the first new forecast is there, and how far a replay is. */
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final DateTimeFormatter FEED_TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.US);
    private static final Duration ON_A_TERMINAL = Duration.ofSeconds(1);
    private static final Duration IN_A_FILE = Duration.ofSeconds(15);

    private final PrintStream out;
    private final Clock clock;
    private final ChosenFeed chosen;
    private final FeedLoop feed;
    private final PostgresStore store;
    private final boolean terminal = Terminal.isThere();
    private final Instant newestBefore;
    private boolean forecastSeen;
    private Instant next = Instant.MIN;
    private long lastStored;
    private Instant lastShown;

    Progress(PrintStream out, Clock clock, ChosenFeed chosen, FeedLoop feed, PostgresStore store) {
        this.out = out;
        this.clock = clock;
        this.chosen = chosen;
        this.feed = feed;
        this.store = store;
        this.newestBefore = newestForecast();
        this.lastStored = ReplayReport.storedReadings(store.listLedger());
        this.lastShown = clock.instant();
    }

    void show() {
        Instant now = clock.instant();
        if (!forecastSeen && newestForecast().isAfter(newestBefore)) {
            forecastSeen = true;
            long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
            LOG.info("the first new forecast was stored {} s after the start", (now.toEpochMilli() - begun) / 1e3);
        }
        if (chosen.info().kind() == FeedInfo.Kind.REPLAY && !now.isBefore(next)) {
            feed.state().ifPresent(state -> showReplay(state, now));
            next = now.plus(terminal ? ON_A_TERMINAL : IN_A_FILE);
        }
    }

    private void showReplay(FeedState state, Instant now) {
        long stored = ReplayReport.storedReadings(store.listLedger());
        double seconds = Math.max(1e-3, Duration.between(lastShown, now).toMillis() / 1e3);
        var line = String.format(
                Locale.ROOT,
                "%-12s %s  %3.0f %% sent  %,d stored  %,.0f readings/s",
                chosen.info().name(),
                state.completeUntil()
                        .map(until ->
                                FEED_TIME.format(until.atZone(chosen.network().zone())))
                        .orElse("before its beginning"),
                100 * feed.progress().orElse(0.0),
                stored,
                (stored - lastStored) / seconds);
        out.print(terminal ? "\r" + line + "   " : line + System.lineSeparator());
        out.flush();
        lastStored = stored;
        lastShown = now;
    }

    /** Leaves the line that is rewritten in place. */
    void end() {
        if (terminal && chosen.info().kind() == FeedInfo.Kind.REPLAY) {
            out.println();
        }
    }

    private Instant newestForecast() {
        return store.listNewestForecasts().stream()
                .map(Forecast::issuedAt)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }
}
