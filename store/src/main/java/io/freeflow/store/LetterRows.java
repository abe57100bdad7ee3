package io.freeflow.store;

import io.freeflow.core.road.DeadLetter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rejected records with their bytes. */
final class LetterRows {

    private LetterRows() {}

    static void write(Handle handle, List<DeadLetter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        var clocks = new HashMap<String, Optional<Instant>>();
        var rows = new CopyRows(6, letters.size());
        for (DeadLetter letter : letters) {
            rows.row()
                    .text(letter.stage())
                    .text(letter.source())
                    .text(letter.reason().wireName())
                    .text(letter.detail())
                    .bytes(letter.payload())
                    .instant(clocks.computeIfAbsent(letter.source(), source -> FeedRows.clockOf(handle, source)));
        }
        rows.copy(
                handle.getConnection(),
                "copy dead_letters (stage, source, reason, detail, payload, known_at) from stdin (format binary)");
    }

    static void deleteBefore(Handle handle, Instant cutoff) {
        handle.createUpdate("delete from dead_letters where known_at < :cutoff")
                .bind("cutoff", Columns.timestamp(cutoff))
                .execute();
    }
}
