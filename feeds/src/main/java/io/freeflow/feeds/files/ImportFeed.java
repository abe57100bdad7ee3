package io.freeflow.feeds.files;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.time.FiveMinutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ordered records as a feed, a batch for each window of five minutes. Before a window's records the clock comes to the start
 * of the first of them, so that none is from the future; after the last it comes to the end of the last window.
 */
public final class ImportFeed implements Feed {

    private static final int MOST_RECORDS = 10_000;

    private final Content content;
    private final FeedInfo info;
    private final TimeOrder.Reader reader;
    private @Nullable TimedRecord upcoming;
    private long sent;
    private Instant clock;
    private long newestEnd = Long.MIN_VALUE;
    private boolean begun;
    private boolean ended;

    /**
     * What is imported.
     *
     * @param fingerprint of the files: an import of the same files goes on where it was killed
     * @param leftOut what the files hold that is no record, by reason
     */
    public record Content(TimeOrder records, String fingerprint, Map<String, Long> leftOut) {
        public Content {
            leftOut = Map.copyOf(leftOut);
        }

        /** The feed of these records; one that had come to its end begins again, and the road finds duplicates. */
        public Feed.Opener opener(FeedInfo info) {
            return position -> new ImportFeed(this, info, position.flatMap(ImportPosition::find));
        }
    }

    private ImportFeed(Content content, FeedInfo info, Optional<ImportPosition> last) {
        this.content = content;
        this.info = info;
        this.clock = last.map(ImportPosition::clock).orElse(Instant.EPOCH);
        long done = last.filter(known -> known.files().equals(content.fingerprint()))
                .map(ImportPosition::records)
                .filter(records -> records <= content.records().size())
                .orElse(0L);
        try {
            this.reader = content.records().read();
            this.upcoming = reader.next().orElse(null);
            while (sent < done && upcoming != null) {
                advance();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the records that are in order", e);
        }
    }

    private void advance() throws IOException {
        var record = upcoming;
        if (record != null && record.endMillis() > record.startMillis()) {
            newestEnd = Math.max(newestEnd, record.endMillis());
        }
        upcoming = reader.next().orElse(null);
        sent++;
    }

    @Override
    public FeedInfo info() {
        return info;
    }

    @Override
    public Optional<FeedBatch> next() {
        try {
            if (upcoming == null) {
                return ended || hasNothingToSay() ? Optional.empty() : Optional.of(last());
            }
            if (!begun) {
                begun = true;
                return Optional.of(batch(List.of(), Map.of()));
            }
            return Optional.of(window(upcoming));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the records that are in order", e);
        }
    }

    /** Without a record it has no clock either. */
    private boolean hasNothingToSay() {
        return sent == 0 && content.leftOut().isEmpty();
    }

    private FeedBatch window(TimedRecord first) throws IOException {
        long end = FiveMinutes.windowOf(Instant.ofEpochMilli(first.startMillis()))
                .end()
                .toEpochMilli();
        var records = new ArrayList<FeedBatch.Item>();
        for (var record = upcoming;
                record != null && record.startMillis() < end && records.size() < MOST_RECORDS;
                record = upcoming) {
            records.add(new FeedBatch.Item(record.key(), record.payload()));
            advance();
        }
        return batch(records, Map.of(Counters.SLOTS, (long) records.size(), Counters.SENT, (long) records.size()));
    }

    /** The clock comes to the start of what is next: all that ended before was sent. */
    private FeedBatch batch(List<FeedBatch.Item> records, Map<String, Long> counts) {
        var next = upcoming;
        if (next != null && next.endMillis() > next.startMillis()) {
            clock = later(clock, Instant.ofEpochMilli(next.startMillis()));
        }
        return new FeedBatch(clock, position(sent), records, counts);
    }

    /** Closes the last window, and counts what the files hold beside records. */
    private FeedBatch last() {
        ended = true;
        if (newestEnd > Long.MIN_VALUE) {
            var lastInstant = Instant.ofEpochMilli(newestEnd - 1);
            clock = later(clock, FiveMinutes.windowOf(lastInstant).end());
        }
        var counts = new HashMap<String, Long>();
        content.leftOut().forEach((reason, count) -> {
            counts.merge(Counters.SLOTS, count, Long::sum);
            counts.put(Counters.MISSING + reason, count);
        });
        // The next import of the same files begins at their beginning.
        return new FeedBatch(clock, position(0), List.of(), counts);
    }

    private String position(long records) {
        return new ImportPosition(content.fingerprint(), records, clock).toString();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public Instant liveFrom() {
        return Instant.MAX;
    }

    @Override
    public Optional<Double> progress(Instant completeUntil) {
        return Optional.of(
                content.records().size() == 0
                        ? 1.0
                        : (double) sent / content.records().size());
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the records that are in order", e);
        }
    }
}
