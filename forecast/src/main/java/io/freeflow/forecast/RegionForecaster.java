package io.freeflow.forecast;

import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Counts;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.Imputation;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.TrafficState;
import io.freeflow.forecast.models.Imputer;
import io.freeflow.forecast.models.Knowledge;
import io.freeflow.forecast.models.LiveModel;
import io.freeflow.forecast.models.NetworkForecaster;
import io.freeflow.forecast.models.StandardModels;
import io.freeflow.forecast.network.Networks;
import io.freeflow.forecast.profile.ShippedProfile;
import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import io.freeflow.forecast.state.SensorOrder;
import io.freeflow.forecast.time.Calendar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One region: collects its windows, judges old forecasts by them, learns, and forecasts anew. */
final class RegionForecaster {

    private static final String SENSORS = "sensors";

    private final String region;
    private final List<String> sensorIds;
    private final Map<String, Integer> places = new HashMap<>();
    private final Progress progress = new Progress();
    private final OpenWindows open;
    private final Knowledge knowledge;
    private final Imputer imputer;
    private final Counts counts;
    private final List<LiveModel> models;
    private final Scores scores;
    private final Verification verification;
    private final Publication publication;
    private final List<Saved> parts = new ArrayList<>();
    private final List<Saved> learnt = new ArrayList<>();
    /** Granules that are to be deleted with the next save. */
    private final List<String> gone = new ArrayList<>();

    private boolean sensorsChanged = true;

    RegionForecaster(
            String region,
            Network network,
            ForecastConfig config,
            Optional<ShippedProfile> start,
            ModelFactory factory,
            Networks.Running networks,
            Counts counts) {
        this.region = region;
        var sensors = network.sensorsOf(region);
        this.sensorIds = sensors.stream().map(Sensor::id).toList();
        for (int sensor = 0; sensor < sensors.size(); sensor++) {
            places.put(sensorIds.get(sensor), sensor);
        }
        this.open = new OpenWindows(places);
        this.knowledge = new Knowledge(network, region, start);
        this.imputer = new Imputer(knowledge);
        this.counts = counts;
        this.models = new ArrayList<>(factory.models(knowledge, start, config.carryWindows()));
        var champion = networks.champion().filter(model -> NetworkForecaster.knows(model, sensors));
        var canary = networks.canary().filter(model -> NetworkForecaster.knows(model, sensors));
        var profile = models.stream()
                .filter(each -> each.name().equals(StandardModels.PROFILE))
                .findFirst()
                .orElseThrow();
        Stream.of(champion, canary)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(model -> models.add(new NetworkForecaster(model, sensors, profile)));
        var names = models.stream().map(LiveModel::name).toList();
        var pending = new Pending(names, sensors.size());
        this.scores = new Scores(names);
        this.verification = new Verification(models, pending, scores);
        this.publication = new Publication(
                region,
                sensors.size(),
                models,
                champion.map(model -> model.manifest().ref().liveName()).orElse(config.champion()),
                config,
                pending,
                counts);
        parts.addAll(List.of(progress, open, pending, scores));
        parts.addAll(knowledge.parts());
        models.forEach(model -> parts.addAll(model.parts()));
        models.forEach(model -> learnt.addAll(model.learnt()));
        learnt.addAll(knowledge.learnt());
    }

    /** Makes the models of a region. */
    interface ModelFactory {
        ModelFactory STANDARD = StandardModels::of;

        List<LiveModel> models(Knowledge knowledge, Optional<ShippedProfile> start, int carry);
    }

    void accept(WindowPart part, Consumer<? super Message> out) {
        long window = OpenWindows.windowOf(part);
        if (window <= progress.newest()) {
            progress.hear(part.knownAt());
            revise(window, part);
            return;
        }
        for (OpenWindows.Closed closed : open.add(window, part)) {
            if (closed.complete()) {
                progress.hear(part.knownAt()); // not earlier: parts that are ahead are no inputs yet
                impute(closed, out);
                complete(closed.window(), closed.observed(), out);
            } else {
                knowledge.place(closed.window(), closed.observed());
            }
        }
    }

    /** What comes after a window was complete corrects the history of the next forecasts; it is not judged again. */
    private void revise(long window, WindowPart part) {
        for (TrafficState state : part.states()) {
            var sensor = places.get(state.sensorId());
            if (sensor != null) {
                knowledge.revise(window, sensor, OpenWindows.observedMph(state));
            }
        }
    }

    private void impute(OpenWindows.Closed closed, Consumer<? super Message> out) {
        var states = imputer.impute(closed.window(), closed.observed(), closed.flows(), closed.qualities());
        if (!states.isEmpty()) {
            counts.add(Counters.IMPUTATIONS);
            states.forEach(state -> counts.add(Counters.IMPUTED
                    + state.method().name().toLowerCase(Locale.ROOT).replace('_', '-')));
            var interval = Interval.startingAt(Calendar.startOf(closed.window()), FiveMinutes.LENGTH);
            out.accept(new Imputation(region, interval, progress.clock(), states));
        }
    }

    private void complete(long window, float[] observed, Consumer<? super Message> out) {
        progress.reach(window);
        scores.turnTo(knowledge.calendar().dayOf(window));
        verification.judge(window, observed);
        knowledge.learn(window, observed);
        publication.issue(window, knowledge.history(), progress.clock(), out);
        for (int model = 0; model < models.size(); model++) {
            scores.sheet(region, model).ifPresent(out);
        }
    }

    /** What does not go by sensor. */
    List<Saved> learnt() {
        return learnt;
    }

    void save(BiConsumer<String, byte @Nullable []> log) {
        gone.forEach(granule -> log.accept(granule, null));
        gone.clear();
        var granules = new Granules(region, log);
        if (sensorsChanged) {
            sensorsChanged = false;
            granules.put(SENSORS, "all", String.join("\n", sensorIds).getBytes(StandardCharsets.UTF_8));
        }
        parts.forEach(part -> part.save(granules));
    }

    /** Goes on from what the same region was with other networks; it is asked nothing any more. */
    void takeOver(RegionForecaster before) {
        before.touch();
        var all = new HashMap<Granules.Name, byte[]>();
        before.save((granule, bytes) -> {
            if (bytes == null) {
                gone.add(granule);
            } else {
                all.put(Granules.Name.of(granule), bytes);
            }
        });
        restore(all);
        touch();
    }

    private void touch() {
        sensorsChanged = true;
        parts.forEach(Saved::touch);
    }

    /** Takes back all granules of the region. If its sensors are others now, everything is written anew. */
    void restore(Map<Granules.Name, byte[]> granules) {
        var byKind = new HashMap<String, Saved>();
        parts.forEach(part -> byKind.put(part.kind(), part));
        var order = SensorOrder.between(savedSensors(granules), sensorIds);
        granules.forEach((name, bytes) -> {
            var part = byKind.get(name.kind());
            if (part != null) {
                part.restore(name.key(), order.arrange(bytes, part.headerBytes()));
            }
        });
        sensorsChanged = !order.isSame();
        if (sensorsChanged) {
            parts.forEach(Saved::touch);
        }
    }

    private List<String> savedSensors(Map<Granules.Name, byte[]> granules) {
        var bytes = granules.get(new Granules.Name(SENSORS, "all", region));
        return bytes == null || bytes.length == 0
                ? List.of()
                : new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
}
