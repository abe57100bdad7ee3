package io.freeflow.core.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a source has been heard, on the feed clock.
 *
 * @param feed its name in readings and marks
 * @param heardUntil the end of the newest interval that an accepted reading spoke of; empty before the first
 * @param completeUntil what its newest mark said; empty for one that sends none
 */
public record SourceState(String feed, Optional<Instant> heardUntil, Optional<Instant> completeUntil) {

    /**
     * The end of its newest reading, where that is too long ago.
     *
     * @param clock the road's now
     * @param silentAfter how long a source may say nothing
     */
    public Optional<Instant> silentSince(Instant clock, Duration silentAfter) {
        return heardUntil.filter(until -> until.isBefore(clock.minus(silentAfter)));
    }

    /** The later of two states of one source, in each respect. */
    public SourceState and(SourceState other) {
        return new SourceState(feed, later(heardUntil, other.heardUntil), later(completeUntil, other.completeUntil));
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent() && other.get().isBefore(one.get()) ? one : other.or(() -> one);
    }
}
