package io.freeflow.core.network;

/**
 * A directed connection between two sensors.
 *
 * @param weight closeness, above 0 and at most 1 (Gaussian kernel of road distance, as in DCRNN)
 */
public record Edge(String from, String to, double weight) {
    public Edge {
        if (!(weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight must be above 0 and at most 1, was " + weight);
        }
    }
}
