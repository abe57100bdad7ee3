package io.freeflow.feeds.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.feeds.simulate.flow.TrafficFlow;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class D08_OpeningIncidentTest {

    private static SimulatedCity city(long seed) {
        return SimulatedCity.of(RoadMap.losAngeles(), seed, SimulatorOptions.DEFAULT);
    }

    private static SimulatedIncident opening(SimulatedCity city) {
        return OpeningIncident.choose(city, SimulatorFeed.DEMO_START).orElseThrow();
    }

    @Test
    void theQueueBehindItGrowsWithinTwentyMinutes() {
        var city = city(1);
        var incident = opening(city);
        var control = SimulatorControl.inMemory(city);
        control.openWith(OpeningIncident.choose(city, SimulatorFeed.DEMO_START));
        var simulation = TrafficSimulation.at(city, SimulatorFeed.DEMO_START, control::changes);
        int road = city.plan().find(incident.freeway(), incident.direction()).orElseThrow();
        int cell = city.plan().cellAt(road, city.plan().carriageways().get(road).travelledAt(incident.postmileMiles()));

        assertThat(queueCells(simulation.flow(), cell)).isZero();
        simulation.advance(Duration.ofMinutes(10), city.newReports());
        int early = queueCells(simulation.flow(), cell);
        simulation.advance(Duration.ofMinutes(12), city.newReports());
        int later = queueCells(simulation.flow(), cell);

        assertThat(early).isGreaterThanOrEqualTo(2);
        assertThat(later).isGreaterThanOrEqualTo(early + 2);
    }

    /** Queued cells in a row upstream of a cell. */
    private static int queueCells(TrafficFlow flow, int cell) {
        int cells = 0;
        while (flow.isQueued(cell - 1 - cells)) {
            cells++;
        }
        return cells;
    }

    @Test
    void itIsNotTheSameForEverySeed() {
        Set<String> places = new HashSet<>();
        for (long seed = 1; seed <= 4; seed++) {
            var incident = opening(city(seed));
            places.add(incident.freeway() + " " + incident.direction() + " " + incident.postmileMiles());
        }

        assertThat(places).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void theSameSeedOpensTheSameWay() {
        assertThat(opening(city(3))).isEqualTo(opening(city(3)));
    }
}
