package io.freeflow.feeds.simulate.record;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import io.freeflow.core.simulator.Intervention;
import io.freeflow.core.simulator.Intervention.Blocked;
import io.freeflow.core.simulator.Intervention.Broken;
import io.freeflow.core.simulator.Intervention.Crowd;
import io.freeflow.core.simulator.Intervention.Demand;
import io.freeflow.core.simulator.Intervention.Rained;
import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.demand.CityPlan;
import io.freeflow.feeds.simulate.demand.RoadIncident;
import io.freeflow.feeds.simulate.road.Center;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Writes a script for a city: times count from the beginning, and what the city lacks is replaced and noted. */
final class ScriptWriter {

    /** A place this near to a ramp is in the city. */
    private static final double NEAR_MILES = 2;
    /** Help comes when so much of a crash's time is over. */
    private static final double HELP_COMES_AFTER = 0.45;

    private final SimulatedCity city;
    private final CityPlan plan;
    private final Instant begin;
    private final List<Intervention> interventions = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    ScriptWriter(SimulatedCity city, Instant begin) {
        this.city = city;
        this.plan = city.plan();
        this.begin = begin;
    }

    Script script() {
        return new Script(interventions, notes);
    }

    /** A time of the script. */
    Interval after(Duration wait, Duration length) {
        return Interval.startingAt(begin.plus(wait), length);
    }

    /** The carriageway of this name, or the one that most vehicles enter. */
    int carriageway(String freeway, Direction direction) {
        return plan.find(freeway, direction).orElseGet(() -> {
            int busiest = IntStream.range(0, plan.carriageways().size())
                    .boxed()
                    .max(Comparator.comparingDouble(this::enteringVph))
                    .orElseThrow();
            notes.add("There is no %s %s here: it is on %s, which most vehicles enter."
                    .formatted(
                            freeway, direction, plan.carriageways().get(busiest).name()));
            return busiest;
        });
    }

    private double enteringVph(int carriageway) {
        double sum = 0;
        for (int entry = 0; entry < plan.junctions().entries().size(); entry++) {
            if (plan.carriagewayOf(plan.junctions().entries().get(entry).cell()) == carriageway) {
                sum += plan.demand().peakVph()[entry];
            }
        }
        return sum;
    }

    /** A crash that leaves one or two lanes open, behind the station that is nearest to a share of the way. */
    void crash(int carriageway, double share, Interval interval) {
        int station = nearest(carriageway, share, any -> true).orElseThrow();
        int cell = Math.min(station + 1, plan.grid().first()[carriageway + 1] - 1);
        int lanes = plan.grid().lanes()[cell];
        var responded =
                interval.start().plusSeconds(Math.round(interval.length().toSeconds() * HELP_COMES_AFTER));
        block(SimulatedIncident.Kind.CRASH, carriageway, cell, interval, responded, Math.clamp(lanes - 1L, 1, 3));
    }

    /** All lanes closed where the traffic can leave before and nobody enters until the next station. */
    void close(int carriageway, double share, Interval interval) {
        int station = nearest(carriageway, share, this::isCutOff)
                .orElseGet(() -> nearest(carriageway, share, any -> true).orElseThrow());
        int cell = plan.lastStreetExitBefore(station).orElse(station - 1) + 1;
        block(
                SimulatedIncident.Kind.LANE_CLOSURE,
                carriageway,
                cell,
                interval,
                interval.end(),
                plan.grid().lanes()[cell]);
    }

    /** Whether all traffic of a cell comes past the last ramp before it. */
    private boolean isCutOff(int cell) {
        var exit = plan.lastStreetExitBefore(cell);
        return exit.isPresent()
                && plan.junctions().entries().stream()
                        .noneMatch(entry -> entry.cell() > exit.getAsInt() && entry.cell() <= cell);
    }

