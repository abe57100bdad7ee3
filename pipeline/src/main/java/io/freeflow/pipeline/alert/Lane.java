package io.freeflow.pipeline.alert;

import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.network.Corridor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A region's part of a corridor; stations are numbers in the order of travel. */
record Lane(String corridorId, List<Corridor.Station> stations, int[] sensors, double[] postmileMiles) {

    private static final double FREE_FLOW_MPH = 65;

    /** The stations of a corridor that are in the region, with their places in the region's order. */
    static Lane of(Corridor corridor, Map<String, Integer> places) {
        var stations = corridor.stations().stream()
                .filter(station -> places.containsKey(station.sensor().id()))
                .toList();
        return new Lane(
                corridor.id(),
                stations,
                stations.stream()
                        .mapToInt(station -> places.get(station.sensor().id()))
                        .toArray(),
                stations.stream().mapToDouble(Corridor.Station::postmileMiles).toArray());
    }

    /** The values of its stations out of those of the region; {@code NaN} is missing. */
    double[] pick(float[] region) {
        var picked = new double[sensors.length];
        for (int station = 0; station < picked.length; station++) {
            picked[station] = region[sensors[station]];
        }
        return picked;
    }

    AlertPlace place(int tail, int head) {
        return new AlertPlace(
                corridorId,
                stations.get(tail).sensor().id(),
                postmileMiles[tail],
                stations.get(head).sensor().id(),
                postmileMiles[head]);
    }

    Optional<Integer> find(String sensorId) {
        for (int station = 0; station < stations.size(); station++) {
            if (stations.get(station).sensor().id().equals(sensorId)) {
                return Optional.of(station);
            }
        }
        return Optional.empty();
    }

    /** The last station before a stretch in the direction of travel; the first of all where none is. */
    int lastBefore(double oneEndMiles, double otherEndMiles) {
        double begin = isGrowing() ? Math.min(oneEndMiles, otherEndMiles) : Math.max(oneEndMiles, otherEndMiles);
        int last = 0;
        for (int station = 0; station < postmileMiles.length; station++) {
            if (isGrowing() ? postmileMiles[station] <= begin : postmileMiles[station] >= begin) {
                last = station;
            }
        }
        return last;
    }

    /** The first station behind a stretch in the direction of travel; the last of all where none is. */
    int firstBehind(double oneEndMiles, double otherEndMiles) {
        double end = isGrowing() ? Math.max(oneEndMiles, otherEndMiles) : Math.min(oneEndMiles, otherEndMiles);
        int first = postmileMiles.length - 1;
        for (int station = postmileMiles.length - 1; station >= 0; station--) {
            if (isGrowing() ? postmileMiles[station] >= end : postmileMiles[station] <= end) {
                first = station;
            }
        }
        return first;
    }

    private boolean isGrowing() {
        return postmileMiles[0] <= postmileMiles[postmileMiles.length - 1];
    }

    /** How much longer the way from tail to head takes than at free flow: between stations, the mean of their paces. */
    double delayMinutes(int tail, int head, double[] mph) {
        double hours = 0;
        int last = -1;
        for (int station = tail; station <= head; station++) {
            if (Double.isNaN(mph[station])) {
                continue;
            }
            if (last >= 0) {
                double miles = Math.abs(postmileMiles[station] - postmileMiles[last]);
                hours += miles * (lostHoursPerMile(last, mph) + lostHoursPerMile(station, mph)) / 2;
            }
            last = station;
        }
        return 60 * hours;
    }

    private double lostHoursPerMile(int station, double[] mph) {
        double freeFlow = stations.get(station).sensor().freeFlowMph().orElse(FREE_FLOW_MPH);
        return Math.max(0, 1 / Math.max(mph[station], 1) - 1 / freeFlow);
    }
}
