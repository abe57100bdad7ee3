package io.freeflow.forecast;

import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Counts;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.network.Network;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Stage;
import io.freeflow.core.road.WindowPart;
import io.freeflow.forecast.RegionForecaster.ModelFactory;
import io.freeflow.forecast.network.Networks;
import io.freeflow.forecast.profile.ShippedProfile;
import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts the regions of one partition. Each complete window of a region judges the forecasts that spoke of it, is
 * learnt from, and gives one forecast of the next hour or a reason why not. Not thread-safe.
 *
 * <p>windows = issued + withheld. Beside them the books count {@code warned.<warning>} (cells that the guard clipped or
 * flagged) and {@code failed.<model>} (forecasts in which a model threw).
 *
 * <p>Out come, for each complete window, at most one {@link io.freeflow.core.road.Forecast} and one
 * {@link io.freeflow.core.road.ScoreSheet} for each model that was scored on the window's local day; and, of sensors without
 * an observed speed, an {@link io.freeflow.core.road.Imputation} that no model takes.
 */
public final class ForecastStage implements Stage<WindowPart, Message> {

    private static final String COUNTS = "counts";

    private final Network network;
    private final ForecastConfig config;
    private final Map<String, ShippedProfile> profiles;
    private final String part;
    private final ModelFactory factory;
    private final Networks networks;
    private Networks.Running running;
    private final Counts counts = new Counts();
    private final Map<String, RegionForecaster> regions = new TreeMap<>();
    private final Map<String, Map<Granules.Name, byte[]>> restored = new TreeMap<>();

    /**
     * A stage that has seen nothing.
     *
     * @param profiles typical weeks by region, for regions that have one
     * @param networks that run beside the built-in models
     * @param part name of this part in the ledger
     */
    public ForecastStage(
            Network network,
            ForecastConfig config,
            Map<String, ShippedProfile> profiles,
            Networks networks,
            String part) {
        this(network, config, profiles, networks, part, ModelFactory.STANDARD);
    }

    /** The same with the built-in models alone. */
    public ForecastStage(Network network, ForecastConfig config, Map<String, ShippedProfile> profiles, String part) {
        this(network, config, profiles, Networks.none(), part);
    }

    ForecastStage(
            Network network,
            ForecastConfig config,
            Map<String, ShippedProfile> profiles,
            Networks networks,
            String part,
            ModelFactory factory) {
        this.network = network;
        this.config = config;
        this.profiles = Map.copyOf(profiles);
        this.part = part;
        this.factory = factory;
        this.networks = networks;
        this.running = networks.running();
    }

    @Override
    public void accept(WindowPart input, Consumer<? super Message> out) {
        settle();
        follow();
        counts.add(Counters.RECEIVED_PARTS, 1);
        regions.computeIfAbsent(input.region(), this::open).accept(input, out);
    }

    @Override
    public void save(BiConsumer<String, byte @Nullable []> log) {
        settle();
        if (counts.takeChanged()) {
            log.accept(COUNTS, counts.toBytes());
        }
        regions.values().forEach(region -> region.save(log));
    }

    @Override
    public LedgerEntry books() {
        return new LedgerEntry(Stages.FORECAST, part, counts.toMap());
    }

    @Override
    public void restore(String granule, byte[] bytes) {
        if (granule.equals(COUNTS)) {
            counts.restore(bytes);
            return;
        }
        var name = Granules.Name.of(granule);
        restored.computeIfAbsent(name.region(), key -> new HashMap<>()).put(name, bytes);
    }

    /** What a region's models learnt that holds for other roads too. */
    List<Saved> learnt(String region) {
        return regions.computeIfAbsent(region, this::open).learnt();
    }

    /** Granules come in any order, but the sensors they speak of must be known first: so they are read together. */
    private void settle() {
        restored.forEach((name, granules) -> {
            var region = open(name);
            region.restore(granules);
            regions.put(name, region);
        });
        restored.clear();
    }

    /** Other networks run now: each region goes on with them and with all that it has learnt. */
    private void follow() {
        var now = networks.running();
        if (!now.equals(running)) {
            running = now;
            regions.replaceAll((name, region) -> {
                var again = open(name);
                again.takeOver(region);
                return again;
            });
        }
    }

    private RegionForecaster open(String region) {
        return new RegionForecaster(
                region, network, config, Optional.ofNullable(profiles.get(region)), factory, running, counts);
    }
}
