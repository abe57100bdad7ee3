package io.freeflow.store;

import static io.freeflow.store.Columns.findInstant;
import static io.freeflow.store.Columns.timestamp;

import io.freeflow.core.store.SourceState;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** How far each source has been heard. */
final class SourceRows {

    private static final String UPSERT = """
            insert into sources (source, heard_until, complete_until) values (:source, :heardUntil, :completeUntil)
            on conflict (source) do update set heard_until = greatest(sources.heard_until, excluded.heard_until),
                complete_until = greatest(sources.complete_until, excluded.complete_until)""";

    private SourceRows() {}

    /** Writes states in the order of their names. */
    static void write(Handle handle, Collection<SourceState> sources) {
        if (sources.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(UPSERT);
        for (SourceState source : sources) {
            batch.bind("source", Text.clean(source.feed()))
                    .bind("heardUntil", timestamp(source.heardUntil()))
                    .bind("completeUntil", timestamp(source.completeUntil()))
                    .add();
        }
        batch.execute();
    }

    static List<SourceState> list(Handle handle) {
        return handle.createQuery("select * from sources order by source")
                .map((row, context) -> new SourceState(
                        row.getString("source"), findInstant(row, "heard_until"), findInstant(row, "complete_until")))
                .list();
    }
}
