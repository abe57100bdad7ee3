package io.freeflow.feeds.simulate;

import io.freeflow.feeds.simulate.flow.CellGrid;
import io.freeflow.feeds.simulate.flow.Drivers;
import io.freeflow.feeds.simulate.flow.Junctions;
import io.freeflow.feeds.simulate.flow.TrafficFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.DoublePredicate;

/** Measures whether a simulated city behaves as traffic does: what a transportation engineer would look at first. */
public final class SimulatorGates {

    private static final int STEPS_PER_HOUR = 3600 / CellGrid.STEP_SECONDS;
    private static final int WINDOWS_PER_HOUR = 12;
    private static final double FIRST_HOUR = 3;
    /** From so straight on a road leads to work, or away from it. */
    private static final double LEADS = 0.3;

    private static final double SLOW_MPH = 45;

    private SimulatorGates() {}

    /**
     * One figure and what it must be.
     *
     * @param least and {@code most}: what measurements of real roads allow, both inclusive
     * @param source where the limits come from
     */
    public record Gate(String name, double figure, double least, double most, String unit, String source) {
        public boolean isOpen() {
            return figure >= least && figure <= most;
        }
    }

    /**
     * Measures one day of a city and three experiments on a straight road.
     *
     * @param dayStart 03:00 of a weekday
     */
    public static List<Gate> measure(SimulatedCity city, Instant dayStart) {
        var gates = new ArrayList<Gate>();
        gates.addAll(onAStraightRoad());
        gates.addAll(inTheCity(city, dayStart));
        return gates;
    }

    // --- on a straight road ----------------------------------------------------------------------------------------

    private static List<Gate> onAStraightRoad() {
        var road = new StraightRoad();
        return List.of(
                new Gate(
                        "tail of a standing queue runs upstream",
                        road.growthMph(),
                        10,
                        15,
                        "mph",
                        "Treiber, Kesting 2013"),
                new Gate("recovery runs upstream", road.recoveryMph(), 10, 15, "mph", "Treiber, Kesting 2013"),
                new Gate("stop-and-go waves run upstream", road.stopAndGoMph(), 10, 15, "mph", "Treiber, Kesting 2013"),
                new Gate(
                        "flow in a queue swings, minute by minute",
                        road.swing(),
                        8,
                        40,
                        "% of its mean",
                        "Laval, Leclercq 2010"),
                new Gate(
                        "capacity drop at a queue's head",
                        road.capacityDrop(),
                        3,
                        18,
                        "%",
                        "Hall, Agyemang-Duah 1991; Chung et al. 2007"));
    }

    /** Twenty miles of four lanes with a place at the end that can be narrowed. */
    private static final class StraightRoad {
        private static final int CELLS = 100;
        private static final double CELL_MILES = 0.2;
        private static final int NARROWS = 90;

        private final CellGrid grid = CellGrid.uniform(CELLS, CELL_MILES, 4, 65);

        private TrafficFlow road() {
            return new TrafficFlow(grid, Junctions.none(grid));
        }

        private static void run(TrafficFlow flow, double vph, double hours) {
            for (int step = 0; step < Math.round(hours * STEPS_PER_HOUR); step++) {
                flow.step(new double[] {vph / STEPS_PER_HOUR});
            }
        }

        private double fullness(TrafficFlow flow, int cell) {
            return flow.vehicles(cell) / grid.storage(cell);
        }

        private TrafficFlow closed() {
            var flow = road();
            run(flow, 7500, 0.7);
            flow.narrow(NARROWS, 0);
            return flow;
        }

        double growthMph() {
            var flow = closed();
            stepsUntil(flow, () -> fullness(flow, 80) > 0.9);
            return mph(stepsUntil(flow, () -> fullness(flow, 40) > 0.9));
        }

        double recoveryMph() {
            var flow = closed();
            stepsUntil(flow, () -> fullness(flow, 30) > 0.9);
            flow.open();
            stepsUntil(flow, () -> fullness(flow, 80) < 0.5);
            return mph(stepsUntil(flow, () -> fullness(flow, 40) < 0.5));
        }

        private static int stepsUntil(TrafficFlow flow, BooleanSupplier reached) {
            int steps = 0;
            while (!reached.getAsBoolean() && steps < 4 * STEPS_PER_HOUR) {
                flow.step(new double[] {7500.0 / STEPS_PER_HOUR});
                steps++;
            }
            return steps;
        }

