package io.freeflow.app.bench.health;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.window.ImputationMethod;
import io.freeflow.core.window.ImputedState;
import io.freeflow.core.window.Quality;
import io.freeflow.forecast.models.Imputer;
import io.freeflow.forecast.models.Knowledge;
import io.freeflow.forecast.time.Calendar;
import io.freeflow.pipeline.health.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * How far imputed speeds are off. Windows of stations are hidden on purpose, about one in twenty: for five minutes, half an
 * hour or three hours, a quarter of them as three stations in a row; what is hidden is not learnt from either.
 */
final class HiddenCells {

    private static final double CONGESTED_MPH = 45;
    private static final int[] SPELLS = {1, 6, 36};
    private static final double BEGINS = 0.0023;
    private static final double IN_A_ROW = 0.25;
    private static final List<ImputationMethod> WITHOUT_NEIGHBOURS =
            List.of(ImputationMethod.PROFILE, ImputationMethod.LAST_VALUE);

    private final List<Region> regions = new ArrayList<>();
    private final Map<Kind, Misses> misses = new TreeMap<>();
    private final Map<Kind, Misses> lonely = new TreeMap<>();

    /** How long a station has said nothing: so many windows at most. */
    enum Gap {
        FIVE_MINUTES(1),
        FIFTEEN_MINUTES(3),
        THIRTY_MINUTES(6),
        AN_HOUR(12),
        HOURS(Integer.MAX_VALUE);

        private final int windows;

        Gap(int windows) {
            this.windows = windows;
        }

        private static Gap of(int windows) {
            return Arrays.stream(values())
                    .filter(gap -> windows <= gap.windows)
                    .findFirst()
                    .orElseThrow();
        }

        /** A last value is carried for an hour. */
        private List<ImputationMethod> methods() {
            return this == HOURS
                    ? List.of(ImputationMethod.NEIGHBOURS, ImputationMethod.PROFILE)
                    : List.of(ImputationMethod.values());
        }
    }

    /** By a speed of the station. */
    enum Traffic {
        FREE,
        CONGESTED;

        private static Traffic of(double mph) {
            return mph < CONGESTED_MPH ? CONGESTED : FREE;
        }
    }

    record Kind(Traffic traffic, Gap gap) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            return Comparator.comparing(Kind::traffic).thenComparing(Kind::gap).compare(this, other);
        }
    }

    /** Sums of absolute errors, mph; methods are compared on the cells for which each that the gap allows has a value. */
    static final class Misses {
        private final Map<ImputationMethod, Double> byMethod = new EnumMap<>(ImputationMethod.class);
        private long cells;
        private double imputed;
        private long imputedCells;
        private long hidden;

        /** {@code NaN} if the gap is too long for it. */
        double by(ImputationMethod method) {
            return byMethod.getOrDefault(method, Double.NaN) / cells;
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
        other.misses.forEach((kind, sums) -> of(kind, misses).add(sums));
        other.lonely.forEach((kind, sums) -> of(kind, lonely).add(sums));
        return this;
    }

    private static Misses of(Kind kind, Map<Kind, Misses> misses) {
        return misses.computeIfAbsent(kind, one -> new Misses());
    }

    /** By what the station really said. */
    Map<Kind, Misses> misses() {
        return Collections.unmodifiableMap(misses);
    }

    /** Of stations of which no neighbour is seen, by what they said last: nobody knows more of them in time. */
    Map<Kind, Misses> lonely() {
        return Collections.unmodifiableMap(lonely);
    }

    private final class Region {

        private final List<Sensor> sensors;
        private final Random random;
        private final Knowledge knowledge;
        private final Imputer imputer;
        private final int[] hiddenFor;
        private final int[] silentFor;
        private final float[] truth;
        private final float[] speeds;
        private final float[] flows;

        Region(Network network, String region, Random random) {
            this.sensors = network.sensorsOf(region);
            this.random = random;
            this.knowledge = new Knowledge(network, region, Optional.empty());
            this.imputer = new Imputer(knowledge);
            this.hiddenFor = new int[sensors.size()];
            this.silentFor = new int[sensors.size()];
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
                silentFor[sensor] = Float.isNaN(speeds[sensor]) ? silentFor[sensor] + 1 : 0;
            }
        }

        private void compare(long window) {
            imputer.expect(window);
            for (int sensor = 0; sensor < speeds.length; sensor++) {
                if (Float.isNaN(speeds[sensor]) && !Float.isNaN(truth[sensor])) {
                    compare(window, sensor);
                }
            }
        }

        private void compare(long window, int sensor) {
            var gap = Gap.of(silentFor[sensor]);
            var states = new EnumMap<ImputationMethod, ImputedState>(ImputationMethod.class);
            for (ImputationMethod method : ImputationMethod.values()) {
                imputer.by(method, window, sensor, speeds, flows).ifPresent(state -> states.put(method, state));
            }
            var imputed = imputer.best(Quality.MISSING, window, sensor, speeds, flows);
            count(of(new Kind(Traffic.of(truth[sensor]), gap), misses), gap.methods(), states, imputed, sensor);
            var last = states.get(ImputationMethod.LAST_VALUE);
            if (last != null && !states.containsKey(ImputationMethod.NEIGHBOURS)) {
                var kind = new Kind(Traffic.of(last.speedMph()), gap);
                count(of(kind, lonely), WITHOUT_NEIGHBOURS, states, imputed, sensor);
            }
        }

        private void count(
                Misses sums,
                List<ImputationMethod> methods,
                Map<ImputationMethod, ImputedState> states,
                Optional<ImputedState> imputed,
                int sensor) {
            sums.hidden++;
            if (states.keySet().containsAll(methods)) {
                sums.cells++;
                states.forEach((method, state) -> sums.byMethod.merge(method, error(state, sensor), Double::sum));
            }
            imputed.ifPresent(state -> {
                sums.imputedCells++;
                sums.imputed += error(state, sensor);
            });
        }

        private double error(ImputedState state, int sensor) {
            return Math.abs(state.speedMph() - truth[sensor]);
        }
    }
}
