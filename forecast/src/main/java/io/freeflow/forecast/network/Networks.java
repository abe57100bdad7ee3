package io.freeflow.forecast.network;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The networks that run now. Follows its registry while the road runs; what cannot be read or loaded is said once and
 * left out, so that the built-in models go on. Thread-safe.
 */
public final class Networks {

    private final @Nullable ModelRegistry registry;
    private final Consumer<String> trouble;
    private final Map<ModelRef, NetworkModel> loaded = new HashMap<>();
    private @Nullable Object stamp;
    private Running running = new Running(Optional.empty(), Optional.empty());

    /** The champion and what runs beside it. The same object until something changes. */
    public record Running(Optional<NetworkModel> champion, Optional<NetworkModel> canary) {}

    private Networks(@Nullable ModelRegistry registry, Consumer<String> trouble) {
        this.registry = registry;
        this.trouble = trouble;
    }

    /** The built-in models alone. */
    public static Networks none() {
        return new Networks(null, problem -> {});
    }

    /**
     * Those of a registry.
     *
     * @param trouble is told what does not serve, and why
     */
    public static Networks of(ModelRegistry registry, Consumer<String> trouble) {
        return new Networks(registry, trouble);
    }

    /** What runs now. */
    public synchronized Running running() {
        if (registry == null) {
            return running;
        }
        var found = registry.stamp();
        if (!found.equals(stamp)) {
            stamp = found;
            try {
                var serving = registry.serving();
                running = new Running(
                        serving.championRef().flatMap(model -> load(registry, model)),
                        serving.canaryRef().flatMap(model -> load(registry, model)));
            } catch (IllegalArgumentException e) {
                trouble.accept("the models that serve stay as they are: " + e.getMessage());
            }
        }
        return running;
    }

    /** Once loaded it stays: a region may still ask it, and it comes back by a rollback. */
    private Optional<NetworkModel> load(ModelRegistry from, ModelRef model) {
        var there = loaded.get(model);
        if (there == null) {
            try {
                there = from.open(model);
                loaded.put(model, there);
            } catch (IllegalArgumentException e) {
                trouble.accept(model + " does not serve: " + e.getMessage());
            }
        }
        return Optional.ofNullable(there);
    }
}
