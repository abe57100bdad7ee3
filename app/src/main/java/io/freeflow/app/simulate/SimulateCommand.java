package io.freeflow.app.simulate;

import io.freeflow.app.config.Durations;
import io.freeflow.app.config.Nearest;
import io.freeflow.feeds.formats.WallClock;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.feeds.simulate.record.Recording;
import io.freeflow.feeds.simulate.record.RecordingFormat;
import io.freeflow.feeds.simulate.record.Scenario;
import io.freeflow.feeds.simulate.record.Scenarios;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes what the detectors of a simulated city report during a scenario into a file, with the truth beside it. */
@Command(
        name = "simulate",
        header = "Writes hours of simulated traffic into a file, with the truth about them beside it.",
        description = {
            "",
            "Nothing has to run for it. A scenario causes something (a crash, rain, a closure, a crowd, a cut line);",
            "what the road makes of it is the traffic model's. The same seed gives the same bytes.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  freeflow simulate --list",
            "  freeflow simulate --validate",
            "  freeflow simulate --scenario accident --out accident.jsonl",
            "  freeflow simulate --scenario weather --format n1-jsonl --events 4000 --out weather.jsonl.gz",
            "  freeflow simulate --scenario morning-rush --out rush.csv",
            "  freeflow demo --feed csv --speeds rush.csv --sensors rush.sensors.csv",
            "  freeflow simulate --stations 20000 --for 10m --format loops-csv --out loops.csv.gz"
        })
public final class SimulateCommand implements Callable<Integer> {

