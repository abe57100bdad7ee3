package io.freeflow.app.bench;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.network.Corridor;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.queue.Queue;
import io.freeflow.core.queue.Queues;
import io.freeflow.core.queue.Reach;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.time.FiveMinutes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What several models said of queues against what came. All models are scored on the same cells: those in which each of
 * them said something and a speed was observed.
 */
final class QueueScores {

    /** Minutes ahead that an operator plans with. */
    static final List<Integer> MINUTES = List.of(15, 30, 60);

    private static final double UPSTREAM_MILES = 4;
    private static final Duration AFTERMATH = Duration.ofMinutes(30);

    private final Map<String, Integer> sensors = new HashMap<>();
    private final List<Road> roads;
    private final Map<String, Sums[]> byModel = new HashMap<>();

    /** A corridor in the order of travel. */
    private record Road(Corridor corridor, int[] sensors, double[] postmiles) {}

    /** A place in time that is told apart. */
    enum Where {
        /** Every cell of the region. */
        ALL,
        /** Stations from a queue's head to four miles upstream. */
        QUEUES,
        /** Stations from the opening incident to four miles upstream, from its start until half an hour after its end. */
        OPENING
    }

    QueueScores(Network network) {
        var ids = network.sensors().stream().map(Sensor::id).toList();
        for (int i = 0; i < ids.size(); i++) {
            sensors.put(ids.get(i), i);
        }
        this.roads = network.corridors().stream().map(this::road).toList();
    }

    private Road road(Corridor corridor) {
        var stations = corridor.stations();
        return new Road(
                corridor,
                stations.stream()
                        .mapToInt(station -> sensors.get(station.sensor().id()))
                        .toArray(),
                stations.stream().mapToDouble(Corridor.Station::postmileMiles).toArray());
    }

    /** Observed speeds by window start, sensors in the network's order; {@code NaN} is not observed. */
    record Observed(Map<Instant, double[]> byStart) {}

    /** The sums of a model at one horizon. */
    static final class Sums {
        private final Map<Where, Cells> cells = new EnumMap<>(Where.class);
        final Tails tails = new Tails();
        final Tails openingTails = new Tails();

        Cells cells(Where where) {
            return cells.computeIfAbsent(where, key -> new Cells());
        }
    }

    /** Sums over cells. */
    static final class Cells {
        static final int BINS = 10;
        long n;
        long slow;
        long covered;
        double absolute;
        double width;
        double brier;
        final long[] inBin = new long[BINS];
        final double[] saidInBin = new double[BINS];
        final long[] slowInBin = new long[BINS];

        private void add(QuantileGrid grid, int sensor, int step, double mph) {
            double said = grid.probabilityBelow(sensor, step, Queues.BELOW_MPH);
            int came = mph < Queues.BELOW_MPH ? 1 : 0;
            double low = grid.mph(sensor, step, QuantileGrid.P05);
            double high = grid.mph(sensor, step, QuantileGrid.P95);
            int bin = Math.min(BINS - 1, (int) (said * BINS));
            n++;
            slow += came;
            covered += low <= mph && mph <= high ? 1 : 0;
            absolute += Math.abs(grid.mph(sensor, step, QuantileGrid.P50) - mph);
            width += high - low;
            brier += (said - came) * (said - came);
            inBin[bin]++;
            saidInBin[bin] += said;
            slowInBin[bin] += came;
        }
    }

    /** Sums over queues: how far upstream of today's head they reach, 0 when dissolved. */
    static final class Tails {
        long n;
        double absolute;
        double error;
        double miles;

        private void add(double said, double came) {
            n++;
            absolute += Math.abs(said - came);
            error += said - came;
            miles += came;
        }
    }

    /** The sums of a model for each of {@link #MINUTES}. */
    Sums[] of(String model) {
        return byModel.computeIfAbsent(model, key -> new Sums[] {new Sums(), new Sums(), new Sums()});
    }

    /**
     * Scores forecasts of the same issue, one of each model.
     *
     * @param opening the incident that a demo opens with
     */
    void score(List<Forecast> forecasts, Observed observed, SimulatedIncident opening) {
        var issued = forecasts.getFirst().issuedAt();
        var now = observed.byStart().get(issued.minus(FiveMinutes.LENGTH));
        if (now == null) {
            return;
        }
        for (int i = 0; i < MINUTES.size(); i++) {
            int step = Horizons.stepOf(MINUTES.get(i));
            var then = observed.byStart().get(Horizons.window(issued, step).start());
            if (then != null) {
                for (Road road : roads) {
                    score(forecasts, road, i, now, then, isOpening(road, opening, issued) ? opening : null);
                }
            }
        }
    }

