package io.freeflow.forecast.models;

import io.freeflow.core.forecast.History;
import io.freeflow.forecast.profile.ShippedProfile;
import java.util.List;
import java.util.Optional;

/** The models that every region runs. */
public final class StandardModels {

    public static final String PERSISTENCE = "persistence";
    public static final String PROFILE = "profile";
    public static final String PROFILE_DAMPED = "profile-damped";

    public static final List<String> NAMES = List.of(PERSISTENCE, PROFILE, PROFILE_DAMPED);

    private StandardModels() {}

    /**
     * The models in the order of {@link #NAMES}.
     *
     * @param carry windows that a last observed value is carried on
     */
    public static List<LiveModel> of(Knowledge knowledge, Optional<ShippedProfile> start, int carry) {
        var shipped = start.map(profile -> Bins.shipped(profile.residualOffsets()));
        return List.of(
                new IntervalModel(
                        new Persistence(carry),
                        new ResidualQuantiles(PERSISTENCE, Bins.wide()),
                        IntervalModel.Median.IS_THE_POINT,
                        carry),
                new IntervalModel(
                        new TypicalWeek(knowledge),
                        new ResidualQuantiles(PROFILE, Bins.wide()),
                        IntervalModel.Median.IS_THE_POINT,
                        carry),
                new IntervalModel(
                        new DampedResidual(knowledge, carry),
                        new ResidualQuantiles(PROFILE_DAMPED, shipped.orElseGet(Bins::wide)),
                        IntervalModel.Median.IS_LEARNT,
                        carry));
    }

    /** The sensor's state at issue time: 0 not seen, 1 congested, 2 free. */
    public static byte now(History history, int sensor, int carry) {
        return Regime.now(history, sensor, carry);
    }
}
