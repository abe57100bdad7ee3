package io.freeflow.pipeline.validate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Reads the times that feeds write: epoch milliseconds or seconds, ISO 8601 with a zone or without one. A local time that
 * occurs twice, in autumn, is taken as the first. Times are kept to the millisecond. Not thread-safe: remembers the last
 * time read, since sensors of a round say the same.
 */
final class Timestamps {

    /** Below this, digits are seconds: as milliseconds they would be in early 1970. */
    private static final long LEAST_MILLISECONDS = 100_000_000_000L;

    /** Outside these, a time is a typing error, or digits that are not an epoch, such as 20120301. */
    static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** ISO_LOCAL_DATE_TIME, and perhaps an offset: Z, +01:00, +0100 or +01. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .parseCaseInsensitive()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private final ZoneId zone;
    private String lastText = "";
    private Parsed last = new Parsed.Bad();

    Timestamps(ZoneId zone) {
        this.zone = zone;
    }

    /** What a text turned out to be. */
    sealed interface Parsed {
        record Time(Instant instant) implements Parsed {}

        /** A local time in the hour that the clock skips in spring. */
        record Nonexistent() implements Parsed {}

        record Bad() implements Parsed {}
    }

    Parsed parse(String text) {
        if (!text.equals(lastText)) {
            last = read(text);
            lastText = text;
        }
        return last;
    }

    private Parsed read(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return new Parsed.Bad();
        }
        try {
            Parsed parsed = isDigits(text) ? epoch(Long.parseLong(text)) : iso(text);
            return parsed instanceof Parsed.Time(Instant instant) ? believable(instant) : parsed;
        } catch (DateTimeException | NumberFormatException e) {
            return new Parsed.Bad();
        }
    }

    private static Parsed believable(Instant instant) {
        return instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)
                ? new Parsed.Bad()
                : new Parsed.Time(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    private static Parsed epoch(long value) {
        return new Parsed.Time(value < LEAST_MILLISECONDS ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value));
    }

    private Parsed iso(String text) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        TemporalAccessor parsed = ISO.parse(iso);
        if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
            return new Parsed.Time(Instant.from(parsed));
        }
        var local = LocalDateTime.from(parsed);
        var offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? new Parsed.Nonexistent() : new Parsed.Time(local.toInstant(offsets.getFirst()));
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
