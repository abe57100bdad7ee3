package io.freeflow.core.alert;

/**
 * What the newest forecast says of an alert's queue.
 *
 * @param horizonMinutes how far ahead
 * @param lengthMiles how long it will be then; 0 when it is expected to be gone
 * @param probability of the tail being slow, or of the most probably slow station when it is expected to be gone
 */
public record AlertOutlook(int horizonMinutes, double lengthMiles, double probability) {}
