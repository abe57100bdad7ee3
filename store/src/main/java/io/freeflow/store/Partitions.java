package io.freeflow.store;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * The partitions of one table, one for each UTC day of which it has rows. The catalog is asked each time: another process
 * may have made or dropped some.
 */
final class Partitions {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    /* Readers span so many days at first and then twice as many each time, so that "the newest" is found in one day's
    partition and something a year old in nine steps, and no query locks hundreds of partitions that it does not need. */
    private static final int FIRST_SPAN_DAYS = 1;

    private final String table;

    Partitions(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }

    /** A time range that holds rows. */
    record Span(Instant from, Instant to) {}

    static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Makes the partitions of these days where they are missing. Writers and readers of the table go on meanwhile. */
    void create(Handle handle, Set<LocalDate> days) {
        if (missing(handle, days).isEmpty()) {
            return;
        }
        lock(handle);
        missing(handle, days).forEach((name, day) -> {
            handle.execute("create table \"" + name + "\" (like " + table + " including all)");
            // Attaching, unlike CREATE TABLE PARTITION OF, does not wait for those who use the table.
            handle.execute("alter table " + table + " attach partition \"" + name + "\" for values from ('"
                    + startOf(day) + "') to ('" + startOf(day.plusDays(1)) + "')");
        });
    }

    /** Drops every partition that ends at or before an instant, and gives up if the table is in use for long. */
    List<LocalDate> dropBefore(Handle handle, Instant cutoff) {
        var old = days(handle).stream()
                .filter(day -> !startOf(day.plusDays(1)).isAfter(cutoff))
                .toList();
        if (!old.isEmpty()) {
            handle.execute("set local lock_timeout = '2s'");
            lock(handle);
            old.forEach(day -> handle.execute("drop table if exists \"" + name(day) + "\""));
        }
        return old;
    }

    /** The part of [from, to) that partitions cover, as growing spans from the newest day back. */
    List<Span> newestFirst(Handle handle, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        var days = days(handle).stream()
                .filter(day ->
                        startOf(day).isBefore(to) && startOf(day.plusDays(1)).isAfter(from))
                .sorted(Comparator.reverseOrder())
                .toList();
        var spans = new ArrayList<Span>();
        int next = 0;
        for (int length = FIRST_SPAN_DAYS; next < days.size(); length *= 2) {
            var newest = days.get(next);
            next = Math.min(next + length, days.size());
            spans.add(new Span(later(startOf(days.get(next - 1)), from), earlier(startOf(newest.plusDays(1)), to)));
        }
        return spans;
    }

    /** All spans from the newest day back. */
    List<Span> newestFirst(Handle handle) {
        return newestFirst(handle, Instant.MIN, Instant.MAX);
    }

    List<LocalDate> days(Handle handle) {
        return handle.createQuery("select child.relname from pg_inherits join pg_class child on child.oid = inhrelid"
                        + " where inhparent = to_regclass(:table)")
                .bind("table", table)
                .mapTo(String.class)
                .map(name -> LocalDate.parse(name.substring(table.length() + 1), DAY))
                .list();
    }

    private Map<String, LocalDate> missing(Handle handle, Set<LocalDate> days) {
        var byName = days.stream().collect(toMap(this::name, day -> day, (one, other) -> one, TreeMap::new));
        // pg_class itself: to_regclass() may answer from a cache that has not heard of what others have just committed
        handle.createQuery("select relname from pg_class where relname = any (:names)"
                        + " and relnamespace = current_schema()::regnamespace")
                .bindArray("names", String.class, byName.keySet())
                .mapTo(String.class)
                .forEach(byName::remove);
        return byName;
    }

    private static void lock(Handle handle) {
        handle.execute("select pg_advisory_xact_lock(hashtext('freeflow partitions'), hashtext(current_schema()))");
    }

    private String name(LocalDate day) {
        return table + "_" + DAY.format(day);
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