        /** From cell 80 to cell 40 in so many steps. */
        private static double mph(int steps) {
            return 40 * CELL_MILES * STEPS_PER_HOUR / steps;
        }

        /** Flows of two hours in a queue behind a narrow place, step by step, at two cells. */
        private double[][] queueFlows(int upstream, int downstream) {
            var flow = road();
            var drivers = new Drivers(grid, new SplittableRandom(1));
            var flows = new double[2][2 * STEPS_PER_HOUR];
            for (int step = -2 * STEPS_PER_HOUR; step < flows[0].length; step++) {
                if (Math.floorMod(step, 6) == 0) {
                    drivers.drive(flow);
                }
                flow.open();
                flow.narrow(NARROWS, 0.6);
                flow.reset();
                flow.step(new double[] {7500.0 / STEPS_PER_HOUR});
                if (step >= 0) {
                    flows[0][step] = flow.passed(upstream);
                    flows[1][step] = flow.passed(downstream);
                }
            }
            return flows;
        }

        double stopAndGoMph() {
            var flows = queueFlows(70, 80);
            int best = 0;
            double bestLikeness = -1;
            for (int lag = 10; lag < 200; lag++) {
                double likeness = correlation(
                        Arrays.copyOfRange(flows[0], lag, flows[0].length),
                        Arrays.copyOfRange(flows[1], 0, flows[1].length - lag));
                if (likeness > bestLikeness) {
                    bestLikeness = likeness;
                    best = lag;
                }
            }
            return 10 * CELL_MILES / ((double) best / STEPS_PER_HOUR);
        }

        double swing() {
            var flows = queueFlows(70, 80)[0];
            var minutes = new double[flows.length / 6];
            for (int minute = 0; minute < minutes.length; minute++) {
                minutes[minute] =
                        Arrays.stream(flows, 6 * minute, 6 * minute + 6).sum();
            }
            return 100 * deviation(minutes) / mean(minutes);
        }

        double capacityDrop() {
            var flow = road();
            run(flow, 8000, 1);
            flow.narrow(NARROWS, 0.5);
            run(flow, 8000, 0.5);
            flow.open();
            run(flow, 8000, 0.1);
            flow.reset();
            run(flow, 8000, 0.1);
            double capacity = grid.capacity(NARROWS) * STEPS_PER_HOUR;
            return 100 * (1 - flow.passed(NARROWS + 2) * 10 / capacity);
        }
    }

    // --- in the city -----------------------------------------------------------------------------------------------

    private static List<Gate> inTheCity(SimulatedCity city, Instant dayStart) {
        var simulation = TrafficSimulation.at(city, dayStart);
        double before = simulation.flow().stored();
        var day = new Day(city);
        for (int window = 0; window < 24 * WINDOWS_PER_HOUR; window++) {
            simulation.advance(Duration.ofMinutes(5), day.reports);
            day.take(window);
        }
        var flow = simulation.flow();
        double lost = before + flow.entered() - flow.stored() - flow.left();
        return List.of(
                new Gate(
                        "vehicles lost or made in a day",
                        Math.abs(lost),
                        0,
                        1e-3,
                        "of %,.0f".formatted(flow.entered()),
                        "conservation"),
                new Gate(
                        "15-minute flow of the busiest stations, per lane",
                        day.capacityVph(),
                        1_800,
                        2_400,
                        "veh/h",
                        "HCM 7th ed. ch. 12"),
                new Gate(
                        "spread of flow at the same occupancy, in queues",
                        day.scatter(),
                        8,
                        40,
                        "% of its mean",
                        "Treiber et al. 2006"),
                new Gate("slow stations at 03:30", day.slowShare(3.5), 0, 2, "% below 45 mph", "METR-LA: 5"),
                new Gate("slow stations at 08:00", day.slowShare(8), 15, 45, "% below 45 mph", "METR-LA: 33"),
                new Gate("slow stations at 17:30", day.slowShare(17.5), 15, 55, "% below 45 mph", "METR-LA: 44"),
                new Gate("slow stations at 22:00", day.slowShare(22), 0, 6, "% below 45 mph", "METR-LA: 3"),
                new Gate(
                        "slow stations from 6 to 10, toward work more than away from it",
                        day.slowToward(6) - day.slowAway(6),
                        8,
                        60,
                        "points below 45 mph",
                        "both directions do not peak alike"),
                new Gate(
                        "slow stations from 15 to 19, away from work more than toward it",
                        day.slowAway(15) - day.slowToward(15),
                        8,
                        60,
                        "points below 45 mph",
                        "both directions do not peak alike"));
    }

