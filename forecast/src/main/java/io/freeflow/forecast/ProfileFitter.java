package io.freeflow.forecast;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.WindowPart;
import io.freeflow.forecast.models.WeeklyProfile;
import io.freeflow.forecast.profile.ShippedProfile;
import io.freeflow.forecast.time.Calendar;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what a region can begin with: a typical week, and what the models learn of traffic that the week was not of. */
public final class ProfileFitter {

    private ProfileFitter() {}

    /**
     * What the sensors observed in one window.
     *
     * @param mph one for each sensor of the region in the network's order; {@code NaN} is missing
     */
    public record Window(Instant start, float[] mph) {}

    /**
     * A typical week.
     *
     * @param windows oldest first; best two weeks or more
     */
    public static ShippedProfile typicalWeek(Network network, String region, Iterator<Window> windows) {
        var ids = network.sensorsOf(region).stream().map(Sensor::id).toList();
        var calendar = new Calendar(network.zone());
        var week = new WeeklyProfile(ids, Optional.empty());
        windows.forEachRemaining(
                window -> week.learn(calendar.slotOf(Calendar.windowAt(window.start())), window.mph()));
        var means = new float[ids.size()][Calendar.SLOTS];
        var row = new float[ids.size()];
        for (int slot = 0; slot < Calendar.SLOTS; slot++) {
            week.estimate(slot, row);
            for (int sensor = 0; sensor < row.length; sensor++) {
                means[sensor][slot] = row[sensor];
            }
        }
        return new ShippedProfile(ids, means);
    }

    /**
     * The profile with what the models learn when they begin with it on a road that it was not made of, as they will.
     *
     * @param parts of the region, in order
     */
    public static ShippedProfile taught(
            ShippedProfile profile, Network network, String region, List<WindowPart> parts) {
        var stage = new ForecastStage(network, ForecastConfig.DEFAULT, Map.of(region, profile), "0");
        parts.forEach(part -> stage.accept(part, message -> {}));
        return profile.with(stage.learnt(region));
    }
}
