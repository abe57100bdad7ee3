package io.freeflow.core.store;

import io.freeflow.core.time.Interval;
import io.freeflow.core.window.ImputedState;

/** What one sensor would probably have said in one closed window. */
public record ImputedWindow(Interval interval, ImputedState state) {}
