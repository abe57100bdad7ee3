package io.freeflow.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops days that are older than what we keep, by the feed clock. Thread-safe. */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Jdbi jdbi;
    private final Map<Partitions, Duration> keep;
    private final Duration keepLetters;
    private final Map<Partitions, LocalDate> done = new HashMap<>();
    private LocalDate lettersDone = LocalDate.MIN;

    Retention(Jdbi jdbi, Map<Partitions, Duration> keep, Duration keepLetters) {
        this.jdbi = jdbi;
        this.keep = Map.copyOf(keep);
        this.keepLetters = keepLetters;
    }

    /** Catches up with the feed clock. What cannot be dropped now, because it is in use, is dropped another time. */
    synchronized void follow() {
        try {
            var clock = jdbi.withHandle(FeedRows::clock);
            if (clock.isPresent()) {
                keep.forEach(
                        (partitions, duration) -> follow(partitions, clock.get().minus(duration)));
                followLetters(Partitions.dayOf(clock.get().minus(keepLetters)));
            }
        } catch (RuntimeException e) {
            LOG.warn("Old days are not dropped yet", e);
        }
    }

    private void followLetters(LocalDate day) {
        if (!day.equals(lettersDone)) {
            jdbi.useHandle(handle -> LetterRows.deleteBefore(handle, Partitions.startOf(day)));
            lettersDone = day;
        }
    }

    private void follow(Partitions partitions, Instant cutoff) {
        var day = Partitions.dayOf(cutoff);
        if (day.equals(done.get(partitions))) {
            return;
        }
        var dropped = jdbi.inTransaction(handle -> partitions.dropBefore(handle, cutoff));
        done.put(partitions, day);
        if (!dropped.isEmpty()) {
            LOG.info("Dropped {} days of {}, older than {}", dropped.size(), partitions.table(), cutoff);
        }
    }
}
