package io.freeflow.store;

import static io.freeflow.store.Columns.findInstant;
import static io.freeflow.store.Columns.timestamp;

import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.LedgerEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;

/** How far each feed is. What it counts stands in the ledger. */
final class FeedRows {

    private static final String UPSERT = """
            insert into feeds (name, kind, label, position, complete_until, speedup, activity)
            values (:name, :kind, :label, :position, :completeUntil, :speedup, :activity)
            on conflict (name) do update set kind = excluded.kind, label = excluded.label,
                position = excluded.position, complete_until = excluded.complete_until, speedup = excluded.speedup,
                activity = excluded.activity""";

    private FeedRows() {}

    static void write(Handle handle, Collection<FeedState> feeds) {
        if (feeds.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(UPSERT);
        feeds.stream()
                .sorted(Comparator.comparing(feed -> feed.info().name()))
                .forEach(feed -> batch.bind("name", feed.info().name())
                        .bind("kind", feed.info().kind().name())
                        .bind("label", Text.clean(feed.info().label()))
                        .bind("position", Text.clean(feed.position()))
                        .bind("completeUntil", timestamp(feed.completeUntil()))
                        .bind(
                                "speedup",
                                feed.speedup().isPresent() ? feed.speedup().getAsDouble() : null)
                        .bind("activity", feed.activity().name())
                        .add());
        batch.execute();
    }

    static List<LedgerEntry> counts(Collection<FeedState> feeds) {
        return feeds.stream()
                .map(feed -> new LedgerEntry(Stages.FEED, feed.info().name(), feed.counts()))
                .toList();
    }

    static List<FeedState> list(Handle handle, List<LedgerEntry> ledger) {
        return handle.createQuery("select * from feeds order by name")
                .map((row, context) -> feed(row, ledger))
                .list();
    }

    /** The namespace's feed clock: that of the slowest feed at work, or of the one that came furthest when all ended. */
    static Optional<Instant> clock(Handle handle) {
        return handle.createQuery("select coalesce(min(complete_until) filter (where activity <> 'ENDED'),"
                        + " max(complete_until)) as clock from feeds")
                .map((row, context) -> findInstant(row, "clock"))
                .one();
    }

    static Optional<Instant> clockOf(Handle handle, String feed) {
        return handle.createQuery("select complete_until from feeds where name = :name")
                .bind("name", Text.clean(feed))
                .map((row, context) -> findInstant(row, "complete_until"))
                .findOne()
                .flatMap(clock -> clock);
    }

    private static FeedState feed(ResultSet row, List<LedgerEntry> ledger) throws SQLException {
        var name = row.getString("name");
        double speedup = row.getDouble("speedup");
        return new FeedState(
                new FeedInfo(name, FeedInfo.Kind.valueOf(row.getString("kind")), row.getString("label")),
                row.getString("position"),
                findInstant(row, "complete_until"),
                // 0 is what getDouble says of NULL, and no feed runs at that speed-up
                speedup == 0 ? OptionalDouble.empty() : OptionalDouble.of(speedup),
                FeedState.Activity.valueOf(row.getString("activity")),
                ledger.stream()
                        .filter(entry -> entry.stage().equals(Stages.FEED)
                                && entry.part().equals(name))
                        .findFirst()
                        .map(LedgerEntry::counts)
                        .orElse(Map.of()));
    }
}
