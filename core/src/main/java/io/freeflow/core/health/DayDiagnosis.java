package io.freeflow.core.health;

import java.time.LocalDate;

/**
 * What a sensor's day was worth.
 *
 * @param date by the road's wall clock; 05:00 to 21:59 of it
 */
public record DayDiagnosis(LocalDate date, DayStatus status) {}
