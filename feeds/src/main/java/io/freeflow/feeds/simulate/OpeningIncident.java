package io.freeflow.feeds.simulate;

import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.simulate.demand.CityPlan;
import io.freeflow.feeds.simulate.demand.RoadIncident;
import io.freeflow.feeds.simulate.flow.Seeds;
import io.freeflow.feeds.simulate.flow.TrafficFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The crash that a demo opens with, so that its first minute shows what Freeflow is for: soon after the feed goes live, on
 * a road that is busy and does not queue yet, not the same one for every seed.
 */
final class OpeningIncident {

    private static final long OPENING = 4;
    private static final Duration AFTER = Duration.ofMinutes(2);
    private static final Duration HELP_AFTER = Duration.ofMinutes(24);
    private static final Duration LASTS = Duration.ofMinutes(45);
    private static final int LANES_LEFT = 2;
    private static final double BUSY_VPH = 1_250;
    private static final double FREE_MILES = 3;
    private static final double LEAST_MILES = 5;
    private static final int STATIONS_BEFORE = 4;

    private OpeningIncident() {}

    /** Looks at the city as it is when its feed goes live; empty if no road is busy then, as at night. */
    static Optional<SimulatedIncident> choose(SimulatedCity city, Instant liveFrom) {
        var simulation = TrafficSimulation.at(city, liveFrom.minus(Duration.ofMinutes(5)));
        simulation.advance(Duration.ofMinutes(5), city.newReports());
        var candidates = new ArrayList<SimulatedCity.Station>();
        for (var station : city.stations()) {
            if (isSeen(city, station) && isBusyAndFree(city.plan(), simulation.flow(), station)) {
                candidates.add(station);
            }
        }
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        var random = Seeds.stream(city.seed(), OPENING);
        var station = candidates.get(random.nextInt(candidates.size()));
        var road = city.plan().carriageways().get(station.carriageway());
        var start = liveFrom.plus(AFTER);
        return Optional.of(RoadIncident.at(
                        SimulatedIncident.Kind.CRASH,
                        road,
                        city.plan().travelledAt(station.cell()),
                        Interval.startingAt(start, LASTS),
                        start.plus(HELP_AFTER),
                        station.lanes() - LANES_LEFT)
                .truth());
    }

    /** Stations are near each other upstream of it, so that its queue is seen while it grows. */
    private static boolean isSeen(SimulatedCity city, SimulatedCity.Station station) {
        double at = city.plan().travelledAt(station.cell());
        return city.stations().stream()
                        .filter(other -> other.carriageway() == station.carriageway())
                        .mapToDouble(other -> at - city.plan().travelledAt(other.cell()))
                        .filter(before -> before > 0 && before <= FREE_MILES)
                        .count()
                >= STATIONS_BEFORE;
    }

    private static boolean isBusyAndFree(CityPlan plan, TrafficFlow flow, SimulatedCity.Station station) {
        var grid = plan.grid();
        int cell = station.cell();
        double vph = flow.passed(cell) * 12 / station.lanes();
        if (station.lanes() < 4 || vph < BUSY_VPH || plan.travelledAt(cell) < LEAST_MILES) {
            return false;
        }
        int cells = (int) (FREE_MILES / grid.miles()[cell]);
        for (int before = cell - cells; before <= cell; before++) {
            if (flow.isQueued(before)) {
                return false;
            }
        }
        return true;
    }
}
