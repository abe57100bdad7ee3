package io.freeflow.feeds.simulate;

import io.freeflow.core.simulator.Intervention;
import io.freeflow.core.simulator.Intervention.Blocked;
import io.freeflow.core.simulator.Intervention.Broken;
import io.freeflow.core.simulator.Intervention.Demand;
import io.freeflow.core.simulator.Intervention.Rained;
import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.feeds.simulate.demand.CityPlan;
import io.freeflow.feeds.simulate.demand.CrowdTrips;
import io.freeflow.feeds.simulate.demand.RoadIncident;
import io.freeflow.feeds.simulate.flow.TrafficFlow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What people do to the road of a city, as the simulation needs it. Immutable. */
public final class Changes {

    private final CityPlan plan;
    private final List<Intervention.Change> changes;
    private final List<RoadIncident> incidents;
    private final List<CrowdTrips> crowds;

    public Changes(CityPlan plan, List<Intervention> interventions) {
        this(plan, interventions, Optional.empty());
    }

    /**
     * Changes of a city that also has an incident nobody asked for.
     *
     * @param opening the incident
     */
    public Changes(CityPlan plan, List<Intervention> interventions, Optional<SimulatedIncident> opening) {
        this.plan = plan;
        this.changes = interventions.stream().map(Intervention::change).toList();
        this.incidents = Stream.concat(opening.stream(), of(Blocked.class).map(Blocked::incident))
                .map(this::locate)
                .toList();
        this.crowds = of(Demand.class)
                .flatMap(demand -> demand.crowd().stream().map(crowd -> CrowdTrips.of(plan, demand.interval(), crowd)))
                .toList();
    }

    static Changes none(CityPlan plan) {
        return new Changes(plan, List.of());
    }

    private RoadIncident locate(SimulatedIncident incident) {
        int carriageway = plan.find(incident.freeway(), incident.direction()).orElseThrow();
        var road = plan.carriageways().get(carriageway);
        return new RoadIncident(incident, carriageway, road.travelledAt(incident.postmileMiles()));
    }

    private <T extends Intervention.Change> Stream<T> of(Class<T> kind) {
        return changes.stream().filter(kind::isInstance).map(kind::cast);
    }

    Stream<RoadIncident> incidents() {
        return incidents.stream();
    }

    Stream<RainSpell> rain(Instant now) {
        return of(Rained.class)
                .map(Rained::spell)
                .filter(spell -> spell.interval().contains(now));
    }

    Stream<SensorFault> faults() {
        return of(Broken.class).map(Broken::fault);
    }

    /** Multiplies what arrives at each entry by what was asked for it. */
    void scaleDemand(Instant now, double[] arrivals) {
        of(Demand.class)
                .filter(demand -> demand.interval().contains(now))
                .forEach(demand -> scale(arrivals, demand.freeway(), demand.factor()));
        crowds(now).forEach(crowd -> crowd.enter(arrivals));
    }

    /** Lets more leave by ramps than on other days. */
    void attract(Instant now, TrafficFlow flow) {
        crowds(now).forEach(crowd -> crowd.leave(flow));
    }

    private Stream<CrowdTrips> crowds(Instant now) {
        return crowds.stream().filter(crowd -> crowd.interval().contains(now));
    }

    private void scale(double[] arrivals, Optional<String> freeway, double factor) {
        for (int entry = 0; entry < arrivals.length; entry++) {
            var road = plan.carriageways()
                    .get(plan.carriagewayOf(
                            plan.junctions().entries().get(entry).cell()));
            if (freeway.isEmpty() || freeway.get().equals(road.freeway().name())) {
                arrivals[entry] *= factor;
            }
        }
    }
}
