package io.freeflow.feeds.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class D01_CorridorFlowTest {

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
        var flow = new CorridorFlow(grid, Ramps.none(grid));
        run(flow, 4000, 1.0);

        flow.reset();
        run(flow, 4000, 0.1);

        assertThat(flow.passed(40) * 10).isCloseTo(4000, within(1.0));
        assertThat(speed(flow, 40, 0.1)).isCloseTo(65, within(0.01));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noVehicleIsLostOrMade(long seed) {
        var random = new Random(seed);
        var ramps = new Ramps(new int[] {0, 20, 60}, new double[] {8400, 1500, 1500}, exits(random));
        var flow = new CorridorFlow(grid, ramps);
        flow.fill(new double[] {10, 2, 2});
        double before = flow.stored();

        for (int step = 0; step < 2000; step++) {
            flow.open(random.nextInt(80), random.nextDouble());
            flow.step(new double[] {random.nextDouble(40), random.nextDouble(6), random.nextDouble(6)});
        }

        assertThat(before + flow.entered()).isCloseTo(flow.stored() + flow.left(), within(1e-6));
        assertThat(IntStream.range(0, 80).mapToDouble(flow::vehicles))
                .allMatch(vehicles -> vehicles >= 0 && vehicles <= grid.storage(0));
    }

    private static double[] exits(Random random) {
        var exits = new double[80];
        exits[18] = random.nextDouble(0.3);
        exits[58] = random.nextDouble(0.3);
        return exits;
    }

    @Test
    void theTailOfAQueueRunsUpstreamAtTenToFifteenMilesPerHour() {
        var flow = new CorridorFlow(grid, Ramps.none(grid));
        run(flow, 8000, 1.0);
        flow.open(70, 0);

        int fullSteps = 0;
        int first = -1;
        int second = -1;
        for (int step = 0; step < 2 * STEPS_PER_HOUR && second < 0; step++) {
            flow.step(arrivals(8000));
            first = first < 0 && isStanding(flow, 60) ? step : first;
            second = isStanding(flow, 20) ? step : second;
            fullSteps++;
        }
        flow.open(70, 1);
        int released = stepsUntilMoving(flow, 60);
        int reachedLater = released + stepsUntilMoving(flow, 20);

        double recoveryMph = 40 * CELL_MILES / ((reachedLater - released) / (double) STEPS_PER_HOUR);
        double growthMph = 40 * CELL_MILES / ((second - first) / (double) STEPS_PER_HOUR);
        assertThat(fullSteps).isLessThan(2 * STEPS_PER_HOUR);
        assertThat(growthMph).isBetween(10.0, 15.0);
        assertThat(recoveryMph).isBetween(10.0, 15.0);
    }

    private boolean isStanding(CorridorFlow flow, int cell) {
        return flow.vehicles(cell) > 0.9 * grid.storage(cell);
    }

    private int stepsUntilMoving(CorridorFlow flow, int cell) {
        int steps = 0;
        while (flow.vehicles(cell) > 0.5 * grid.storage(cell)) {
            flow.step(arrivals(8000));
            steps++;
        }
        return steps;
    }

    @Test
    void aQueueGrowsUpstreamOfAnIncidentAndDissolves() {
        var flow = new CorridorFlow(grid, Ramps.none(grid));
        run(flow, 6500, 1.0);
        assertThat(queued(flow)).isZero();

        flow.open(50, 0.4);
        run(flow, 6500, 0.25);
        int afterQuarter = queued(flow);
        run(flow, 6500, 0.25);
        int afterHalf = queued(flow);
        assertThat(afterQuarter).isPositive();
        assertThat(afterHalf).isGreaterThan(afterQuarter);
        assertThat(IntStream.range(51, 80)).noneMatch(flow::isQueued);

        flow.open(50, 1);
        run(flow, 5000, 1.5);
        assertThat(queued(flow)).isZero();
    }

    @Test
    void aQueuesHeadDischargesLessThanCapacity() {
        var flow = new CorridorFlow(grid, Ramps.none(grid));
        run(flow, 8000, 1.0);
        flow.open(50, 0.4);
        run(flow, 8000, 0.5);
        flow.open(50, 1);
        run(flow, 8000, 0.1);

        flow.reset();
        run(flow, 8000, 0.1);

        assertThat(flow.passed(52) * 10).isCloseTo(4 * 2100 * 0.94, within(1.0));
    }

    @Test
    void laneDropsMakeTheCellsBeforeThemQueue() {
        var lanes = IntStream.range(0, 80).map(cell -> cell < 40 ? 5 : 4).toArray();
        var narrowing = new CellGrid(CELL_MILES, 10, lanes, grid.freeFlowMph(), grid.diagram());
        var flow = new CorridorFlow(narrowing, Ramps.none(narrowing));

        run(flow, 9500, 1.0);

        assertThat(flow.isQueued(39)).isTrue();
        assertThat(flow.isQueued(41)).isFalse();
        assertThat(flow.waiting(0)).isGreaterThanOrEqualTo(0);
    }

    @Test
    void aCellThatIsTooShortForItsStepIsRefused() {
        assertThatThrownBy(() -> CellGrid.uniform(10, 0.1, 4, 65)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void run(CorridorFlow flow, double vph, double hours) {
        for (int step = 0; step < Math.round(hours * STEPS_PER_HOUR); step++) {
            flow.step(arrivals(vph));
        }
    }

    private static double[] arrivals(double vph) {
        return new double[] {vph / STEPS_PER_HOUR};
    }

    private static double speed(CorridorFlow flow, int cell, double hours) {
        return flow.passed(cell) / hours / (flow.meanPresent(cell) / CELL_MILES);
    }

    private static int queued(CorridorFlow flow) {
        return (int) IntStream.range(0, 80).filter(flow::isQueued).count();
    }
}
