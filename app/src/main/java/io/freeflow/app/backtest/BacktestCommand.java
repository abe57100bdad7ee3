package io.freeflow.app.backtest;

import io.freeflow.app.command.ExitCodes;
import io.freeflow.app.demo.SpeedMatrix;
import io.freeflow.feeds.metrla.MetrLaMatrix;
import io.freeflow.forecast.evaluate.Backtest;
import io.freeflow.forecast.evaluate.BacktestScores;
import io.freeflow.forecast.evaluate.Candidate;
import io.freeflow.forecast.evaluate.Leaderboard;
import io.freeflow.forecast.evaluate.Network;
import io.freeflow.forecast.evaluate.Split;
import io.freeflow.forecast.evaluate.StandardEvaluation;
import io.freeflow.forecast.evaluate.Tracked;
import io.freeflow.forecast.network.NetworkModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores models on the past. */
@Command(
        name = "backtest",
        header = "Scores models on the past, all on the same cells, and writes a leaderboard.",
        description = {
            "",
            "The protocol is the literature's: twelve rows of five minutes in, twelve out, 70/10/20 in time,",
            "missing targets left out. The baselines are fitted on the train part; a network comes as it is.",
            "Choose on the validation part. Every look at the test part is written down in test-openings.csv.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  freeflow backtest --speeds speeds.csv.gz",
            "  freeflow backtest --speeds speeds.csv.gz --model forecast/models/metr-la/1 --every 20",
            "  freeflow backtest --speeds speeds.csv.gz --model forecast/models/metr-la/1 --track 0.1",
            "  freeflow backtest --speeds metr-la.h5 --lost 0.3 --out lost-30"
        })
public final class BacktestCommand implements Callable<Integer> {

    private static final double MOST_LOST = 0.9;
    private static final float MOST_TRACKED_MPH = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--speeds",
            required = true,
            paramLabel = "FILE",
            description = "Speeds by row and sensor, METR-LA's layout: CSV, gzipped or not, or HDF5.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path speeds;

    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description = "A network: folder with model.onnx and manifest.json; again for more.")
    private List<Path> models = new ArrayList<>();

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "validation",
            description = "validation or test (default: validation).")
    private Backtest.Part part = Backtest.Part.VALIDATION;

    @Option(
            names = "--every",
            paramLabel = "N",
            defaultValue = "1",
            description = "Only every n-th window, for a quick look; 1 is the protocol (default: 1).")
    private int every = 1;

    @Option(
            names = "--track",
            paramLabel = "MPH",
            split = ",",
            description = {
                "Score each network a second time with intervals that follow what happens, as on the road, at this",
                "rate, there 0.1; several with commas between. Needs every window."
            })
    private List<Float> track = new ArrayList<>();

    @Option(
            names = "--lost",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "This share of the sensors says nothing and is forecast all the same, 0 to 0.9 (default: 0).")
    private double lost;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Which of them (default: 1).")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "backtest",
            description = "Folder for leaderboard.md and leaderboard.csv (default: backtest).")
    private Path out = Path.of("backtest");

    @Override
    public Integer call() throws IOException {
        if (every < 1) {
            throw wrong("--every must be 1 or more, was " + every);
        }
        if (!(lost >= 0 && lost <= MOST_LOST)) {
            throw wrong("--lost must be 0 to 0.9, was " + lost);
        }
        if (every > 1 && !track.isEmpty()) {
            throw wrong("--track needs every window, --every was " + every);
        }
        if (track.stream().anyMatch(rate -> !(rate > 0 && rate <= MOST_TRACKED_MPH))) {
            throw wrong("--track must be above 0 and at most " + MOST_TRACKED_MPH + " mph, was " + track);
        }
        if (!Files.isReadable(speeds)) {
            throw wrong("--speeds must name a file that can be read, was " + speeds);
        }
        var file = MetrLaMatrix.read(speeds);
        if (file.rows() < Split.FEWEST_ROWS) {
            throw wrong("--speeds must have " + Split.FEWEST_ROWS + " rows or more, had " + file.rows());
        }
        var networks = open(file.sensorIds());
        try {
            write(file, networks, run(file, networks));
        } finally {
            networks.forEach(NetworkModel::close);
        }
        return ExitCodes.OK;
    }

    private List<NetworkModel> open(List<String> sensorIds) {
        var opened = new ArrayList<NetworkModel>();
        for (Path folder : models) {
            var model = NetworkModel.open(folder);
            opened.add(model);
            if (!model.manifest().sensors().equals(sensorIds)) {
                opened.forEach(NetworkModel::close);
                throw wrong("--model " + folder + " is for "
                        + model.manifest().sensors().size() + " sensors in another order than the " + sensorIds.size()
                        + " of " + speeds);
            }
        }
        return opened;
    }

    private List<BacktestScores> run(MetrLaMatrix file, List<NetworkModel> networks) {
        var candidates = new ArrayList<Candidate>(StandardEvaluation.baselines());
        for (NetworkModel model : networks) {
            var network = new Network(model);
            candidates.add(network);
            track.forEach(rate -> candidates.add(new Tracked(network, rate)));
        }
        var backtest = new Backtest(SpeedMatrix.of(file), part, every, lost, seed);
        var progress =
                new BacktestProgress(backtest.windows(), spec.commandLine().getErr());
        var scores = backtest.run(candidates, progress::show);
        progress.end();
        return scores;
    }

    private void write(MetrLaMatrix file, List<NetworkModel> networks, List<BacktestScores> scores) throws IOException {
        var leaderboard =
                new Leaderboard(scores, StandardEvaluation.baselines().getLast().name());
        var text = String.format(
                Locale.ROOT,
                "# Backtest of %s%n%nThe %s part of %,d rows and %d sensors, %s%s.%n%n%s",
                speeds.getFileName(),
                part.name().toLowerCase(Locale.ROOT),
                file.rows(),
                file.sensorIds().size(),
                every == 1 ? "all windows" : "every " + every + "th window",
                lost > 0 ? String.format(Locale.ROOT, ", %.0f %% of the sensors lost (seed %d)", 100 * lost, seed) : "",
                leaderboard.tables());
        Files.createDirectories(out);
        Files.writeString(out.resolve("leaderboard.md"), text);
        Files.writeString(out.resolve("leaderboard.csv"), leaderboard.csv(file.sensorIds()));
        if (part == Backtest.Part.TEST) {
            writeOpening(networks);
        }
        var terminal = spec.commandLine().getOut();
        terminal.println(text);
        terminal.println(
                "Written to " + out.resolve("leaderboard.md") + " and .csv, the latter by regime, hour and sensor.");
        terminal.flush();
    }

    private void writeOpening(List<NetworkModel> networks) throws IOException {
        var log = out.resolve("test-openings.csv");
        if (!Files.exists(log)) {
            Files.writeString(log, "opened_at,speeds,every,lost,models\n");
        }
        var named = networks.stream()
                .map(model -> model.manifest().ref() + "@" + model.manifest().sha256())
                .toList();
        Files.writeString(
                log,
                Instant.now() + "," + speeds.getFileName() + "," + every + "," + lost + "," + String.join(" ", named)
                        + "\n",
                StandardOpenOption.APPEND);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
