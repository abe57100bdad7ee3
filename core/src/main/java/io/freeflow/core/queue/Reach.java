package io.freeflow.core.queue;

import java.util.OptionalDouble;

/** How far a queue of now is expected to reach at one time ahead. Stations are numbers in the order of travel. */
public sealed interface Reach {

    /**
     * It still stands.
     *
     * @param tail the farthest upstream station of the unbroken run around it that is more likely slow than not
     * @param probability that the tail is slow
     * @param upstream that the next station upstream is slow; empty if there is none on the same road that says anything
     */
    record Queued(int tail, double probability, OptionalDouble upstream) implements Reach {}

    /**
     * No station of it is more likely slow than not.
     *
     * @param probability that it is slow, of the station where that is greatest
     */
    record Dissolved(double probability) implements Reach {}

    /** Nothing is forecast for its stations. */
    record Unknown() implements Reach {}
}
