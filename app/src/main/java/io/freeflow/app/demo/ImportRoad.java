package io.freeflow.app.demo;

import io.freeflow.app.command.DemoOptions.Face;
import io.freeflow.app.config.Settings;
import io.freeflow.app.start.StartUp;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.incident.IncidentDoor;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Ledger;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.network.Network;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.FeedState.Activity;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.embedded.DataFolder;
import io.freeflow.feeds.files.ImportFeed;
import io.freeflow.kafka.loop.FeedLoop;
import io.freeflow.store.PostgresStore;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files into a Freeflow of this process, and waits until all of them is stored. */
public final class ImportRoad {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRoad.class);
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Settings settings;
    private final Face face;
    private final PrintStream out;
    private final Clock clock;

    public ImportRoad(Settings settings, Face face, PrintStream out, Clock clock) {
        this.settings = settings;
        this.face = face;
        this.out = out;
        this.clock = clock;
    }

    /**
     * What is imported, and into what.
     *
     * @param incidents reports with their bytes, for when the records are stored
     * @param namespace prefix of its topics and schema
     */
    public record Load(
            ImportFeed.Content content, List<byte[]> incidents, FeedInfo info, Network network, String namespace) {
        public Load {
            incidents = List.copyOf(incidents);
        }
    }

    /**
     * How it went.
     *
     * @param complete whether it came to its end; else it was stopped, and the next import of the same files goes on
     * @param counts by stage and counter such as {@code store.duplicate}: what this import added to the books
     * @param difference of the whole ledger, 0 where nothing is lost
     */
    public record Result(boolean complete, Map<String, Long> counts, long difference, Optional<String> trouble) {
        public Result {
            counts = Map.copyOf(counts);
        }

        public long count(String stage, String counter) {
            return counts.getOrDefault(name(stage, counter), 0L);
        }
    }

    /**
     * Runs until all is stored or somebody stops it; with pages, until somebody stops it.
     *
     * @param progress is told how much was sent, 0 to 1
     * @param told is told how it went as soon as that is known
     */
    public Result run(Load load, DataFolder folder, DoubleConsumer progress, java.util.function.Consumer<Result> told)
            throws InterruptedException {
        var chosen = new ChosenFeed(
                load.info(),
                load.namespace(),
                load.network(),
                load.content().opener(load.info()),
                Optional.empty(),
                Optional.empty());
        var stop = Stop.onSignal();
        try (var startUp = new StartUp(out)) {
            var road = new OwnRoad(settings, chosen, OwnRoad.Purpose.IMPORT, OptionalDouble.empty(), clock);
            var parts = road.start(face, folder, startUp);
            startUp.await();
            parts.pages().ifPresent(pages -> out.println(pages.get().address()));
            var watch = new Watch(
                    road.booksBefore(),
                    parts.store().get(),
                    parts.feed().get(),
                    load,
                    parts.reports().get().door());
            var result = watch.until(stop, progress);
            told.accept(result);
            while (face == Face.PAGES && !stop.await(GLANCE)) {
                LOG.trace("the pages stay");
            }
            return result;
        } finally {
            stop.done();
        }
    }

    /** Looks at the feed and the books until they agree. */
    private final class Watch {
        private final Map<String, Long> before;
        private final PostgresStore store;
        private final FeedLoop feed;
        private final Load load;
        private final IncidentDoor door;
        private boolean reported;
        private List<LedgerEntry> books = List.of();
        private Instant booksChanged = clock.instant();

        Watch(List<LedgerEntry> before, PostgresStore store, FeedLoop feed, Load load, IncidentDoor door) {
            this.before = sums(before);
            this.store = store;
            this.feed = feed;
            this.load = load;
            this.door = door;
        }

        Result until(Stop stop, DoubleConsumer progress) throws InterruptedException {
            while (!stop.await(GLANCE)) {
                progress.accept(feed.progress().orElse(0.0));
                if (feed.trouble().isPresent()) {
                    return result(false);
                }
                if (hasEnded(feed.state()) && isSettled()) {
                    return result(true);
                }
            }
            return result(false);
        }

        /** Whether the books hold all that the feed has sent and agree, or stand still for long. */
        private boolean isSettled() {
            try {
                var sent = feed.state().map(FeedState::counts);
                boolean endStored = store.listFeeds().stream()
                        .filter(state -> state.info().name().equals(load.info().name()))
                        .anyMatch(state -> hasEnded(Optional.of(state))
                                && Optional.of(state.counts()).equals(sent));
                if (endStored && !reported) {
                    load.incidents().forEach(door::take);
                    reported = true;
                }
                var entries = store.listLedger();
                if (!entries.equals(books)) {
                    books = entries;
                    booksChanged = clock.instant();
                }
                boolean stuck = clock.instant().isAfter(booksChanged.plus(PATIENCE));
                return (endStored && areReported(entries) && Ledger.of(entries).difference() == 0) || stuck;
            } catch (RuntimeException e) {
                LOG.warn("cannot read the books, will try again: {}", e.toString());
                return false;
            }
        }

        /** Whether the books hold the reports, and the store the incidents that came of them. */
        private boolean areReported(List<LedgerEntry> entries) {
            var added = added(entries);
            return added.getOrDefault(name(Stages.REPORT, Counters.RECEIVED), 0L)
                            >= load.incidents().size()
                    && added.getOrDefault(name(Stages.STORE, Counters.STORED_INCIDENTS), 0L)
                            >= added.getOrDefault(name(Stages.REPORT, Counters.ACCEPTED), 0L)
                                    + added.getOrDefault(name(Stages.REPORT, Counters.UPDATED), 0L);
        }

        private static boolean hasEnded(Optional<FeedState> state) {
            return state.filter(known -> known.activity() == Activity.ENDED).isPresent();
        }

        private Result result(boolean complete) {
            var entries = store.listLedger();
            return new Result(complete, added(entries), Ledger.of(entries).difference(), feed.trouble());
        }

        /** What this import added to the books. */
        private Map<String, Long> added(List<LedgerEntry> entries) {
            var added = new TreeMap<String, Long>();
            sums(entries).forEach((name, count) -> added.put(name, count - before.getOrDefault(name, 0L)));
            return added;
        }

        private static Map<String, Long> sums(List<LedgerEntry> entries) {
            var sums = new TreeMap<String, Long>();
            for (LedgerEntry entry : entries) {
                entry.counts().forEach((counter, count) -> sums.merge(name(entry.stage(), counter), count, Long::sum));
            }
            return sums;
        }
    }

    private static String name(String stage, String counter) {
        return stage + "." + counter;
    }

    /** All that a stage rejected. */
    public static long rejected(Result result, String stage) {
        var family = name(stage, Counters.REJECTED);
        return result.counts().entrySet().stream()
                .filter(count -> count.getKey().startsWith(family))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