    /** What the stations of a city say on one day. */
    private static final class Day {
        private final SimulatedCity city;
        private final StationReports reports;
        private final float[][] speeds = new float[24 * WINDOWS_PER_HOUR][];
        private final float[][] flows = new float[24 * WINDOWS_PER_HOUR][];
        private final float[][] occupancies = new float[24 * WINDOWS_PER_HOUR][];

        Day(SimulatedCity city) {
            this.city = city;
            this.reports = city.newReports();
        }

        void take(int window) {
            speeds[window] = reports.copySpeeds();
            flows[window] = reports.copyFlows();
            occupancies[window] = reports.copyOccupancies();
        }

        private int lanes(int station) {
            return city.stations().get(station).lanes();
        }

        /** The 15-minute flow per lane that 1 % of the stations exceed. */
        double capacityVph() {
            var most = new double[city.stations().size()];
            for (int station = 0; station < most.length; station++) {
                for (int window = 0; window + 3 <= flows.length; window++) {
                    double flow =
                            (flows[window][station] + flows[window + 1][station] + flows[window + 2][station]) / 3;
                    most[station] = Double.isNaN(flow) ? most[station] : Math.max(most[station], flow / lanes(station));
                }
            }
            Arrays.sort(most);
            return most[(int) (0.99 * most.length)];
        }

        /** How far flows per lane lie apart at 20 to 40 percent occupancy, percent by percent. */
        double scatter() {
            Map<Integer, List<Double>> byOccupancy = new TreeMap<>();
            for (int window = 0; window < flows.length; window++) {
                for (int station = 0; station < flows[window].length; station++) {
                    int occupancy = (int) occupancies[window][station];
                    if (occupancy >= 20 && occupancy < 40) {
                        byOccupancy
                                .computeIfAbsent(occupancy, key -> new ArrayList<>())
                                .add((double) flows[window][station] / lanes(station));
                    }
                }
            }
            return byOccupancy.values().stream()
                    .filter(values -> values.size() >= 20)
                    .map(values -> values.stream().mapToDouble(value -> value).toArray())
                    .mapToDouble(values -> 100 * deviation(values) / mean(values))
                    .average()
                    .orElse(Double.NaN);
        }

        double slowShare(double hour) {
            int window = (int) ((hour - FIRST_HOUR) * WINDOWS_PER_HOUR);
            int slow = 0;
            int all = 0;
            for (float speed : speeds[window]) {
                slow += speed < SLOW_MPH ? 1 : 0;
                all += Float.isNaN(speed) ? 0 : 1;
            }
            return 100.0 * slow / all;
        }

        /** Percent of four hours in which roads that lead to where people work are slow. */
        double slowToward(int fromHour) {
            return slowShare(fromHour, inbound -> inbound > LEADS);
        }

        double slowAway(int fromHour) {
            return slowShare(fromHour, inbound -> inbound < -LEADS);
        }

        private double slowShare(int fromHour, DoublePredicate suits) {
            int first = (int) ((fromHour - FIRST_HOUR) * WINDOWS_PER_HOUR);
            int slow = 0;
            int all = 0;
            for (int station = 0; station < city.stations().size(); station++) {
                if (suits.test(inbound(city.stations().get(station)))) {
                    for (int window = first; window < first + 4 * WINDOWS_PER_HOUR; window++) {
                        float speed = speeds[window][station];
                        slow += speed < SLOW_MPH ? 1 : 0;
                        all += Float.isNaN(speed) ? 0 : 1;
                    }
                }
            }
            return 100.0 * slow / all;
        }

        private double inbound(SimulatedCity.Station station) {
            return city.plan()
                    .carriageways()
                    .get(station.carriageway())
                    .inbound(
                            city.plan().travelledAt(station.cell()),
                            city.roadMap().centers());
        }
    }

    // --- arithmetic ------------------------------------------------------------------------------------------------

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(Double.NaN));
    }

    private static double correlation(double[] one, double[] other) {
        double meanOne = mean(one);
        double meanOther = mean(other);
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - meanOne) * (other[i] - meanOther);
        }
        return sum / one.length / deviation(one) / deviation(other);
    }
}
