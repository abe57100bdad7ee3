package io.freeflow.store;

import io.freeflow.core.road.LedgerEntry;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The books, one row for each counter. Rows are always written in their order, so that writers do not deadlock. */
final class LedgerRows {

    private LedgerRows() {}

    /** Puts each entry in the place of what its stage and part said before. */
    static void replace(Handle handle, Collection<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var gone = handle.prepareBatch(
                "delete from ledger where stage = :stage and part = :part and counter <> all (:counters)");
        var upsert = handle.prepareBatch("""
                insert into ledger as book (stage, part, counter, count) values (:stage, :part, :counter, :count)
                on conflict (stage, part, counter) do update set count = excluded.count
                where book.count <> excluded.count""");
        boolean anyCount = false;
        for (LedgerEntry entry : sorted(entries)) {
            gone.bind("stage", entry.stage())
                    .bind("part", entry.part())
                    .bindArray("counters", String.class, entry.counts().keySet())
                    .add();
            for (var count : entry.counts().entrySet()) {
                upsert.bind("stage", entry.stage())
                        .bind("part", entry.part())
                        .bind("counter", count.getKey())
                        .bind("count", count.getValue())
                        .add();
                anyCount = true;
            }
        }
        gone.execute();
        if (anyCount) {
            upsert.execute();
        }
    }

    /** Adds to counters. */
    static void add(Handle handle, String stage, String part, Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch("""
                insert into ledger as book (stage, part, counter, count) values (:stage, :part, :counter, :count)
                on conflict (stage, part, counter) do update set count = book.count + excluded.count""");
        new TreeMap<>(counts)
                .forEach((counter, count) -> batch.bind("stage", stage)
                        .bind("part", part)
                        .bind("counter", counter)
                        .bind("count", count)
                        .add());
        batch.execute();
    }

    static List<LedgerEntry> list(Handle handle) {
        var books = new LinkedHashMap<Batch.LedgerKey, Map<String, Long>>();
        handle.createQuery("select stage, part, counter, count from ledger order by stage, part, counter")
                .map((row, context) -> books.computeIfAbsent(
                                new Batch.LedgerKey(row.getString("stage"), row.getString("part")),
                                key -> new TreeMap<>())
                        .put(row.getString("counter"), row.getLong("count")))
                .list();
        return books.entrySet().stream()
                .map(book ->
                        new LedgerEntry(book.getKey().stage(), book.getKey().part(), book.getValue()))
                .toList();
    }

    private static List<LedgerEntry> sorted(Collection<LedgerEntry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(LedgerEntry::stage).thenComparing(LedgerEntry::part))
                .toList();
    }
}
