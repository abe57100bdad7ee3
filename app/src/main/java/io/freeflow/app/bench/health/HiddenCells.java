package io.freeflow.app.bench.health;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.window.ImputationMethod;
import io.freeflow.core.window.ImputedState;
import io.freeflow.forecast.models.Imputer;
import io.freeflow.forecast.models.Knowledge;
import io.freeflow.forecast.time.Calendar;
import io.freeflow.pipeline.health.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * How far imputed speeds are off. Windows of stations are hidden on purpose, about one in twenty: for five minutes, half an
 * hour or three hours, a quarter of them as three stations in a row; what is hidden is not learnt from either.
 */
final class HiddenCells {

    private static final double CONGESTED_MPH = 45;
    private static final int[] SPELLS = {1, 6, 36};
    private static final double BEGINS = 0.0023;
    private static final double IN_A_ROW = 0.25;

    private final List<Region> regions = new ArrayList<>();
    private final Misses free = new Misses();
    private final Misses congested = new Misses();

    /** Sums of absolute errors, mph; the methods are compared on the cells for which each has a value. */
    static final class Misses {
        private final Map<ImputationMethod, Double> byMethod = new EnumMap<>(ImputationMethod.class);
        private long cells;
        private double imputed;
        private long imputedCells;
        private long hidden;

        double by(ImputationMethod method) {
            return byMethod.getOrDefault(method, 0.0) / cells;
        }

        long cells() {
            return cells;
        }

        /** Of what the road would say. */
        double imputed() {
            return imputed / imputedCells;
        }

        /** Share of hidden cells for which it would say something. */
        double imputedPercent() {
            return 100.0 * imputedCells / hidden;
        }

        long hidden() {
            return hidden;
        }

        private void add(Misses other) {
            other.byMethod.forEach((method, sum) -> byMethod.merge(method, sum, Double::sum));
            cells += other.cells;
            imputed += other.imputed;
            imputedCells += other.imputedCells;
            hidden += other.hidden;
        }
    }

    HiddenCells(Network network, long seed) {
        var random = new Random(seed);
        network.regions().forEach(region -> regions.add(new Region(network, region, random)));
    }

    /** Whether a window is compared, or only learnt from. */
    void take(Instant start, Map<String, List<Sample>> lanes, SingleLoops.Purpose purpose) {
        regions.forEach(region -> region.take(Calendar.windowAt(start), lanes, purpose));
    }

    HiddenCells add(HiddenCells other) {
        free.add(other.free);
        congested.add(other.congested);
        return this;
    }

    Misses free() {
        return free;
    }

    Misses congested() {
        return congested;
    }

    private final class Region {

        private final List<Sensor> sensors;
        private final Random random;
        private final Knowledge knowledge;
        private final Imputer imputer;
        private final int[] hiddenFor;
        private final float[] truth;
        private final float[] speeds;
        private final float[] flows;

        Region(Network network, String region, Random random) {
            this.sensors = network.sensorsOf(region);
            this.random = random;
            this.knowledge = new Knowledge(network, region, Optional.empty());
            this.imputer = new Imputer(knowledge);
            this.hiddenFor = new int[sensors.size()];
            this.truth = new float[sensors.size()];
            this.speeds = new float[sensors.size()];
            this.flows = new float[sensors.size()];
        }

        void take(long window, Map<String, List<Sample>> lanes, SingleLoops.Purpose purpose) {
            for (int sensor = 0; sensor < sensors.size(); sensor++) {
                see(sensor, lanes);
            }
            hide();
            if (purpose == SingleLoops.Purpose.COMPARE) {
                compare(window);
            }
            knowledge.learn(window, speeds);
        }

        /** Flow is the lanes' sum, speed their mean by flow. */
        private void see(int sensor, Map<String, List<Sample>> lanes) {
            double flow = 0;
            double moving = 0;
            double speed = 0;
            for (int lane = 0; ; lane++) {
                var samples = lanes.get(HealthTrial.laneId(sensors.get(sensor).id(), lane));
                if (samples == null) {
                    break;
                }
                var mean = SingleLoops.mean(samples);
                flow += mean.flowVph();
                if (mean.hasSpeed()) {
                    moving += mean.flowVph();
                    speed += mean.flowVph() * mean.speedMph();
                }
            }
            truth[sensor] = moving > 0 ? (float) (speed / moving) : Float.NaN;
            flows[sensor] = moving > 0 ? (float) flow : Float.NaN;
        }

        private void hide() {
            System.arraycopy(truth, 0, speeds, 0, speeds.length);
            for (int sensor = 0; sensor < speeds.length; sensor++) {
                if (hiddenFor[sensor] == 0 && random.nextDouble() < BEGINS) {
                    int stations = random.nextDouble() < IN_A_ROW ? 3 : 1;
                    int end = Math.min(sensor + stations, speeds.length);
                    Arrays.fill(hiddenFor, sensor, end, SPELLS[random.nextInt(SPELLS.length)]);
                }
                if (hiddenFor[sensor] > 0) {
                    hiddenFor[sensor]--;
                    speeds[sensor] = Float.NaN;
                    flows[sensor] = Float.NaN;
                }
            }
        }

        private void compare(long window) {
            imputer.expect(window);
            for (int sensor = 0; sensor < speeds.length; sensor++) {
                if (Float.isNaN(speeds[sensor]) && !Float.isNaN(truth[sensor])) {
                    compare(window, sensor, truth[sensor] < CONGESTED_MPH ? congested : free);
                }
            }
        }

        private void compare(long window, int sensor, Misses misses) {
            var errors = new EnumMap<ImputationMethod, Double>(ImputationMethod.class);
            Optional<ImputedState> first = Optional.empty();
            for (ImputationMethod method : ImputationMethod.values()) {
                var state = imputer.by(method, window, sensor, speeds, flows);
                state.ifPresent(one -> errors.put(method, Math.abs(one.speedMph() - truth[sensor])));
                first = first.or(() -> state);
            }
            misses.hidden++;
            if (errors.size() == ImputationMethod.values().length) {
                misses.cells++;
                errors.forEach((method, error) -> misses.byMethod.merge(method, error, Double::sum));
            }
            first.ifPresent(state -> {
                misses.imputedCells++;
                misses.imputed += Math.abs(state.speedMph() - truth[sensor]);
            });
        }
    }
}