    private static boolean isOpening(Road road, SimulatedIncident opening, Instant issued) {
        return road.corridor().freeway().equals(opening.freeway())
                && road.corridor().direction() == opening.direction()
                && issued.isAfter(opening.interval().start())
                && issued.isBefore(opening.interval().end().plus(AFTERMATH));
    }

    private void score(
            List<Forecast> forecasts,
            Road road,
            int minutes,
            double[] now,
            double[] then,
            @Nullable SimulatedIncident opening) {
        int step = Horizons.stepOf(MINUTES.get(minutes));
        var queues = Queues.find(road.postmiles(), at(road, now));
        for (int station = 0; station < road.sensors().length; station++) {
            int sensor = road.sensors()[station];
            double mph = then[sensor];
            if (Double.isNaN(mph)
                    || forecasts.stream()
                            .anyMatch(forecast -> forecast.speedsMph().isMissing(sensor, step))) {
                continue;
            }
            var where = new ArrayList<>(List.of(Where.ALL));
            int here = station;
            if (queues.stream().anyMatch(queue -> isUpstream(road, here, queue.head()))) {
                where.add(Where.QUEUES);
            }
            if (opening != null && isUpstream(road, here, headOf(road, opening))) {
                where.add(Where.OPENING);
            }
            for (Forecast forecast : forecasts) {
                for (Where place : where) {
                    of(forecast.model())[minutes].cells(place).add(forecast.speedsMph(), sensor, step, mph);
                }
            }
        }
        for (Queue queue : queues) {
            boolean ofOpening = opening != null && isUpstream(road, queue.head(), headOf(road, opening));
            tails(forecasts, road, minutes, queue, then, ofOpening);
        }
    }

    private void tails(
            List<Forecast> forecasts, Road road, int minutes, Queue queue, double[] then, boolean ofOpening) {
        int step = Horizons.stepOf(MINUTES.get(minutes));
        var came = at(road, then);
        for (int station = 0; station < came.length; station++) {
            came[station] = Double.isNaN(came[station]) ? Double.NaN : came[station] < Queues.BELOW_MPH ? 1 : 0;
        }
        double actual = miles(road, queue, came);
        var said = forecasts.stream()
                .mapToDouble(forecast -> miles(road, queue, probabilities(road, forecast.speedsMph(), step)))
                .toArray();
        if (Double.isNaN(actual) || Arrays.stream(said).anyMatch(Double::isNaN)) {
            return;
        }
        for (int model = 0; model < said.length; model++) {
            var sums = of(forecasts.get(model).model())[minutes];
            sums.tails.add(said[model], actual);
            if (ofOpening) {
                sums.openingTails.add(said[model], actual);
            }
        }
    }

    private static double[] probabilities(Road road, QuantileGrid grid, int step) {
        return Arrays.stream(road.sensors())
                .mapToDouble(sensor -> grid.probabilityBelow(sensor, step, Queues.BELOW_MPH))
                .toArray();
    }

    private static double miles(Road road, Queue queue, double[] probabilities) {
        return switch (Queues.reach(queue, road.postmiles(), probabilities)) {
            case Reach.Queued queued -> Math.abs(road.postmiles()[queue.head()] - road.postmiles()[queued.tail()]);
            case Reach.Dissolved dissolved -> 0;
            case Reach.Unknown unknown -> Double.NaN;
        };
    }

    private static double[] at(Road road, double[] mph) {
        return Arrays.stream(road.sensors()).mapToDouble(sensor -> mph[sensor]).toArray();
    }

    private static boolean isUpstream(Road road, int station, int head) {
        return station <= head && Math.abs(road.postmiles()[head] - road.postmiles()[station]) <= UPSTREAM_MILES;
    }

    /** The last station before an incident, or the first one of all. */
    private static int headOf(Road road, SimulatedIncident incident) {
        int head = 0;
        boolean growing = road.postmiles()[0] < road.postmiles()[road.postmiles().length - 1];
        for (int station = 0; station < road.postmiles().length; station++) {
            double past = road.postmiles()[station] - incident.postmileMiles();
            if ((growing ? past : -past) <= 0) {
                head = station;
            }
        }
        return head;
    }
}
