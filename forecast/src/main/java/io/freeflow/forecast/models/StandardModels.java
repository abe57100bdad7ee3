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
    public static final String NEIGHBOURS = "neighbours";

    public static final List<String> NAMES = List.of(PERSISTENCE, PROFILE, PROFILE_DAMPED, NEIGHBOURS);

    private StandardModels() {}

    /**
     * The models in the order of {@link #NAMES}.
     *
     * @param carry windows that a last observed value is carried on
     */
    public static List<LiveModel> of(Knowledge knowledge, Optional<ShippedProfile> start, int carry) {
        List<LiveModel> models = List.of(
                interval(new Persistence(carry), IntervalModel.Median.IS_THE_POINT, carry),
                interval(new TypicalWeek(knowledge), IntervalModel.Median.IS_THE_POINT, carry),
                interval(new DampedResidual(knowledge, carry), IntervalModel.Median.IS_LEARNT, carry),
                new NeighbourModel(knowledge, carry));
        start.ifPresent(profile -> models.forEach(model -> model.learnt().forEach(profile::begin)));
        return models;
    }

    private static LiveModel interval(PointModel model, IntervalModel.Median median, int carry) {
        return new IntervalModel(model, new ResidualQuantiles(model.name(), Regime.REGIMES), median, carry);
    }

    /** The sensor's state at issue time: 0 not seen, 1 congested, 2 free. */
    public static byte now(History history, int sensor, int carry) {
        return Regime.now(history, sensor, carry);
    }
}
