package io.freeflow.pipeline.detect;

/**
 * A figure that passed a threshold, or what it is compared with.
 *
 * @param figure its name with its unit, such as {@code occupancy_difference_percent}
 * @param threshold what it had to pass
 */
public record Evidence(String figure, double value, double threshold) {}
