package io.freeflow.core.alert;

import io.freeflow.core.road.AlertAct;

/** Where people say what they do about alerts. */
public interface AlertDesk {

    /**
     * Hands an act to the stage that keeps the alert; returns when it cannot be lost any more. What comes of it is heard
     * from the store.
     *
     * @throws IllegalStateException if it cannot be written down
     */
    void hand(AlertAct act);
}
