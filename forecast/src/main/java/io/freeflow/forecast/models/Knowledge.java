package io.freeflow.forecast.models;

import io.freeflow.core.forecast.History;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.forecast.profile.ShippedProfile;
import io.freeflow.forecast.state.Saved;
import io.freeflow.forecast.time.Calendar;
import java.util.List;
import java.util.Optional;

/** What a region has shown so far, shared by its models: newest windows, typical week, damping, neighbours. */
public final class Knowledge {

    private final Calendar calendar;
    private final Ring speeds;
    private final Ring expected;
    private final RegionHistory history;
    private final WeeklyProfile profile;
    private final Damping damping = new Damping();
    private final Neighbours neighbours;
    private final float[] row;

    public Knowledge(Network network, String region, Optional<ShippedProfile> start) {
        var sensors = network.sensorsOf(region);
        var zone = network.zone();
        this.calendar = new Calendar(zone);
        this.speeds = new Ring("history", sensors.size());
        this.expected = new Ring("expected", sensors.size());
        this.history = new RegionHistory(sensors, zone, speeds);
        this.profile = new WeeklyProfile(sensors.stream().map(Sensor::id).toList(), start);
        this.neighbours = Neighbours.of(network, sensors);
        start.ifPresent(shipped -> shipped.begin(damping));
        this.row = new float[sensors.size()];
    }

    /** Learns from a complete window, newer than any before; {@code NaN} is not observed. */
    public void learn(long window, float[] observed) {
        place(window, observed);
        damping.learn(speeds, expected);
        profile.learn(calendar.slotOf(window), observed);
    }

    /** Puts what is known of a window among the newest ones, and learns nothing from it. */
    public void place(long window, float[] observed) {
        profile.estimate(calendar.slotOf(window), row);
        speeds.put(window, observed);
        expected.put(window, row);
    }

    /** Corrects one value of a window that is among the newest ones; older ones stay as they are. */
    public void revise(long window, int sensor, float observed) {
        if (speeds.has(window)) {
            speeds.set(window, sensor, observed);
        }
    }

    public History history() {
        return history;
    }

    public Calendar calendar() {
        return calendar;
    }

    public boolean isEmpty() {
        return speeds.isEmpty();
    }

    /** The newest window that was placed. */
    public long newest() {
        return speeds.newest();
    }

    WeeklyProfile profile() {
        return profile;
    }

    Damping damping() {
        return damping;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    Ring speeds() {
        return speeds;
    }

    /** What the profile said of the newest windows before it learnt from them. */
    Ring expected() {
        return expected;
    }

    /** What of it does not go by sensor. */
    public List<Saved> learnt() {
        return List.of(damping);
    }

    public List<Saved> parts() {
        return List.of(speeds, expected, profile, damping);
    }
}
