package io.freeflow.feeds.formats;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The wall clock of a road, with its nights of 23 and 25 hours. */
public record WallClock(ZoneId zone) {

    /** Whether the clock ever showed this time; false in the hour that a spring night leaves out. */
    public boolean shows(LocalDateTime local) {
        return !zone.getRules().getValidOffsets(local).isEmpty();
    }

    /**
     * When the clock showed this time; the first time if it did so twice, and the instant of the jump if it never did.
     */
    public Instant instantOf(LocalDateTime local) {
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(local);
        return offsets.isEmpty() ? rules.getTransition(local).getInstant() : local.toInstant(offsets.getFirst());
    }

    /** What a timestamp means: epoch milliseconds, or ISO date and time with or without a zone. */
    public Optional<Moment> find(String timestamp) {
        var text = timestamp.strip();
        try {
            if (!text.isEmpty() && text.chars().allMatch(one -> one >= '0' && one <= '9')) {
                return Optional.of(new Moment(Instant.ofEpochMilli(Long.parseLong(text)), true));
            }
            var best = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    text.replaceFirst(" +", "T"), Instant::from, LocalDateTime::from);
            return Optional.of(
                    best instanceof Instant instant ? new Moment(instant, true) : moment(LocalDateTime.from(best)));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Moment moment(LocalDateTime local) {
        return new Moment(instantOf(local), shows(local));
    }

    /**
     * An instant on this clock.
     *
     * @param shown false if it stands for a time that the clock never showed
     */
    public record Moment(Instant instant, boolean shown) {}

    /** What the clock shows at an instant. */
    public LocalDateTime at(Instant instant) {
        ZoneOffset offset = zone.getRules().getOffset(instant);
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), offset);
    }
}
