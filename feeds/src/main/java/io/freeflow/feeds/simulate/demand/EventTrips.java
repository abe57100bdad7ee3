package io.freeflow.feeds.simulate.demand;

import io.freeflow.core.simulator.Intervention.Crowd;
import io.freeflow.core.simulator.SpecialEvent;
import io.freeflow.core.time.Interval;
import java.time.Duration;
import java.util.stream.Stream;

/** What an event adds to the roads: people come in the two hours before it and leave in the hour after it. */
public final class EventTrips {

    private static final Duration COMING = Duration.ofHours(2);
    private static final Duration LEAVING = Duration.ofHours(1);
    /** Vehicles on the freeways for each who attends: three in a car and a tenth on foot or by rail; ours. */
    private static final double VEHICLES_PER_PERSON = 0.3;

    private EventTrips() {}

    /** From when the first come until the last have left. */
    public static Interval traffic(SpecialEvent event) {
        return new Interval(
                event.interval().start().minus(COMING), event.interval().end().plus(LEAVING));
    }

    /** The crowds of an event. */
    public static Stream<CrowdTrips> of(CityPlan plan, SpecialEvent event, double radiusMiles) {
        int vehicles = (int) Math.max(1, Math.round(event.attendance() * VEHICLES_PER_PERSON));
        var traffic = traffic(event);
        return Stream.of(
                CrowdTrips.of(
                        plan,
                        new Interval(traffic.start(), event.interval().start()),
                        new Crowd(Crowd.Way.COMING, event.position(), radiusMiles, vehicles)),
                CrowdTrips.of(
                        plan,
                        new Interval(event.interval().end(), traffic.end()),
                        new Crowd(Crowd.Way.LEAVING, event.position(), radiusMiles, vehicles)));
    }
}
