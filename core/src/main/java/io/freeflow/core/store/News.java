package io.freeflow.core.store;

import java.util.Set;
import java.util.function.Consumer;

/** Tells that a store has something new, after it was committed. Carries no data: ask the store. */
public interface News {

    enum Topic {
        READINGS,
        WINDOWS,
        FORECASTS,
        ALERTS,
        HEALTH,
        INCIDENTS,
        FEEDS,
        LEDGER
    }

    /** Calls the listener on a thread of its own until the subscription is closed. Bursts may be merged. */
    Subscription subscribe(Consumer<Set<Topic>> listener);

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
