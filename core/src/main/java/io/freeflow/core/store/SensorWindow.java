package io.freeflow.core.store;

import io.freeflow.core.time.Interval;
import io.freeflow.core.window.TrafficState;

/** One sensor's state in one closed window, at its newest revision. */
public record SensorWindow(Interval interval, int revision, TrafficState state) {}
