package io.freeflow.feeds.incidents;

import io.freeflow.core.incident.Refusal;

/** An item is no incident. Never leaves this package. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    RefusedException(Refusal refusal, String detail) {
        super(detail, null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
