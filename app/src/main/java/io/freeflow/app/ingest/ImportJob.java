package io.freeflow.app.ingest;

import io.freeflow.app.command.DemoOptions.Face;
import io.freeflow.app.command.LogFormat;
import io.freeflow.app.command.Logging;
import io.freeflow.app.config.Settings;
import io.freeflow.app.demo.ImportRoad;
import io.freeflow.app.demo.Terminal;
import io.freeflow.app.start.EmbeddedConfig;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.feed.FeedRules;
import io.freeflow.core.ledger.Stages;
import io.freeflow.embedded.DataFolder;
import io.freeflow.feeds.files.SensorBook;
import io.freeflow.feeds.files.TimeOrder;
import io.freeflow.pipeline.validate.ValidateConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** One import: read and judged, then sent. */
final class ImportJob {

    private final Settings settings;
    private final PrintStream out;
    private final Clock clock;
    private final ImportTable table;

    ImportJob(Settings settings, PrintStream out, Clock clock) {
        this.settings = settings;
        this.out = out;
        this.clock = clock;
        this.table = new ImportTable(out);
    }

    /** Reads and judges only; gives whether no record was rejected. */
    boolean judge(List<Intake.Input> inputs) throws IOException {
        var intake = new Intake(
                validate(), settings.getEach(FeedRules.class), new SensorBook(), Optional.empty(), progress());
        intake.read(inputs);
        table.printFiles(intake.tallies());
        return nothingRejected(intake);
    }

    /** Takes the files into the data folder; gives whether every record is stored. */
    boolean store(List<Intake.Input> inputs, String name, Face face) throws IOException, InterruptedException {
        try (var folder = DataFolder.open(settings.get(EmbeddedConfig.class).dataDir())) {
            Logging.start(LogFormat.TEXT, folder.logs());
            var own = Files.createDirectories(folder.path().resolve("imports"));
            var book = own.resolve(name + ".sensors.csv");
            var sensors = SensorBook.open(book);
            try (var order = new TimeOrder(own)) {
                var intake = new Intake(
                        validate(), settings.getEach(FeedRules.class), sensors, Optional.of(order), progress());
                intake.read(inputs);
                sensors.save(book);
                return send(load(intake, sensors, name), intake, folder, face, book, sensors);
            }
        }
    }

    private ImportRoad.Load load(Intake intake, SensorBook sensors, String name) {
        var files = intake.tallies().size();
        var info = new FeedInfo(
                "import",
                FeedInfo.Kind.REPLAY,
                "Import of " + (files == 1 ? intake.tallies().getFirst().file() : files + " files"));
        var network = sensors.network(name, ZoneId.of(validate().zone()));
        return new ImportRoad.Load(intake.content(), intake.incidents(), info, network, name);
    }

    private boolean send(
            ImportRoad.Load load, Intake intake, DataFolder folder, Face face, Path book, SensorBook sensors)
            throws InterruptedException {
        var progress = progress();
        progress.sending(load.content().records().size());
        var road = new ImportRoad(settings, face, out, clock);
        var result = road.run(load, folder, progress::sent, told -> {
            progress.end();
            table.printFiles(intake.tallies());
            table.printResult(told);
            out.printf(
                    "  %-36s %,12d  %d with a position, %d with a freeway and a direction: %s%n",
                    "sensors", sensors.size(), load.network().sensors().size(), sensors.withFreeway(), book);
            told.trouble().ifPresent(out::println);
            if (!told.complete()) {
                out.println("stopped before its end; the same import goes on from here");
            }
        });
        return result.complete()
                && result.difference() == 0
                && result.trouble().isEmpty()
                && nothingRejected(intake)
                && ImportRoad.rejected(result, Stages.VALIDATE) == 0;
    }

    /** Sends the files to a running Freeflow; gives whether every record was taken. */
    boolean sendTo(URI server, List<Intake.Input> inputs) throws IOException {
        var own = Path.of(System.getProperty("java.io.tmpdir"), "freeflow-imports");
        try (var order = new TimeOrder(own)) {
            var intake = new Intake(
                    validate(), settings.getEach(FeedRules.class), new SensorBook(), Optional.of(order), progress());
            intake.read(inputs);
            var content = intake.content();
            var progress = progress();
            progress.sending(content.records().size());
            var upload = new Upload(server, new UploadPosition(own, content.fingerprint(), server));
            var result = upload.send(content, progress::sent);
            var incidents = upload.sendIncidents(intake.incidents());
            progress.end();
            table.printFiles(intake.tallies());
            if (content.records().size() > 0 || intake.incidents().isEmpty()) {
                table.printAnswers(server + " answered", Upload.READINGS, result);
            }
            if (!intake.incidents().isEmpty()) {
                table.printAnswers(server + " answered of incidents", Upload.INCIDENTS, incidents);
            }
            return nothingRejected(intake) && result.isWell() && incidents.isWell();
        }
    }

    private static boolean nothingRejected(Intake intake) {
        return intake.tallies().stream().allMatch(tally -> tally.rejected() == 0);
    }

    private ValidateConfig validate() {
        return settings.get(ValidateConfig.class);
    }

    private ImportProgress progress() {
        return new ImportProgress(out, Terminal.isThere());
    }
}
