package io.freeflow.pipeline.alert;

import io.freeflow.core.road.Alert;
import java.time.Instant;
import java.util.Optional;

/**
 * A stretch that a rule watches: first it waits for its condition to hold long enough, then it is an alert.
 *
 * @param since when its condition was first seen
 * @param clearSince since when its condition is gone; empty while it holds
 * @param alert the alert, once it opened
 */
record Subject(int tail, int head, Instant since, Optional<Instant> clearSince, Optional<Alert> alert) {

    boolean touches(Finding finding) {
        return tail <= finding.head() + 1 && finding.tail() <= head + 1;
    }

    Subject seen(Finding finding) {
        return new Subject(finding.tail(), finding.head(), since, Optional.empty(), alert);
    }

    Subject unseen(Instant at) {
        return new Subject(tail, head, since, Optional.of(clearSince.orElse(at)), alert);
    }

    Subject with(Alert newest) {
        return new Subject(tail, head, since, clearSince, Optional.of(newest));
    }
}
