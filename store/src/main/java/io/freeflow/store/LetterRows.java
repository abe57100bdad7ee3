package io.freeflow.store;

import io.freeflow.core.ledger.Counters;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.store.LetterQuery;
import io.freeflow.core.store.LetterState;
import io.freeflow.core.store.StoredLetter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Rejected records with their bytes, and what became of them when they came again. */
final class LetterRows {

    private static final String NEWEST =
            "id = (select id from dead_letters where letter_id = :letter order by id desc limit 1)";

    private static final String FAIL_AGAIN = """
            update dead_letters set tries = tries + 1,
                reason = case when passed then reason else :reason end,
                detail = case when passed then detail else :detail end
            where\s""" + NEWEST;

    private static final String PASS =
            "update dead_letters set tries = tries + 1, passed = true where not passed and " + NEWEST;

    private static final String COLUMNS =
            "id, letter_id, stage, source, sensor_id, reason, detail, octet_length(payload) as bytes, known_at, tries, passed";

    private LetterRows() {}

    /** Writes letters, then what passed; gives the counts of what it did. */
    static Map<String, Long> write(Handle handle, List<DeadLetter> letters, List<LetterPassed> passed)
            throws SQLException {
        var counts = new TreeMap<String, Long>();
        var clocks = new HashMap<String, Optional<Instant>>();
        var again = letters.stream().filter(DeadLetter::replayed).toList();
        var first = new ArrayList<>(letters);
        first.removeAll(again);
        counts.put(Counters.STORED_LETTERS, (long) first.size());
        counts.put(Counters.LETTERS_FAILED_AGAIN, (long) again.size());
        insert(handle, first, clocks);
        // What was rejected so long ago that it is no longer kept begins anew.
        insert(
                handle,
                again.stream().filter(letter -> !failAgain(handle, letter)).toList(),
                clocks);
        long fresh = passed.stream().filter(one -> pass(handle, one)).count();
        counts.put(Counters.LETTERS_PASSED, fresh);
        counts.put(Counters.LETTERS_PASSED_BEFORE, passed.size() - fresh);
        return counts;
    }

    private static void insert(Handle handle, List<DeadLetter> letters, Map<String, Optional<Instant>> clocks)
            throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        var rows = new CopyRows(8, letters.size());
        for (DeadLetter letter : letters) {
            rows.row()
                    .text(letter.letterId())
                    .text(letter.stage())
                    .text(letter.source())
                    .text(letter.sensorId())
                    .text(letter.reason().wireName())
                    .text(letter.detail())
                    .bytes(letter.payload())
                    .instant(clocks.computeIfAbsent(letter.source(), source -> clockOf(handle, source)));
        }
        rows.copy(
                handle.getConnection(),
                "copy dead_letters (letter_id, stage, source, sensor_id, reason, detail, payload, known_at)"
                        + " from stdin (format binary)");
    }

    private static Optional<Instant> clockOf(Handle handle, String source) {
        return FeedRows.clockOf(handle, source).or(() -> FeedRows.clock(handle));
    }

    private static boolean failAgain(Handle handle, DeadLetter letter) {
        return handle.createUpdate(FAIL_AGAIN)
                        .bind("letter", Text.clean(letter.letterId()))
                        .bind("reason", letter.reason().wireName())
                        .bind("detail", Text.clean(letter.detail()))
                        .execute()
                > 0;
    }

    private static boolean pass(Handle handle, LetterPassed passed) {
        return handle.createUpdate(PASS)
                        .bind("letter", Text.clean(passed.letterId()))
                        .execute()
                > 0;
    }

    static List<StoredLetter> list(Handle handle, LetterQuery query) {
        return asked(
                        handle,
                        "select " + COLUMNS + " from dead_letters where %s order by id desc limit " + query.limit(),
                        query,
                        query.before())
                .map((row, context) -> letter(row))
                .list();
    }

    static Map<Reason, Long> count(Handle handle, LetterQuery query) {
        var counts = new TreeMap<Reason, Long>();
        asked(
                        handle,
                        "select reason, count(*) as n from dead_letters where %s group by reason",
                        query,
                        Optional.empty())
                .map((row, context) -> Map.entry(Reason.ofWireName(row.getString("reason")), row.getLong("n")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    static List<StoredLetter.Whole> find(Handle handle, Collection<String> letterIds) {
        return handle.createQuery("select distinct on (letter_id) payload, " + COLUMNS
                        + " from dead_letters where letter_id = any(:letters) order by letter_id, id desc")
                .bindArray(
                        "letters",
                        String.class,
                        letterIds.stream().map(Text::clean).toList())
                .map((row, context) -> new StoredLetter.Whole(letter(row), row.getBytes("payload")))
                .list();
    }

    private static Query asked(Handle handle, String select, LetterQuery query, Optional<Long> before) {
        var wanted = new TreeMap<String, Object>();
        query.state().ifPresent(state -> wanted.put("passed = :passed", state == LetterState.PASSED));
        query.reason().ifPresent(reason -> wanted.put("reason = :reason", reason.wireName()));
        query.feed().ifPresent(feed -> wanted.put("source = :source", Text.clean(feed)));
        query.sensorId().ifPresent(sensor -> wanted.put("sensor_id = :sensor", Text.clean(sensor)));
        query.from().ifPresent(from -> wanted.put("known_at >= :from", Columns.timestamp(from)));
        query.to().ifPresent(to -> wanted.put("known_at < :to", Columns.timestamp(to)));
        before.ifPresent(number -> wanted.put("id < :before", number));
        var conditions = wanted.isEmpty() ? "true" : String.join(" and ", wanted.keySet());
        var rows = handle.createQuery(select.formatted(conditions));
        wanted.forEach((condition, value) -> rows.bind(condition.substring(condition.indexOf(':') + 1), value));
        return rows;
    }

    private static StoredLetter letter(ResultSet row) throws SQLException {
        return new StoredLetter(
                row.getLong("id"),
                row.getString("letter_id"),
                row.getString("stage"),
                row.getString("source"),
                Optional.ofNullable(row.getString("sensor_id")),
                Reason.ofWireName(row.getString("reason")),
                row.getString("detail"),
                row.getInt("bytes"),
                Columns.findInstant(row, "known_at"),
                row.getInt("tries"),
                row.getBoolean("passed") ? LetterState.PASSED : LetterState.WAITING);
    }

    static void deleteBefore(Handle handle, Instant cutoff) {
        handle.createUpdate("delete from dead_letters where known_at < :cutoff")
                .bind("cutoff", Columns.timestamp(cutoff))
                .execute();
    }
}
