package io.freeflow.app.bench;

import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.road.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One alert from its opening on.
 *
 * @param states each as it was published, the first one first
 */
record AlertLife(List<Alert> states) {

    AlertLife {
        states = List.copyOf(states);
    }

    String ruleId() {
        return states.getFirst().ruleId();
    }

    Instant openedAt() {
        return states.getFirst().openedAt();
    }

    AlertPlace place() {
        return states.getFirst().place();
    }

    /** Empty if it still stands at the end of what was looked at. */
    Optional<Instant> resolvedAt() {
        var last = states.getLast();
        return last.stands() ? Optional.empty() : Optional.of(last.updatedAt());
    }

    Severity worst() {
        return states.getLast().severity();
    }

    boolean standsAt(Instant at) {
        return !openedAt().isAfter(at)
                && resolvedAt().filter(end -> !end.isAfter(at)).isEmpty();
    }

    /** Where it is at an instant after its opening. */
    AlertPlace placeAt(Instant at) {
        return states.reversed().stream()
                .filter(state -> !state.updatedAt().isAfter(at))
                .findFirst()
                .orElse(states.getFirst())
                .place();
    }

    /** Whether two stretches have a station in common. */
    static boolean overlap(AlertPlace one, AlertPlace other) {
        return one.corridorId().equals(other.corridorId())
                && least(one) <= greatest(other)
                && least(other) <= greatest(one);
    }

    private static double least(AlertPlace place) {
        return Math.min(place.tailPostmileMiles(), place.headPostmileMiles());
    }

    private static double greatest(AlertPlace place) {
        return Math.max(place.tailPostmileMiles(), place.headPostmileMiles());
    }
}
