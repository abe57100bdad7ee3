package io.freeflow.forecast.models;

import io.freeflow.core.network.Corridor;
import io.freeflow.core.network.Edge;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Sensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who stands ahead of each sensor and behind it along the road, nearest first: on its corridor where it is placed on one,
 * by the network's edges where it is not. Sensors are numbers in the order of the region's.
 */
final class Neighbours {

    /** Nobody looks farther down the road. */
    static final float AHEAD_MILES = 4;

    private static final float BEHIND_MILES = 2;
    private static final int MOST_AHEAD = 10;
    private static final int MOST_BEHIND = 2;
    /** An edge whose way back is nearly as close does not say which of the two is ahead. */
    private static final double ONE_WAY = 0.9;

    private final Map<String, Integer> places = new HashMap<>();
    private final List<List<Near>> ahead = new ArrayList<>();
    private final List<List<Near>> behind = new ArrayList<>();

    /** A sensor so many miles away. */
    record Near(int sensor, float miles) {}

    private Neighbours(List<Sensor> sensors) {
        for (Sensor sensor : sensors) {
            places.put(sensor.id(), places.size());
            ahead.add(new ArrayList<>());
            behind.add(new ArrayList<>());
        }
    }

    /**
     * The neighbours among a region's sensors. An edge counts by the straight distance of its ends.
     *
     * @param sensors all of the region
     */
    static Neighbours of(Network network, List<Sensor> sensors) {
        var neighbours = new Neighbours(sensors);
        network.corridors().forEach(neighbours::join);
        neighbours.join(network);
        neighbours.ahead.replaceAll(near -> nearest(near, MOST_AHEAD, AHEAD_MILES));
        neighbours.behind.replaceAll(near -> nearest(near, MOST_BEHIND, BEHIND_MILES));
        return neighbours;
    }

    private void join(Corridor corridor) {
        var stations = corridor.stations();
        for (int from = 0; from < stations.size(); from++) {
            for (int to = from + 1; to < Math.min(stations.size(), from + 1 + MOST_AHEAD); to++) {
                var here = stations.get(from);
                var there = stations.get(to);
                double miles = Math.abs(there.postmileMiles() - here.postmileMiles());
                join(here.sensor().id(), there.sensor().id(), miles);
            }
        }
    }

    private void join(Network network) {
        var weights = new HashMap<List<String>, Double>();
        network.edges().forEach(edge -> weights.put(List.of(edge.from(), edge.to()), edge.weight()));
        for (Edge edge : network.edges()) {
            double back = weights.getOrDefault(List.of(edge.to(), edge.from()), 0.0);
            var from = network.find(edge.from()).filter(Neighbours::isUnplaced);
            var to = network.find(edge.to()).filter(Neighbours::isUnplaced);
            if (from.isPresent() && to.isPresent() && back < ONE_WAY * edge.weight()) {
                double miles = from.get().position().milesTo(to.get().position());
                join(edge.from(), edge.to(), miles);
            }
        }
    }

    private static boolean isUnplaced(Sensor sensor) {
        return sensor.placement() instanceof Placement.StationOnly;
    }

    private void join(String from, String to, double miles) {
        var here = places.get(from);
        var there = places.get(to);
        if (here != null && there != null && !here.equals(there)) {
            ahead.get(here).add(new Near(there, (float) miles));
            behind.get(there).add(new Near(here, (float) miles));
        }
    }

    private static List<Near> nearest(List<Near> near, int most, float miles) {
        return near.stream()
                .filter(one -> one.miles() <= miles)
                .sorted(Comparator.comparingDouble(Near::miles).thenComparingInt(Near::sensor))
                .limit(most)
                .toList();
    }

    /** Up to ten sensors within four miles in the direction of travel. */
    List<Near> ahead(int sensor) {
        return ahead.get(sensor);
    }

    /** Up to two sensors within two miles against it. */
    List<Near> behind(int sensor) {
        return behind.get(sensor);
    }
}
