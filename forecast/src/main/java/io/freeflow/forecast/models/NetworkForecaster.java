package io.freeflow.forecast.models;

import io.freeflow.core.forecast.History;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.network.Sensor;
import io.freeflow.forecast.network.NetworkModel;
import io.freeflow.forecast.state.Saved;
import io.freeflow.forecast.time.Calendar;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * A trained network, live in one region. It gives three quantiles; the four between and beside them stand where a normal
 * curve through the median and the outer one has them, each side for itself; the outer ones follow what happens
 * ({@link IntervalTracker}). A sensor that the network does not know gets
 * what the profile says.
 */
public final class NetworkForecaster implements LiveModel {

    private static final int UNKNOWN = -1;

    /** How far each quantile is from the median, of the way to the outer one: 1.6449 for 95 %, 1.2816 for 90, 0.6745 for 75. */
    private static final float[] SHARES = {1, 0.7791f, 0.4101f, 0, 0.4101f, 0.7791f, 1};

    private final NetworkModel model;
    private final LiveModel profile;
    private final int[] places;
    private final float[][] mph;
    private final int[] slots = new int[NetworkModel.ROWS];
    private final Draft ofProfile;
    private final float[] points;
    private final IntervalTracker intervals;

    /**
     * A network for a region.
     *
     * @param sensors of the region
     * @param profile stands in for sensors that the network does not know
     */
    public NetworkForecaster(NetworkModel model, List<Sensor> sensors, LiveModel profile) {
        this.model = model;
        this.profile = profile;
        this.places = places(model, sensors);
        this.mph = new float[NetworkModel.ROWS][model.manifest().sensors().size()];
        this.ofProfile = new Draft(sensors.size());
        this.points = new float[sensors.size() * Horizons.STEPS];
        this.intervals = new IntervalTracker(name(), sensors.size(), IntervalTracker.RATE_MPH);
    }

    /** Whether a network speaks for a region: it knows half of its sensors. */
    public static boolean knows(NetworkModel model, List<Sensor> sensors) {
        long known = Arrays.stream(places(model, sensors))
                .filter(place -> place != UNKNOWN)
                .count();
        return known > 0 && 2 * known >= sensors.size();
    }

    private static int[] places(NetworkModel model, List<Sensor> sensors) {
        var byId = new HashMap<String, Integer>();
        for (String id : model.manifest().sensors()) {
            byId.put(id, byId.size());
        }
        return sensors.stream()
                .mapToInt(sensor -> byId.getOrDefault(sensor.id(), UNKNOWN))
                .toArray();
    }

    @Override
    public String name() {
        return model.manifest().ref().liveName();
    }

    /** The beginning of its file's hash. */
    @Override
    public String version() {
        return "sha256-" + model.manifest().sha256().substring(0, 12);
    }

    @Override
    public void forecast(History history, Draft draft) {
        Arrays.fill(points, Float.NaN);
        read(history);
        var said = model.forecast(mph, slots);
        if (Arrays.stream(places).anyMatch(place -> place == UNKNOWN)) {
            ofProfile.clear();
            profile.forecast(history, ofProfile);
        }
        for (int sensor = 0; sensor < places.length; sensor++) {
            for (int step = 0; step < Horizons.STEPS; step++) {
                if (places[sensor] == UNKNOWN) {
                    copy(draft, sensor, step);
                } else {
                    spread(draft, sensor, step, said);
                }
            }
        }
    }

    private void read(History history) {
        var calendar = new Calendar(history.zone());
        long newest = Calendar.windowAt(history.issuedAt()) - 1;
        for (int row = 0; row < NetworkModel.ROWS; row++) {
            int back = NetworkModel.ROWS - 1 - row;
            slots[row] = calendar.slotOf(newest - back);
            Arrays.fill(mph[row], 0);
            for (int sensor = 0; sensor < places.length; sensor++) {
                if (places[sensor] != UNKNOWN) {
                    mph[row][places[sensor]] = history.mph(sensor, back);
                }
            }
        }
    }

    private void spread(Draft draft, int sensor, int step, NetworkModel.Quantiles said) {
        int place = places[sensor];
        float median = said.median()[step][place];
        float below = intervals.low(sensor, step, said.low()[step][place], median) - median;
        float above = intervals.high(sensor, step, said.high()[step][place], median) - median;
        points[sensor * Horizons.STEPS + step] = median;
        for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
            float side = quantile < QuantileGrid.P50 ? below : above;
            draft.set(sensor, step, quantile, Math.max(0, median + SHARES[quantile] * side));
        }
    }

    private void copy(Draft draft, int sensor, int step) {
        for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
            draft.set(sensor, step, quantile, ofProfile.mph(sensor, step, quantile));
        }
        points[sensor * Horizons.STEPS + step] = profile.point(sensor, step);
    }

    @Override
    public float point(int sensor, int step) {
        return points[sensor * Horizons.STEPS + step];
    }

    @Override
    public void learnInterval(int sensor, int step, float low, float high, float observed) {
        if (places[sensor] != UNKNOWN) {
            intervals.learn(sensor, step, low, high, observed);
        }
    }

    /** It was trained elsewhere: of its speeds nothing is learnt on the road. */
    @Override
    public void learn(int step, byte now, float point, float observed) {}

    @Override
    public void endWindow() {}

    @Override
    public List<Saved> parts() {
        return List.of(intervals);
    }
}
