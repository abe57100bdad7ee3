package io.freeflow.app.ingest;

import io.freeflow.app.command.DemoOptions.Face;
import io.freeflow.app.command.ExitCodes;
import io.freeflow.app.command.SettingsOptions;
import io.freeflow.app.config.Section;
import io.freeflow.app.config.Settings;
import io.freeflow.app.config.Sources;
import io.freeflow.feeds.files.FileFormat;
import io.freeflow.feeds.records.InputFile;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes files of readings in. */
@Command(
        name = "import",
        header = "Takes files of readings and incidents into Freeflow, and says what became of every record.",
        description = {
            "",
            "A file is told by how it begins; gzip is taken as it is. Without --to, the road runs in this",
            "process and keeps what it takes in the data folder. A repeated import finds duplicates, and",
            "one that was killed goes on where it was.",
            ""
        },
        footer = {
            "",
            "Exit code 1 says that a record was rejected or that something failed; what was accepted is stored.",
            "",
            "Examples:",
            "  freeflow import --dry-run *.jsonl                   says what is in them, stores nothing",
            "  freeflow import d07_text_station_5min_2026_03_02.txt.gz",
            "  freeflow import --to http://localhost:8000 rush.jsonl",
            "  freeflow import --name portland loop_onehour.csv --pages"
        })
public final class ImportCommand implements Callable<Integer> {

    private final List<Section<?>> sections;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files of readings or incidents, and tables of their sensors.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "A running Freeflow that takes the readings, such as http://localhost:8000.")
    private @Nullable URI to;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description =
                    "What the files are: jsonl, json-array, csv, pems-5min, pems-csv, loops-csv, datex2, incidents.")
    private @Nullable String format;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "import",
            description = "Each name has its own network and its own clock, which only goes forward (default: import).")
    private String name = "import";

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Folder for all data (default: .freeflow).")
    private @Nullable Path dataDir;

    @Option(names = "--dry-run", description = "Read and judge, send and store nothing.")
    private boolean dryRun;

    @Option(names = "--pages", description = "Show the pages on serve.port, until stopped.")
    private boolean pages;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    /**
     * The command.
     *
     * @param sections every section of the settings
     * @param environment the environment's variables
     */
    public ImportCommand(List<Section<?>> sections, Map<String, String> environment, PrintStream out, Clock clock) {
        this.sections = sections;
        this.environment = environment;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw wrong("--name must be 1 to 40 of a-z, 0-9 and -, was '" + name + "'");
        }
        if (dryRun && pages) {
            throw wrong("--dry-run stores nothing that --pages could show");
        }
        if (to != null && (dryRun || pages)) {
            throw wrong("--to sends elsewhere: it goes with neither --dry-run nor --pages");
        }
        var inputs = inputs();
        return run(new ImportJob(loadSettings(), out, clock), inputs) ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private boolean run(ImportJob job, List<Intake.Input> inputs) throws IOException, InterruptedException {
        if (dryRun) {
            return job.judge(inputs);
        }
        return to == null
                ? job.store(inputs, name, pages ? Face.PAGES : Face.HEADLESS)
                : job.sendTo(requireServer(to), inputs);
    }

    private URI requireServer(URI server) {
        var scheme = String.valueOf(server.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || server.getHost() == null) {
            throw wrong("--to must be a URL such as http://localhost:8000, was '" + server + "'");
        }
        return server;
    }

    private Settings loadSettings() {
        var named = dataDir == null
                ? List.<Sources.Flag>of()
                : List.of(new Sources.Flag("embedded.data-dir", dataDir.toString(), "--data-dir"));
        return settings.load(sections, environment, named);
    }

    private List<Intake.Input> inputs() throws IOException {
        var chosen = Optional.ofNullable(format)
                .map(label -> FileFormat.find(label)
                        .orElseThrow(() -> wrong("--format must be one of " + String.join(", ", FileFormat.labels())
                                + ", was '" + label + "'")));
        var inputs = new ArrayList<Intake.Input>();
        for (Path path : files) {
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                throw wrong("FILE must name a file that can be read, was " + path);
            }
            var file = new InputFile(path);
            inputs.add(new Intake.Input(file, chosen.isPresent() ? chosen.get() : FileFormat.of(file)));
        }
        return inputs;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