    private static final int FEWEST_STATIONS = 10;
    private static final int MOST_STATIONS = 200_000;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int FIRST_YEAR = 1980;
    private static final int LAST_YEAR = 2199;
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.US);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--list", description = "List the scenarios and do nothing else.")
    private boolean list;

    @Option(
            names = "--validate",
            description = "Measure the simulated traffic against its gates instead; exit code 1 if one is closed.")
    private boolean validate;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "normal",
            description = "What happens; --list tells all (default: normal).")
    private String scenario = "normal";

    @Option(names = "--out", paramLabel = "FILE", description = "Where it is written; .gz compresses.")
    private @Nullable Path out;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description =
                    "f1-jsonl, n1-jsonl, csv or loops-csv (default: by the file's name, .jsonl f1-jsonl, .csv csv).")
    private @Nullable String format;

    @Option(names = "--force", description = "Write over files that are there.")
    private boolean force;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the city (default: 1).")
    private long seed;

    @Option(
            names = "--from",
            paramLabel = "LOCAL_DATE_TIME",
            description = "Begin then instead, such as 2026-09-15T07:30; what happens moves along.")
    private @Nullable String from;

    @Option(names = "--for", paramLabel = "DURATION", description = "Last so long instead, such as 90m or 7d.")
    private @Nullable String duration;

    @Option(
            names = "--period",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "How often stations report, 20s to 5m (default: 30s).")
    private String period = "30s";

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "End as soon as there are so many events, however long it takes unless --for is given.")
    private @Nullable Long events;

    @Option(names = "--network", paramLabel = "FILE", description = "A road map instead of Los Angeles (docs/data.md).")
    private @Nullable Path network;

    @Option(
            names = "--stations",
            paramLabel = "N",
            description = "A grid of freeways with so many stations instead, 10 to 200000.")
    private @Nullable Integer stations;

    @Option(
            names = "--demand",
            paramLabel = "F",
            description = "How many drive, above 0 to 3; 1 is a busy city (default: 1).")
    private @Nullable Double demand;

    @Option(names = "--without-faults", description = "No detector breaks and no report is lost by chance.")
    private boolean withoutFaults;

    @Override
    public Integer call() throws IOException {
        long began = System.nanoTime();
        if (list) {
            Scenarios.list().forEach(this::tell);
            return 0;
        }
        if (validate) {
            boolean open = Validation.run(
                    roadMap(),
                    seed,
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
            return open ? 0 : 1;
        }
        var files = files();
        var job = new RecordingJob(subject(files.format()), length(), enough(), files, began);
        job.run(spec.commandLine().getOut(), spec.commandLine().getErr());
        return 0;
    }

    private void tell(Scenario one) {
        PrintWriter console = spec.commandLine().getOut();
        console.println("%-16s %s  %4d min  %s"
                .formatted(
                        one.name(),
                        DAY_AND_TIME.format(one.start()),
                        one.duration().toMinutes(),
                        one.description()));
        console.flush();
    }

    private RecordingFiles files() {
        if (out == null) {
            throw wrong("needs --out FILE, or --list or --validate");
        }
        var files = new RecordingFiles(out, format(out));
        var folder = out.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw wrong("--out names a folder that is not there: " + folder);
        }
        if (!force) {
            files.all().filter(Files::exists).findFirst().ifPresent(there -> {
                throw wrong(there + " is there already; --force writes over it");
            });
        }
        return files;
    }

    private RecordingFormat format(Path file) {
        if (format != null) {
            return RecordingFormat.find(format)
                    .orElseThrow(() -> wrong("--format must be " + String.join(", ", RecordingFormat.labels())
                            + ", was '" + format + "'"));
        }
        var name = RecordingFiles.uncompressed(file);
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
            return RecordingFormat.F1_JSONL;
        }
        if (name.endsWith(".csv")) {
            return RecordingFormat.CSV;
        }
        throw wrong("--out must end in .jsonl or .csv, or --format say what it holds, was " + file.getFileName());
    }

    private Recording.Subject subject(RecordingFormat chosen) {
        var what = scenario();
        var city = SimulatedCity.of(roadMap(), seed, options(what.options()));
        var begin = begin(what, new WallClock(city.network().zone()));
        var length = duration("--period", period);
        try {
            return new Recording.Subject(what, city, what.script(city, begin), begin, length, chosen);
        } catch (IllegalArgumentException e) {
            throw wrong("--period and --from: " + e.getMessage());
        }
    }

    private Scenario scenario() {
        return Scenarios.find(scenario).orElseThrow(() -> {
            var names = Scenarios.list().stream().map(Scenario::name).toList();
            var meant = Nearest.to(scenario, names).map(near -> "; did you mean " + near + "?");
            return wrong("there is no scenario '" + scenario + "'" + meant.orElse("; --list tells all"));
        });
    }

    private RoadMap roadMap() {
        if (network != null && stations != null) {
            throw wrong("--network and --stations are two cities: take one");
        }
        if (stations != null) {
            if (stations < FEWEST_STATIONS || stations > MOST_STATIONS) {
                throw wrong("--stations must be " + FEWEST_STATIONS + " to " + MOST_STATIONS + ", was " + stations);
            }
            return RoadMap.grid(stations);
        }
        if (network == null) {
            return RoadMap.losAngeles();
        }
        if (!Files.isReadable(network)) {
            throw wrong("--network names a file that cannot be read: " + network);
        }
        try {
            return RoadMap.read(network);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw wrong("--network " + network + ": " + e.getMessage());
        }
    }

    private SimulatorOptions options(SimulatorOptions ofScenario) {
        var options = withoutFaults ? ofScenario.withoutFaults() : ofScenario;
        if (demand == null) {
            return options;
        }
        try {
            return options.withDemandScale(demand);
        } catch (IllegalArgumentException e) {
            throw wrong("--demand: " + e.getMessage());
        }
    }

    private Instant begin(Scenario what, WallClock clock) {
        var local = from == null ? what.start() : local(from);
        if (!clock.shows(local)) {
            throw wrong("--from is an hour that clocks in " + clock.zone() + " left out, was " + local);
        }
        return clock.instantOf(local);
    }

    private LocalDateTime local(String text) {
        try {
            var local = LocalDateTime.parse(text);
            if (local.getYear() >= FIRST_YEAR && local.getYear() <= LAST_YEAR) {
                return local;
            }
        } catch (DateTimeParseException notATime) {
            // Told below.
        }
        throw wrong("--from must be a local date and time of the years " + FIRST_YEAR + " to " + LAST_YEAR
                + " such as 2026-09-15T07:30, was '" + text + "'");
    }

    private Duration length() {
        if (duration != null) {
            return duration("--for", duration);
        }
        return events != null ? LONGEST : scenario().duration();
    }

    private Duration duration(String option, String text) {
        try {
            var parsed = Durations.parse(text);
            if (parsed.isPositive() && parsed.compareTo(LONGEST) <= 0) {
                return parsed;
            }
        } catch (DateTimeParseException notADuration) {
            // Told below.
        }
        throw wrong(option + " must be a duration above 0 and at most " + LONGEST.toDays()
                + "d such as 30s or 90m, was '" + text + "'");
    }

    private OptionalLong enough() {
        if (events == null) {
            return OptionalLong.empty();
        }
        if (events < 1) {
            throw wrong("--events must be 1 or more, was " + events);
        }
        return OptionalLong.of(events);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
