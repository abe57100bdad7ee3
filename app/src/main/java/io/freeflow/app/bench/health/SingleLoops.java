package io.freeflow.app.bench.health;

import io.freeflow.core.reading.Measurement;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.pipeline.health.GFactor;
import io.freeflow.pipeline.health.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How far the speeds of single loops are off, lane by lane in five minutes, against what each lane measured. */
final class SingleLoops {

    private static final double CONGESTED_MPH = 45;
    private static final double FIXED_FEET = 22;
    private static final int WINDOW_SECONDS = 300;
    private static final double USUAL_FREE_FLOW_MPH = 65;

    private final Map<String, GFactor> loops = new HashMap<>();
    private final Misses free = new Misses();
    private final Misses congested = new Misses();

    /** Sums of absolute errors, mph. */
    static final class Misses {
        private double byFactor;
        private double byFixedLength;
        private long windows;

        double byFactor() {
            return byFactor / windows;
        }

        double byFixedLength() {
            return byFixedLength / windows;
        }

        long windows() {
            return windows;
        }

        private void add(Misses other) {
            byFactor += other.byFactor;
            byFixedLength += other.byFixedLength;
            windows += other.windows;
        }
    }

    SingleLoops(SimulatedCity city) {
        var sensors = city.network().sensors();
        for (int i = 0; i < sensors.size(); i++) {
            for (int lane = 0; lane < city.stations().get(i).lanes(); lane++) {
                loops.put(
                        HealthTrial.laneId(sensors.get(i).id(), lane),
                        new GFactor(1, sensors.get(i).freeFlowMph().orElse(USUAL_FREE_FLOW_MPH)));
            }
        }
    }

    /** Whether a window is compared, or only learnt from. */
    enum Purpose {
        LEARN,
        COMPARE
    }

    /** Lets each loop see a window without its speed, and compares. */
    void take(Map<String, List<Sample>> samples, Purpose purpose) {
        samples.forEach((lane, said) -> {
            var mean = mean(said);
            double mph = mean.speedMph();
            var single = new Measurement(Double.NaN, mean.flowVph(), mean.occupancyPercent());
            double estimate = Objects.requireNonNull(loops.get(lane)).take(single, WINDOW_SECONDS);
            double fixed = GFactor.speed(single, 1, FIXED_FEET);
            if (purpose == Purpose.COMPARE && !Double.isNaN(mph + estimate + fixed)) {
                var error = mph < CONGESTED_MPH ? congested : free;
                error.byFactor += Math.abs(estimate - mph);
                error.byFixedLength += Math.abs(fixed - mph);
                error.windows++;
            }
        });
    }

    static Measurement mean(List<Sample> samples) {
        double flow = 0;
        double occupancy = 0;
        double moving = 0;
        double speed = 0;
        for (Sample sample : samples) {
            var said = sample.measurement();
            flow += said.flowVph();
            occupancy += said.occupancyPercent();
            if (said.hasSpeed()) {
                moving += said.flowVph();
                speed += said.flowVph() * said.speedMph();
            }
        }
        return new Measurement(
                moving > 0 ? speed / moving : Double.NaN, flow / samples.size(), occupancy / samples.size());
    }

    SingleLoops add(SingleLoops other) {
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
}
