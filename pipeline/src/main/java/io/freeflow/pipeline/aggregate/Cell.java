package io.freeflow.pipeline.aggregate;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Reading;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.TrafficState;
import io.freeflow.pipeline.health.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The readings of one sensor in one window. */
final class Cell {

    private final List<Observation> observations = new ArrayList<>(1);

    /** What a reading said, without its sensor. Its key within the cell is (feed, start). */
    record Observation(String feed, long startMillis, int lengthMillis, Measurement measurement) {
        static Observation of(Reading reading) {
            return new Observation(
                    reading.feed(),
                    reading.interval().start().toEpochMilli(),
                    (int) reading.interval().length().toMillis(),
                    reading.measurement());
        }

        private boolean isAfter(Observation other) {
            return startMillis != other.startMillis ? startMillis > other.startMillis : feed.compareTo(other.feed) > 0;
        }

        private boolean sameKey(Observation other) {
            return startMillis == other.startMillis && feed.equals(other.feed);
        }
    }

    /** What a reading was to its cell. */
    enum Novelty {
        NEW,
        /** As new, but a newer one of the window was there already. */
        OUT_OF_ORDER,
        DUPLICATE,
        REVISION
    }

    Novelty put(Observation observation) {
        for (int i = 0; i < observations.size(); i++) {
            Observation known = observations.get(i);
            if (known.sameKey(observation)) {
                boolean same = known.measurement().equals(observation.measurement());
                observations.set(i, same ? known : observation);
                return same ? Novelty.DUPLICATE : Novelty.REVISION;
            }
        }
        int at = observations.size();
        while (at > 0 && observations.get(at - 1).isAfter(observation)) {
            at--;
        }
        boolean newest = observations.isEmpty() || observations.getLast().startMillis() <= observation.startMillis();
        observations.add(at, observation);
        return newest ? Novelty.NEW : Novelty.OUT_OF_ORDER;
    }

    /** What the tests of the sensor look at. */
    List<Sample> samples() {
        return observations.stream()
                .map(one -> new Sample(one.startMillis(), one.lengthMillis() / 1000, one.measurement()))
                .toList();
    }

    List<Observation> observations() {
        return observations;
    }

    /**
     * The window's state. Flow and occupancy are means weighted by the readings' lengths; speed is weighted by vehicles
     * where all readings with a speed have a flow, so that it is the mean over vehicles, else by length.
     */
    TrafficState state(String sensorId) {
        if (observations.size() == 1) {
            return TrafficState.observed(sensorId, observations.getFirst().measurement(), 1);
        }
        return TrafficState.observed(sensorId, new Measurement(speed(), flow(), occupancy()), observations.size());
    }

    /** The same of the readings that lie within an interval; empty if none does. */
    Optional<TrafficState> state(String sensorId, Interval interval) {
        long from = interval.start().toEpochMilli();
        long until = interval.end().toEpochMilli();
        var within = new Cell();
        for (Observation one : observations) {
            if (one.startMillis() >= from && one.startMillis() + one.lengthMillis() <= until) {
                within.observations.add(one);
            }
        }
        return within.observations.isEmpty() ? Optional.empty() : Optional.of(within.state(sensorId));
    }

    private double speed() {
        var byLength = new Mean();
        var byVehicles = new Mean();
        boolean everyFlow = true;
        for (Observation one : observations) {
            Measurement measurement = one.measurement();
            if (measurement.hasSpeed()) {
                byLength.add(measurement.speedMph(), one.lengthMillis());
                everyFlow &= measurement.hasFlow();
                byVehicles.add(measurement.speedMph(), measurement.flowVph() * one.lengthMillis());
            }
        }
        return everyFlow && byVehicles.weight > 0 ? byVehicles.value() : byLength.value();
    }

    private double flow() {
        var mean = new Mean();
        for (Observation one : observations) {
            if (one.measurement().hasFlow()) {
                mean.add(one.measurement().flowVph(), one.lengthMillis());
            }
        }
        return mean.value();
    }

    private double occupancy() {
        var mean = new Mean();
        for (Observation one : observations) {
            if (one.measurement().hasOccupancy()) {
                mean.add(one.measurement().occupancyPercent(), one.lengthMillis());
            }
        }
        return mean.value();
    }

    private static final class Mean {
        private double sum;
        private double weight;

        void add(double value, double by) {
            sum += value * by;
            weight += by;
        }

        double value() {
            return weight > 0 ? sum / weight : Double.NaN;
        }
    }
}
