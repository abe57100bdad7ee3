package io.freeflow.core.alert;

/**
 * What an alert rests on; {@code NaN} is not known or not meant.
 *
 * @param slowestMph the slowest station's speed
 * @param delayMinutes how much longer the stretch takes than at free flow
 * @param probability that it comes true, 0 to 1, of an alert that is a forecast
 * @param silentPercent share of the corridor's stations that say nothing
 */
public record AlertFigures(double slowestMph, double delayMinutes, double probability, double silentPercent) {}
