package io.freeflow.app.bench.health;

import io.freeflow.core.health.DayStatus;
import java.time.LocalDate;

/** A day of one sensor, or lane, that was not good. */
record BadDay(String sensorId, LocalDate date, DayStatus status) {}
