package io.freeflow.core.queue;

/**
 * Neighbouring slow stations. Stations are numbers in the order of travel, so the tail is never greater than the head.
 *
 * @param tail the station where one comes to its end from upstream
 * @param head the last slow station before it flows again
 */
public record Queue(int tail, int head) {
    public Queue {
        if (tail > head) {
            throw new IllegalArgumentException("a queue's tail is upstream of its head, was " + tail + " and " + head);
        }
    }
}
