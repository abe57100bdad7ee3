package io.freeflow.feeds.incidents;

import io.freeflow.core.reading.Reason;

/** An item is no incident. Never leaves this package. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    RefusedException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
