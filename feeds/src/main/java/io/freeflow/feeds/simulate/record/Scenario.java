package io.freeflow.feeds.simulate.record;

import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;

/**
 * Some hours of a simulated city in which something is shown: it is caused, and what the road makes of it is physics.
 *
 * @param name in words with dashes
 * @param description one line
 * @param start by the city's wall clock
 * @param plot what happens, from the start on
 */
public record Scenario(
        String name, String description, LocalDateTime start, Duration duration, SimulatorOptions options, Plot plot) {

    /** What happens in any city. */
    public interface Plot {

        /** Finds the places in a city and the times after the beginning. */
        Script in(SimulatedCity city, Instant begin);
    }

    /** What happens in a city when the scenario begins at an instant. */
    public Script script(SimulatedCity city, Instant begin) {
        return plot.in(city, begin);
    }
}
