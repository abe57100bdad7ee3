package io.freeflow.feeds.simulate;

import io.freeflow.core.time.FiveMinutes;
import java.time.Instant;

/** Any stretch of a simulated city's past as five-minute windows, without a feed: to train on, fast. */
public final class SimulatedHistory {

    private SimulatedHistory() {}

    /**
     * Hands on each window of [from, to) in order: what the feed of the same city says for it.
     *
     * @param from on the five-minute grid
     */
    public static void forEachWindow(SimulatedCity city, Instant from, Instant to, WindowVisitor visitor) {
        if (!FiveMinutes.floor(from).equals(from)) {
            throw new IllegalArgumentException("history begins on a multiple of five minutes, was " + from);
        }
        var simulation = TrafficSimulation.at(city, from);
        var reports = city.newReports();
        for (var start = from; start.isBefore(to); start = simulation.now()) {
            simulation.advance(FiveMinutes.LENGTH, reports);
            visitor.visit(start, reports);
        }
    }

    /** Takes one window. */
    public interface WindowVisitor {

        /** The reports are used again for the next window: copy what is to be kept. */
        void visit(Instant start, StationReports reports);
    }
}