    private OptionalInt nearest(int carriageway, double share, IntPredicate suits) {
        int first = plan.grid().first()[carriageway];
        double wanted = first + share * (plan.grid().first()[carriageway + 1] - first);
        return city.stations().stream()
                .filter(station -> station.carriageway() == carriageway)
                .mapToInt(SimulatedCity.Station::cell)
                .filter(suits)
                .boxed()
                .min(Comparator.comparingDouble(cell -> Math.abs(cell - wanted)))
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private void block(
            SimulatedIncident.Kind kind, int carriageway, int cell, Interval interval, Instant responded, int lanes) {
        var road = plan.carriageways().get(carriageway);
        var incident = RoadIncident.at(kind, road, plan.travelledAt(cell), interval, responded, lanes)
                .truth();
        add(new Blocked(incident));
        notes.add("%s: %s at postmile %.2f, %d of %d lanes blocked."
                .formatted(
                        when(interval),
                        road.name(),
                        incident.postmileMiles(),
                        incident.lanesBlocked(),
                        incident.lanes()));
    }

    void rain(RainSpell.Rain rain, Interval interval) {
        add(new Rained(new RainSpell(interval, rain)));
        notes.add("%s: %s rain.".formatted(when(interval), rain.name().toLowerCase(Locale.ROOT)));
    }

    /** Nothing comes from all stations along a stretch, both directions. */
    void cutLine(int carriageway, double share, double miles, Interval interval) {
        double from = share * plan.carriageways().get(carriageway).length();
        var stations = plan.stationsAlong(carriageway, from, from + miles);
        for (String id : stations) {
            add(new Broken(new SensorFault(id, OptionalInt.empty(), SensorFault.Kind.OUTAGE, interval, 1)));
        }
        var road = plan.carriageways().get(carriageway);
        notes.add("%s: nothing comes from %d stations of %s, postmiles %.1f to %.1f."
                .formatted(
                        when(interval),
                        stations.size(),
                        road.freeway().name(),
                        Math.min(road.postmileAt(from), road.postmileAt(from + miles)),
                        Math.max(road.postmileAt(from), road.postmileAt(from + miles))));
    }

    /** A place for many people: the one that is named, or where ramps are nearest to where most people work. */
    Optional<Position> venue(String name, Position wanted) {
        if (nearestExit(wanted)
                .filter(exit -> exit.milesTo(wanted) <= NEAR_MILES)
                .isPresent()) {
            notes.add("The place is %s.".formatted(name));
            return Optional.of(wanted);
        }
        var center = city.roadMap().centers().stream()
                .max(Comparator.comparingDouble(Center::weight))
                .orElseThrow();
        var found = nearestExit(center.position());
        notes.add(
                found.isPresent()
                        ? "There is no %s here: the place is at %s.".formatted(name, center.name())
                        : "There is no %s here, and no ramp to go anywhere else: nothing happens.".formatted(name));
        return found;
    }

    private Optional<Position> nearestExit(Position place) {
        return plan.streetExits().mapToObj(plan::at).min(Comparator.comparingDouble(place::milesTo));
    }

    void crowd(Crowd.Way way, Position place, double radiusMiles, int vehicles, Interval interval) {
        add(new Demand(interval, Optional.empty(), 1, Optional.of(new Crowd(way, place, radiusMiles, vehicles))));
        notes.add(String.format(
                Locale.ROOT,
                switch (way) {
                    case COMING -> "%s: %,d vehicles come and leave the freeways within %.1f miles.";
                    case LEAVING -> "%s: %,d vehicles leave and enter the freeways within %.1f miles.";
                },
                when(interval),
                vehicles,
                radiusMiles));
    }

    private String when(Interval interval) {
        return city.clock().at(interval.start()).toLocalTime() + " to "
                + city.clock().at(interval.end()).toLocalTime();
    }

    private void add(Intervention.Change change) {
        interventions.add(new Intervention("s" + (interventions.size() + 1), change));
    }
}
