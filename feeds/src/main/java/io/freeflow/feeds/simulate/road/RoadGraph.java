package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Edge;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Sensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The stations of a road map as sensors, joined by edges along the carriageways and across the interchanges. */
final class RoadGraph {

    /** Standard deviation of the Gaussian kernel that turns road distance into closeness. */
    private static final double KERNEL_MILES = 4;

    private final RoadMap roadMap;
    private final List<Stops> all = new ArrayList<>();
    private final Map<String, List<Stops>> byFreeway = new LinkedHashMap<>();
    private final Map<Link, Double> miles = new LinkedHashMap<>();

    private record Stops(Carriageway carriageway, List<Carriageway.Station> stations) {}

    private record Link(String from, String to) {}

    RoadGraph(RoadMap roadMap) {
        this.roadMap = roadMap;
        for (Carriageway carriageway : roadMap.carriageways()) {
            var stops = new Stops(carriageway, carriageway.stations());
            all.add(stops);
            byFreeway
                    .computeIfAbsent(carriageway.freeway().name(), name -> new ArrayList<>())
                    .add(stops);
        }
    }

    Network network() {
        all.forEach(this::joinDownstream);
        roadMap.interchanges().forEach(this::joinAcross);
        var sensors = all.stream()
                .flatMap(stops -> stops.stations().stream().map(station -> sensor(stops.carriageway(), station)))
                .toList();
        var edges = miles.entrySet().stream()
                .map(one -> new Edge(one.getKey().from(), one.getKey().to(), closeness(one.getValue())))
                .toList();
        return Network.of(roadMap.zone(), sensors, edges);
    }

    private void joinDownstream(Stops stops) {
        var stations = stops.stations();
        for (int i = 1; i < stations.size(); i++) {
            var from = stations.get(i - 1);
            var to = stations.get(i);
            join(from, to, to.travelled() - from.travelled());
        }
    }

    private void joinAcross(Interchange interchange) {
        interchange
                .mileByFreeway()
                .forEach((fromFreeway, fromMile) -> interchange.mileByFreeway().forEach((toFreeway, toMile) -> {
                    if (!fromFreeway.equals(toFreeway)) {
                        joinAcross(fromFreeway, fromMile, toFreeway, toMile);
                    }
                }));
    }

    private void joinAcross(String fromFreeway, double fromMile, String toFreeway, double toMile) {
        for (Stops coming : byFreeway.getOrDefault(fromFreeway, List.of())) {
            double leaves = coming.carriageway().travelled(fromMile);
            int from = firstAfter(coming.stations(), leaves) - 1;
            for (Stops going : byFreeway.getOrDefault(toFreeway, List.of())) {
                double enters = going.carriageway().travelled(toMile);
                int to = firstAfter(going.stations(), enters);
                if (from >= 0 && to < going.stations().size()) {
                    var last = coming.stations().get(from);
                    var first = going.stations().get(to);
                    join(last, first, leaves - last.travelled() + first.travelled() - enters);
                }
            }
        }
    }

    /** Index of the first station beyond a place, the number of stations if there is none. */
    private static int firstAfter(List<Carriageway.Station> stations, double travelled) {
        int index = 0;
        while (index < stations.size() && stations.get(index).travelled() <= travelled) {
            index++;
        }
        return index;
    }

    /** Of two ways between the same stations the shorter one counts. */
    private void join(Carriageway.Station from, Carriageway.Station to, double distance) {
        miles.merge(new Link(from.id(), to.id()), distance, Math::min);
    }

    private Sensor sensor(Carriageway carriageway, Carriageway.Station station) {
        double postmile = Math.round(carriageway.postmileAt(station.travelled()) * 100) / 100.0;
        return new Sensor(
                station.id(),
                carriageway.name() + " at " + station.name(),
                carriageway.at(station.travelled()),
                roadMap.region(),
                new Placement.OnFreeway(
                        carriageway.freeway().name(),
                        carriageway.direction(),
                        postmile,
                        carriageway.lanesAt(station.travelled())),
                OptionalDouble.of(carriageway.freeway().freeFlowMph()));
    }

    private static double closeness(double miles) {
        return Math.max(0.001, Math.round(1000 * Math.exp(-Math.pow(miles / KERNEL_MILES, 2))) / 1000.0);
    }
}
