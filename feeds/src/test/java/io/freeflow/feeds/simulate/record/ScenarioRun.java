package io.freeflow.feeds.simulate.record;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Placement;
import io.freeflow.core.simulator.Intervention;
import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.feeds.simulate.Changes;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.StationReports;
import io.freeflow.feeds.simulate.TrafficSimulation;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A scenario in the built-in city as five-minute windows; each is run once. */
record ScenarioRun(
        Scenario scenario,
        SimulatedCity city,
        Instant begin,
        Script script,
        List<RainSpell> drawnRain,
        List<StationReports> windows) {

    private static final RoadMap LOS_ANGELES = RoadMap.losAngeles();
    private static final Map<String, ScenarioRun> RUNS = new ConcurrentHashMap<>();

    static ScenarioRun of(String name) {
        return RUNS.computeIfAbsent(name, ScenarioRun::run);
    }

    private static ScenarioRun run(String name) {
        var scenario = Scenarios.find(name).orElseThrow();
        var city = SimulatedCity.of(LOS_ANGELES, 1, scenario.options());
        var begin = city.clock().instantOf(scenario.start());
        var script = scenario.script(city, begin);
        var changes = new Changes(city.plan(), script.interventions());
        var simulation = TrafficSimulation.at(city, begin, () -> changes);
        var windows = new ArrayList<StationReports>();
        while (simulation.now().isBefore(begin.plus(scenario.duration()))) {
            var reports = city.newReports();
            simulation.advance(FiveMinutes.LENGTH, reports);
            windows.add(reports);
        }
        return new ScenarioRun(scenario, city, begin, script, simulation.rainOfTheDay(), windows);
    }

    /** The window that begins at a wall time. */
    StationReports at(String time) {
        var wanted = scenario.start().toLocalDate().atTime(LocalTime.parse(time));
        var instant = city.clock().instantOf(wanted.isBefore(scenario.start()) ? wanted.plusDays(1) : wanted);
        long window = (instant.getEpochSecond() - begin.getEpochSecond()) / FiveMinutes.LENGTH.toSeconds();
        return windows.get((int) window);
    }

    /** Stations of a carriageway between two postmiles. */
    IntPredicate on(String freeway, Direction direction, double from, double to) {
        return i -> city.network().sensors().get(i).placement() instanceof Placement.OnFreeway on
                && on.freeway().equals(freeway)
                && on.direction() == direction
                && on.postmileMiles() >= from
                && on.postmileMiles() < to;
    }

    DoubleStream speeds(String time, IntPredicate stations) {
        var reports = at(time);
        return indices(stations).mapToDouble(reports::speedMph).filter(speed -> !Double.isNaN(speed));
    }

    double meanFlow(String time, IntPredicate stations) {
        var reports = at(time);
        return indices(stations)
                .mapToDouble(reports::flowVph)
                .filter(flow -> !Double.isNaN(flow))
                .average()
                .orElseThrow();
    }

    IntStream indices(IntPredicate stations) {
        return IntStream.range(0, city.stations().size()).filter(stations);
    }

    /** Share of the stations that are slower than 45 mph. */
    double slowShare(String time, IntPredicate stations) {
        return speeds(time, stations).map(speed -> speed < 45 ? 1 : 0).average().orElseThrow();
    }

    <T extends Intervention.Change> T first(Class<T> kind) {
        return script.interventions().stream()
                .map(Intervention::change)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
