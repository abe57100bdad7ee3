package io.freeflow.app.demo;

import io.freeflow.app.command.DemoOptions;
import io.freeflow.app.command.DemoOptions.Face;
import io.freeflow.core.ledger.Ledger;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.FeedState.Activity;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.kafka.loop.FeedLoop;
import io.freeflow.store.PostgresStore;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the started road: says how far it is, ends a replay when all is stored, and stops when asked to. */
final class Running {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static final Duration GLANCE = Duration.ofMillis(250);
    /** So long the books of an ended replay may stand still with a difference before that is called a loss. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintStream out;
    private final Clock clock;
    private final DemoOptions options;
    private final ChosenFeed chosen;
    private final PostgresStore store;
    private final FeedLoop feed;
    private final Progress progress;
    private final Instant begin;
    private final long storedBefore;
    private List<LedgerEntry> books = List.of();
    private Instant booksChanged;
    private boolean reported;

    Running(PrintStream out, Clock clock, DemoOptions options, ChosenFeed chosen, PostgresStore store, FeedLoop feed) {
        this.out = out;
        this.clock = clock;
        this.options = options;
        this.chosen = chosen;
        this.store = store;
        this.feed = feed;
        this.progress = new Progress(out, clock, chosen, feed, store);
        this.begin = clock.instant();
        this.booksChanged = begin;
        this.storedBefore = ReplayReport.storedReadings(store.listLedger());
    }

    /** Runs until somebody stops the process, the time is over, or a headless replay has ended and all is stored. */
    int until(Stop stop) throws InterruptedException {
        while (!stop.await(GLANCE)) {
            showProgress();
            if (feed.trouble().isPresent()) {
                out.println(feed.trouble().get());
                return 1;
            }
            if (options.duration().isPresent() && timeIsOver(options.duration().get())) {
                progress.end();
                out.println("stopped after " + options.duration().get().toSeconds() + " s, as --for said");
                return 0;
            }
            var exit = hasEnded() && !reported ? trySettle() : Optional.<Integer>empty();
            if (exit.isPresent()) {
                return exit.get();
            }
        }
        progress.end();
        return 0;
    }

    /** A database that is away is told by {@code /health}; it does not end the run. */
    private void showProgress() {
        try {
            progress.show();
        } catch (RuntimeException e) {
            LOG.debug("cannot say how far it is: {}", e.toString());
        }
    }

    private Optional<Integer> trySettle() {
        try {
            return settle();
        } catch (RuntimeException e) {
            LOG.warn("cannot read the books, will try again: {}", e.toString());
            return Optional.empty();
        }
    }

    private boolean timeIsOver(Duration limit) {
        return !clock.instant().isBefore(begin.plus(limit));
    }

    private boolean hasEnded() {
        return feed.state()
                .map(FeedState::activity)
                .filter(Activity.ENDED::equals)
                .isPresent();
    }

    /** Reports once all is stored. Gives an exit code when there is nothing left to do. */
    private Optional<Integer> settle() {
        // Asked first: the books that are read after it hold at least what the feed has sent.
        boolean endStored = store.listFeeds().stream().anyMatch(state -> state.activity() == Activity.ENDED);
        var entries = store.listLedger();
        if (!entries.equals(books)) {
            books = entries;
            booksChanged = clock.instant();
        }
        boolean balanced = Ledger.of(entries).difference() == 0;
        boolean stuck = clock.instant().isAfter(booksChanged.plus(PATIENCE));
        if (!(endStored && balanced) && !stuck) {
            return Optional.empty();
        }
        progress.end();
        reported = true;
        new ReplayReport(out, chosen, store).print(Duration.between(begin, booksChanged), storedBefore);
        return options.face() == Face.HEADLESS || stuck ? Optional.of(balanced ? 0 : 1) : Optional.empty();
    }
}
