package io.freeflow.feeds.simulate.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.feeds.simulate.flow.Junctions.Entry;
import io.freeflow.feeds.simulate.flow.Junctions.Exit;
import io.freeflow.feeds.simulate.flow.Junctions.Turn;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class D01_TrafficFlowTest {

    private static final int STEPS_PER_HOUR = 360;
    private static final double CELL_MILES = 0.25;

    /** 20 miles of four lanes. */
    private final CellGrid grid = CellGrid.uniform(80, CELL_MILES, 4, 65);

    static LongStream seeds() {
        var only = Long.getLong("seed");
        return only != null ? LongStream.of(only) : new Random(1).longs(20);
    }

    @Test
    void lightTrafficFlowsAtFreeFlowSpeed() {
        var flow = new TrafficFlow(grid, Junctions.none(grid));
        run(flow, 4000, 1.0);

        flow.reset();
        run(flow, 4000, 0.1);

        assertThat(flow.passed(40) * 10).isCloseTo(4000, within(1.0));
        assertThat(speed(flow, 40, 0.1)).isBetween(63.0, 65.0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noVehicleIsLostOrMade(long seed) {
        var random = new Random(seed);
        var twoRoads = crossing(random);
        var flow = new TrafficFlow(twoRoads.grid(), twoRoads.junctions());
        flow.fill(new double[] {10, 2, 10, 0, 0});
        double before = flow.stored();

        for (int step = 0; step < 2000; step++) {
            flow.open();
            flow.narrow(random.nextInt(80), random.nextDouble());
            flow.hesitate(random.nextInt(80), random.nextInt(10));
            flow.vigour()[random.nextInt(80)] = random.nextDouble(0.7, 1.3);
            flow.weather(random.nextDouble(0.8, 1), random.nextDouble(0.8, 1));
            flow.step(new double[] {random.nextDouble(40), random.nextDouble(6), random.nextDouble(40), 0, 0});
        }

        assertThat(before + flow.entered()).isCloseTo(flow.stored() + flow.left(), within(1e-6));
        assertThat(IntStream.range(0, 80).mapToDouble(flow::vehicles))
                .allMatch(vehicles -> vehicles >= 0 && vehicles <= grid.storage(0) + 1e-9);
        assertThat(flow.left()).isGreaterThan(1000);
    }

    private record Roads(CellGrid grid, Junctions junctions) {}

    /** Two carriageways of ten miles that cross; each sends a part of its vehicles to the other. */
    private static Roads crossing(Random random) {
        var one = CellGrid.uniform(80, CELL_MILES, 4, 65);
        var two = new CellGrid(
                new int[] {0, 40, 80},
                one.miles(),
                one.lanes(),
                one.freeFlowMph(),
                one.capacityFactor(),
                one.diagram());
        var entries = List.of(
                Entry.street(0, 8400),
                Entry.street(10, 1500),
                Entry.street(40, 8400),
                new Entry(22, 3600, 200),
                new Entry(62, 3600, 200));
        var exits = List.of(
                Exit.street(8, random.nextDouble(0.1)),
                new Exit(18, random.nextDouble(0.1, 0.4), List.of(new Turn(4, 1))),
                new Exit(58, random.nextDouble(0.1, 0.4), List.of(new Turn(3, 0.7))),
                new Exit(79, 1, List.of()));
        return new Roads(two, new Junctions(entries, exits));
    }

    @Test
    void aFullConnectorHoldsUpALaneOfTheRoadItLeaves() {
        var roads = crossing(new Random(1));
        var free = new TrafficFlow(roads.grid(), roads.junctions());
        var blocked = new TrafficFlow(roads.grid(), roads.junctions());

        for (int step = 0; step < STEPS_PER_HOUR; step++) {
            blocked.narrow(62, 0.1);
            free.step(new double[] {21, 0, 5, 0, 0});
            blocked.step(new double[] {21, 0, 5, 0, 0});
        }

        assertThat(blocked.waiting(4)).isGreaterThan(180).isLessThanOrEqualTo(200);
        assertThat(blocked.isQueued(17)).isTrue();
        assertThat(free.isQueued(17)).isFalse();
        assertThat(blocked.vehicles(30)).isPositive();
    }

    @Test
    void aRampIsMeteredBesideAQueue() {
        var junctions = new Junctions(List.of(Entry.street(0, 8400), Entry.street(40, 1500)), List.of());
        var flow = new TrafficFlow(grid, junctions);
        for (int step = 0; step < 2 * STEPS_PER_HOUR; step++) {
            flow.narrow(60, 0.5);
            flow.step(new double[] {15, 3});
        }
        double enteredBefore = flow.stored() + flow.left();
        double waitingBefore = flow.waiting(1);

        flow.narrow(60, 0.5);
        flow.step(new double[] {0, 0});

        assertThat(flow.isQueued(40)).isTrue();
        assertThat(waitingBefore - flow.waiting(1)).isBetween(0.5, 660.0 / STEPS_PER_HOUR + 1e-9);
        assertThat(flow.stored() + flow.left()).isCloseTo(enteredBefore, within(1e-9));
    }

    @Test
    void theTailOfAQueueRunsUpstreamAtTenToFifteenMilesPerHour() {
        var flow = new TrafficFlow(grid, Junctions.none(grid));
        run(flow, 8000, 1.0);
        flow.narrow(70, 0);

        int fullSteps = 0;
        int first = -1;
        int second = -1;
        for (int step = 0; step < 2 * STEPS_PER_HOUR && second < 0; step++) {
            flow.step(arrivals(8000));
            first = first < 0 && isStanding(flow, 60) ? step : first;
            second = isStanding(flow, 20) ? step : second;
            fullSteps++;
        }
        flow.open();
        int released = stepsUntilMoving(flow, 60);
        int reachedLater = released + stepsUntilMoving(flow, 20);

        double recoveryMph = 40 * CELL_MILES / ((reachedLater - released) / (double) STEPS_PER_HOUR);
        double growthMph = 40 * CELL_MILES / ((second - first) / (double) STEPS_PER_HOUR);
        assertThat(fullSteps).isLessThan(2 * STEPS_PER_HOUR);
        assertThat(growthMph).isBetween(10.0, 15.0);
        assertThat(recoveryMph).isBetween(10.0, 15.0);
    }

    private boolean isStanding(TrafficFlow flow, int cell) {
        return flow.vehicles(cell) > 0.9 * grid.storage(cell);
    }

    private int stepsUntilMoving(TrafficFlow flow, int cell) {
        int steps = 0;
        while (flow.vehicles(cell) > 0.5 * grid.storage(cell)) {
            flow.step(arrivals(8000));
            steps++;
        }
        return steps;
    }

    @Test
    void aQueueGrowsUpstreamOfAnIncidentAndDissolves() {
        var flow = new TrafficFlow(grid, Junctions.none(grid));
        run(flow, 6500, 1.0);
        assertThat(queued(flow)).isZero();

        flow.narrow(50, 0.4);
        run(flow, 6500, 0.25);
        int afterQuarter = queued(flow);
        run(flow, 6500, 0.25);
        int afterHalf = queued(flow);
        assertThat(afterQuarter).isPositive();
        assertThat(afterHalf).isGreaterThan(afterQuarter);
        assertThat(IntStream.range(51, 80)).noneMatch(flow::isQueued);

        flow.open();
        run(flow, 5000, 1.5);
        assertThat(queued(flow)).isZero();
    }

    @Test
    void aQueuesHeadDischargesLessThanCapacity() {
        var flow = new TrafficFlow(grid, Junctions.none(grid));
        run(flow, 8000, 1.0);
        flow.narrow(50, 0.4);
        run(flow, 8000, 0.5);
        flow.open();
        run(flow, 8000, 0.1);

        flow.reset();
        run(flow, 8000, 0.1);

        assertThat(flow.passed(52) * 10).isCloseTo(4 * 2100 * 0.94, within(1.0));
    }

    @Test
    void laneDropsMakeTheCellsBeforeThemQueue() {
        var lanes = IntStream.range(0, 80).map(cell -> cell < 40 ? 5 : 4).toArray();
        var narrowing = new CellGrid(
                grid.first(), grid.miles(), lanes, grid.freeFlowMph(), grid.capacityFactor(), grid.diagram());
        var flow = new TrafficFlow(narrowing, Junctions.none(narrowing));

        run(flow, 9500, 1.0);

        assertThat(flow.isQueued(39)).isTrue();
        assertThat(flow.isQueued(41)).isFalse();
        assertThat(flow.waiting(0)).isGreaterThanOrEqualTo(0);
    }

    @Test
    void aCellThatIsTooShortForItsStepIsRefused() {
        assertThatThrownBy(() -> CellGrid.uniform(10, 0.1, 4, 65)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void run(TrafficFlow flow, double vph, double hours) {
        for (int step = 0; step < Math.round(hours * STEPS_PER_HOUR); step++) {
            flow.step(arrivals(vph));
        }
    }

    private static double[] arrivals(double vph) {
        return new double[] {vph / STEPS_PER_HOUR};
    }

    private static double speed(TrafficFlow flow, int cell, double hours) {
        return flow.passed(cell) / hours / (flow.meanPresent(cell) / CELL_MILES);
    }

    private static int queued(TrafficFlow flow) {
        return (int) IntStream.range(0, 80).filter(flow::isQueued).count();
    }
}
