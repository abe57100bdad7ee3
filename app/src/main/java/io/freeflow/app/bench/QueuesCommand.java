package io.freeflow.app.bench;

import io.freeflow.app.bench.QueueScores.Observed;
import io.freeflow.app.demo.OpeningDrive;
import io.freeflow.app.demo.ShippedProfiles;
import io.freeflow.core.network.Network;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.window.Quality;
import io.freeflow.core.window.TrafficState;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatorFeed;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.feeds.simulate.road.RoadMap;
import io.freeflow.forecast.ForecastConfig;
import io.freeflow.forecast.ForecastStage;
import io.freeflow.forecast.models.StandardModels;
import io.freeflow.forecast.profile.ShippedProfile;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what the live models say of queues, on demos whose truth is known. */
@Command(
        name = "queues",
        header = "How good the live models are at queues: will it be slow here, and how far will it reach?",
        description = {
            "Each seed is a demo of its own: two days of history, then three hours after its opening incident. Scored are",
            "the forecasts of the last day of history and of the first two hours after it."
        })
final class QueuesCommand implements Callable<Integer> {

    private static final Duration SCORED_HISTORY = Duration.ofDays(1);
    private static final Duration SCORED_LIVE = Duration.ofHours(2);
    private static final Duration LIVE = Duration.ofHours(3);
    private static final int MOST_SEEDS = 1_000;
    private static final List<String> MODELS =
            List.of(StandardModels.PERSISTENCE, StandardModels.PROFILE_DAMPED, StandardModels.NEIGHBOURS);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--from", paramLabel = "SEED", defaultValue = "0", description = "The first seed (default: 0).")
    private long from;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "20", description = "How many, 1-1000 (default: 20).")
    private int seeds;

    @Override
    public Integer call() {
        if (from < 0 || seeds < 1 || seeds > MOST_SEEDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from must be 0 or more and --seeds 1-" + MOST_SEEDS + ", was " + from + " and " + seeds);
        }
        var network = RoadMap.losAngeles().network();
        var scores = new QueueScores(network);
        var nanos = new ArrayList<Long>();
        for (long seed = from; seed < from + seeds; seed++) {
            var city = SimulatedCity.of(RoadMap.losAngeles(), seed, SimulatorOptions.DEFAULT);
            score(network, OpeningDrive.of(city, LIVE), ShippedProfiles.of(network), MODELS, scores, nanos);
        }
        PrintWriter console = spec.commandLine().getOut();
        console.println("Seeds " + from + " to " + (from + seeds - 1) + ", "
                + network.sensors().size() + " stations\n");
        console.println(QueueTables.of(scores, MODELS));
        nanos.sort(null);
        console.printf(
                Locale.ROOT,
                "%nA window (judged, learnt from and forecast by every model): median %.1f ms, p99 %.1f ms%n",
                nanos.get(nanos.size() / 2) / 1e6,
                nanos.get(nanos.size() * 99 / 100) / 1e6);
        console.flush();
        return 0;
    }

    /** Lets every model forecast a drive as it would live, and scores them. */
    static void score(
            Network network,
            OpeningDrive drive,
            Map<String, ShippedProfile> profiles,
            List<String> models,
            QueueScores scores,
            List<Long> nanos) {
        var observed = observed(network, drive.parts());
        var byModel = models.stream()
                .map(model -> forecasts(network, drive.parts(), profiles, model, nanos))
                .toList();
        var first = SimulatorFeed.DEMO_START.minus(SCORED_HISTORY);
        var last = SimulatorFeed.DEMO_START.plus(SCORED_LIVE);
        byModel.getFirst().forEach((issued, forecast) -> {
            if (!issued.isBefore(first) && !issued.isAfter(last)) {
                scores.score(
                        byModel.stream().map(all -> all.get(issued)).toList(),
                        observed,
                        drive.incidents().getFirst());
            }
        });
    }

    private static Map<Instant, Forecast> forecasts(
            Network network,
            List<WindowPart> parts,
            Map<String, ShippedProfile> profiles,
            String model,
            List<Long> nanos) {
        var config = new ForecastConfig(model, ForecastConfig.DEFAULT.carry(), ForecastConfig.DEFAULT.maxSpeedMph());
        var stage = new ForecastStage(network, config, profiles, "0");
        var forecasts = new HashMap<Instant, Forecast>();
        for (WindowPart part : parts) {
            long began = System.nanoTime();
            stage.accept(part, message -> {
                if (message instanceof Forecast forecast) {
                    forecasts.put(forecast.issuedAt(), forecast);
                }
            });
            nanos.add(System.nanoTime() - began);
        }
        return forecasts;
    }

    private static Observed observed(Network network, List<WindowPart> parts) {
        var places = new HashMap<String, Integer>();
        network.sensors().forEach(sensor -> places.put(sensor.id(), places.size()));
        var byStart = new HashMap<Instant, double[]>();
        for (WindowPart part : parts) {
            var row = byStart.computeIfAbsent(part.interval().start(), key -> {
                var none = new double[places.size()];
                Arrays.fill(none, Double.NaN);
                return none;
            });
            for (TrafficState state : part.states()) {
                var place = places.get(state.sensorId());
                if (place != null && state.quality() == Quality.OBSERVED) {
                    row[place] = state.measurement().speedMph();
                }
            }
        }
        return new Observed(byStart);
    }
}
