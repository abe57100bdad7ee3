package io.freeflow.feeds.simulate;

import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.simulator.SpecialEvent;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.simulate.demand.CityPlan;
import io.freeflow.feeds.simulate.demand.CrowdTrips;
import io.freeflow.feeds.simulate.demand.DemandShape;
import io.freeflow.feeds.simulate.demand.EventDraw;
import io.freeflow.feeds.simulate.demand.EventTrips;
import io.freeflow.feeds.simulate.demand.IncidentDraw;
import io.freeflow.feeds.simulate.demand.RoadIncident;
import io.freeflow.feeds.simulate.demand.Weather;
import io.freeflow.feeds.simulate.flow.CellGrid;
import io.freeflow.feeds.simulate.flow.Drivers;
import io.freeflow.feeds.simulate.flow.Seeds;
import io.freeflow.feeds.simulate.flow.SlowVariation;
import io.freeflow.feeds.simulate.flow.TrafficFlow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** The traffic of a city on one local day, from 03:00 to 03:00. Not thread-safe. */
final class CityDay {

    private static final double CITY_SPREAD = 0.03;
    private static final double CORRIDOR_SPREAD = 0.06;
    private static final double ENTRY_SPREAD = 0.12;
    private static final double ENTRY_MEMORY_MINUTES = 30;
    /** People stay at home, or drive later, when it rains. */
    private static final double WHEN_WET = 0.97;

    private static final long LEVEL = 1;
    private static final long WEATHER = 2;
    private static final long INCIDENTS = 3;
    private static final long DRIVERS = 4;
    private static final long DEMAND = 5;
    private static final long FAULTS = 6;
    private static final long EVENTS = 7;

    private final CityPlan plan;
    private final LocalDate date;
    private final TrafficFlow flow;
    private final Drivers drivers;
    private final SlowVariation variation;
    private final List<RainSpell> rain;
    private final List<RoadIncident> incidents;
    private final Faults faults;
    private final List<SpecialEvent> events;
    private final List<CrowdTrips> crowds;
    private final double[] level;
    private final double[] arrivals;

    private CityDay(
            CityPlan plan,
            LocalDate date,
            Seeds.Family seeds,
            List<RainSpell> rain,
            List<RoadIncident> incidents,
            Faults faults,
            List<SpecialEvent> events,
            List<CrowdTrips> crowds) {
        this.plan = plan;
        this.events = events;
        this.crowds = crowds;
        this.faults = faults;
        this.date = date;
        this.rain = rain;
        this.incidents = incidents;
        this.flow = new TrafficFlow(plan.grid(), plan.junctions());
        this.drivers = new Drivers(plan.grid(), seeds.stream(DRIVERS));
        this.arrivals = new double[plan.junctions().entries().size()];
        this.variation =
                new SlowVariation(arrivals.length, ENTRY_SPREAD, ENTRY_MEMORY_MINUTES, 0, seeds.stream(DEMAND));
        this.level = levels(seeds);
    }

    private double[] levels(Seeds.Family seeds) {
        var random = seeds.stream(LEVEL);
        double city = CITY_SPREAD * random.nextGaussian();
        var corridors = plan.carriageways().stream()
                .mapToDouble(carriageway -> city + CORRIDOR_SPREAD * random.nextGaussian())
                .toArray();
        return plan.junctions().entries().stream()
                .mapToDouble(entry -> Math.exp(corridors[plan.carriagewayOf(entry.cell())]))
                .toArray();
    }

    /** Begins a day with free-flowing traffic. */
    static CityDay begin(SimulatedCity city, LocalDate date, Seeds.Family seeds) {
        var plan = city.plan();
        var interval = new Interval(city.startOf(date), city.startOf(date.plusDays(1)));
        var rain = Weather.draw(interval.start(), date.getMonth(), seeds.stream(WEATHER));
        var random = seeds.stream(INCIDENTS);
        double perMileHour = city.options().incidentsPerMileHour();
        var incidents = plan.carriageways().stream()
                .flatMap(carriageway ->
                        IncidentDraw.draw(carriageway, interval.start(), date, rain, perMileHour, random.split())
                                .stream())
                .toList();
        var faults = new Faults(city, FaultDraw.draw(city, interval, seeds.stream(FAULTS)));
        var events = city.options().specialEvents()
                ? EventDraw.draw(city.roadMap().venues(), date, city.clock(), seeds.stream(EVENTS))
                : List.<SpecialEvent>of();
        var crowds = events.stream()
                .flatMap(event -> EventTrips.of(
                        plan, event, city.roadMap().venue(event.venue()).radiusMiles()))
                .toList();
        var day = new CityDay(plan, date, seeds, rain, incidents, faults, events, crowds);
        day.arrive(3, 1);
        day.flow.fill(day.arrivals);
        return day;
    }

    /**
     * Sets demand, weather and lanes for the minute that begins.
     *
     * @param hours since the day's midnight
     * @param changes what people do to the road
     */
    void beginMinute(Instant now, double hours, Changes changes) {
        var effect = Weather.at(now, Stream.concat(rain.stream(), changes.rain(now)));
        flow.weather(effect.speed(), effect.capacity());
        variation.drift();
        drivers.drive(flow);
        arrive(hours, effect.equals(Weather.Effect.DRY) ? 1 : WHEN_WET);
        changes.scaleDemand(now, arrivals);
        flow.open();
        changes.attract(now, flow);
        crowds.stream().filter(crowd -> crowd.interval().contains(now)).forEach(crowd -> {
            crowd.enter(arrivals);
            crowd.leave(flow);
        });
        Stream.concat(incidents.stream(), changes.incidents()).forEach(incident -> block(incident, now));
    }

    private void block(RoadIncident incident, Instant now) {
        if (incident.truth().interval().contains(now)) {
            int carriageway = incident.carriageway();
            int cell = plan.cellAt(carriageway, incident.travelled());
            double openShare = incident.openShare(now);
            flow.narrow(cell, openShare);
            if (openShare == 0) {
                plan.lastStreetExitBefore(cell).ifPresent(flow::detour);
            }
            flow.narrow(plan.cellOpposite(carriageway, incident.travelled()), incident.openShareOpposite(now));
        }
    }

    private void arrive(double hours, double share) {
        var shape = DemandShape.at(date, hours);
        var demand = plan.demand();
        for (int i = 0; i < arrivals.length; i++) {
            arrivals[i] = demand.peakVph()[i] == 0
                    ? 0
                    : demand.peakVph()[i]
                            * shape.share(demand.morningWeight()[i], demand.eveningWeight()[i])
                            * level[i]
                            * variation.factor(i)
                            * share
                            * CellGrid.stepHours();
        }
    }

    void step() {
        flow.step(arrivals);
    }

    LocalDate date() {
        return date;
    }

    TrafficFlow flow() {
        return flow;
    }

    List<RainSpell> rain() {
        return rain;
    }

    Faults faults() {
        return faults;
    }

    List<SpecialEvent> events() {
        return events;
    }

    List<RoadIncident> incidents() {
        return incidents;
    }
}
