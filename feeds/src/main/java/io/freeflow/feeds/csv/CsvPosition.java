package io.freeflow.feeds.csv;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Where a CSV feed goes on, written as {@code row@clock}.
 *
 * @param row rows taken so far, without the header
 * @param clock the feed clock by then, which never goes back
 */
record CsvPosition(long row, Instant clock) {

    static final CsvPosition START = new CsvPosition(0, Instant.EPOCH);

    static CsvPosition of(String text) {
        int at = text.indexOf('@');
        try {
            return new CsvPosition(
                    Long.parseLong(text.substring(0, Math.max(at, 0))), Instant.parse(text.substring(at + 1)));
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException("a position of a CSV feed is row@clock, was '" + text + "'", e);
        }
    }

    @Override
    public String toString() {
        return row + "@" + clock;
    }
}
