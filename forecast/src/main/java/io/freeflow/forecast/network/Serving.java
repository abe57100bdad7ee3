package io.freeflow.forecast.network;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which models of a registry serve, and how it came to that.
 *
 * @param champion whose forecasts are published for regions that it knows, or {@link #NO_NETWORK}
 * @param canary runs and is scored beside the champion; {@code null} is none
 * @param before champions that a rollback returns to, the latest last
 * @param acts all that was done, the latest last
 */
public record Serving(String champion, @Nullable String canary, List<String> before, List<Act> acts) {

    /** In place of a network: the champion of the settings. */
    public static final String NO_NETWORK = "built-in";

    /** Only what is built in. */
    public static final Serving BUILT_IN = new Serving(NO_NETWORK, null, List.of(), List.of());

    public Serving {
        before = List.copyOf(before);
        acts = List.copyOf(acts);
    }

    /**
     * Something that was done.
     *
     * @param at wall clock, ISO 8601
     * @param what add, promote or rollback
     * @param model which serves or runs beside since
     */
    public record Act(String at, String what, String model, String reason) {}

    public Optional<ModelRef> championRef() {
        return Optional.of(champion).filter(name -> !name.equals(NO_NETWORK)).map(ModelRef::parse);
    }

    public Optional<ModelRef> canaryRef() {
        return Optional.ofNullable(canary).map(ModelRef::parse);
    }

    Serving withCanary(ModelRef model, Instant at, String reason) {
        return new Serving(champion, model.toString(), before, acted(at, "add", model.toString(), reason));
    }

    Serving promoted(ModelRef model, Instant at, String reason) {
        var left = new ArrayList<>(before);
        left.add(champion);
        var beside = model.toString().equals(canary) ? null : canary;
        return new Serving(model.toString(), beside, left, acted(at, "promote", model.toString(), reason));
    }

    Serving rolledBack(Instant at, String reason) {
        var left = new ArrayList<>(before);
        var again = left.removeLast();
        return new Serving(again, canary, left, acted(at, "rollback", again, reason));
    }

    private List<Act> acted(Instant at, String what, String model, String reason) {
        var all = new ArrayList<>(acts);
        all.add(new Act(at.toString(), what, model, reason));
        return all;
    }
}
