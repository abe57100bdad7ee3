package io.freeflow.forecast.models;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.network.Sensor;
import io.freeflow.forecast.profile.ShippedProfile;
import io.freeflow.forecast.time.Calendar;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Fits a typical week by letting history run through the champion as it would live. Its errors are taken after the first
 * week, so that they are those of a model that knows the road.
 */
public final class ProfileFitter {

    private static final int CARRY = 12;

    private final Knowledge knowledge;
    private final DampedResidual champion;
    private final int sensors;
    private final float[][] points;
    private final long[] issues = new long[Horizons.STEPS];
    private final double[][] errors = new double[Horizons.STEPS][Bins.COUNT];
    private long firstWindow = Long.MIN_VALUE;

    private ProfileFitter(List<Sensor> sensors, ZoneId zone) {
        this.knowledge = new Knowledge(sensors, zone, Optional.empty());
        this.champion = new DampedResidual(knowledge, CARRY);
        this.sensors = sensors.size();
        this.points = new float[Horizons.STEPS][sensors.size() * Horizons.STEPS];
        java.util.Arrays.fill(issues, Long.MIN_VALUE);
    }

    /**
     * What the sensors observed in one window.
     *
     * @param mph one for each sensor; {@code NaN} is missing
     */
    public record Window(Instant start, float[] mph) {}

    /**
     * Fits a profile.
     *
     * @param sensors in the order of the windows' speeds
     * @param windows oldest first; best two weeks or more
     */
    public static ShippedProfile fit(List<Sensor> sensors, ZoneId zone, Iterator<Window> windows) {
        var fitter = new ProfileFitter(sensors, zone);
        windows.forEachRemaining(fitter::take);
        return fitter.profile(sensors);
    }

    private void take(Window input) {
        long window = Calendar.windowAt(input.start());
        firstWindow = firstWindow == Long.MIN_VALUE ? window : firstWindow;
        if (window >= firstWindow + Calendar.SLOTS) {
            judge(window, input.mph());
        }
        knowledge.learn(window, input.mph());
        int place = (int) Math.floorMod(window, (long) Horizons.STEPS);
        issues[place] = window;
        champion.points(knowledge.history(), points[place]);
    }

    private void judge(long window, float[] observed) {
        for (int step = 0; step < Horizons.STEPS; step++) {
            long issue = window - step - 1;
            int place = (int) Math.floorMod(issue, (long) Horizons.STEPS);
            if (issues[place] != issue) {
                continue;
            }
            for (int sensor = 0; sensor < sensors; sensor++) {
                float error = observed[sensor] - points[place][sensor * Horizons.STEPS + step];
                if (!Float.isNaN(error)) {
                    errors[step][Bins.of(error)]++;
                }
            }
        }
    }

    private ShippedProfile profile(List<Sensor> of) {
        var means = new float[sensors][Calendar.SLOTS];
        var row = new float[sensors];
        for (int slot = 0; slot < Calendar.SLOTS; slot++) {
            knowledge.profile().estimate(slot, row);
            for (int sensor = 0; sensor < sensors; sensor++) {
                means[sensor][slot] = row[sensor];
            }
        }
        var wide = Bins.wide();
        var offsets = new float[Horizons.STEPS * QuantileGrid.QUANTILES];
        for (int step = 0; step < Horizons.STEPS; step++) {
            for (int bin = 0; bin < Bins.COUNT; bin++) {
                errors[step][bin] += wide[step * Bins.COUNT + bin];
            }
            Bins.quantiles(errors[step], offsets, step * QuantileGrid.QUANTILES);
        }
        return new ShippedProfile(of.stream().map(Sensor::id).toList(), means, offsets);
    }
}
