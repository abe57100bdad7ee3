package io.freeflow.app.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.feed.FeedRules;
import io.freeflow.core.network.Network;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.Reading;
import io.freeflow.feeds.datex.SiteTable;
import io.freeflow.feeds.files.FileFormat;
import io.freeflow.feeds.files.ImportFeed;
import io.freeflow.feeds.files.SensorBook;
import io.freeflow.feeds.files.TimeOrder;
import io.freeflow.feeds.files.TimedRecord;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.feeds.incidents.IncidentDecoder;
import io.freeflow.feeds.incidents.IncidentDecoder.Item;
import io.freeflow.feeds.incidents.IncidentFile;
import io.freeflow.feeds.records.FileRecord;
import io.freeflow.feeds.records.InputFile;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.pipeline.validate.ValidateStage;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first pass through files: every record is judged as validate will judge it, noted with its place, and put into the order
 * of time. Not thread-safe.
 */
final class Intake {

    private final SensorBook sensors;
    private final Optional<TimeOrder> order;
    private final ImportProgress progress;
    private final ValidateStage validate;
    private final IncidentDecoder incidentDecoder;
    private final List<byte[]> incidents = new ArrayList<>();
    private final List<FileTally> tallies = new ArrayList<>();
    private final MessageDigest digest = sha256();
    /** Where a record stands that says no time: behind the one before it. */
    private long time;

    /** A file and what it is. */
    record Input(InputFile file, FileFormat format) {}

    /**
     * An intake of nothing yet.
     *
     * @param feeds what is not usual about feeds, by name
     * @param sensors takes what the files say of places
     * @param order takes the records; empty to judge them only
     */
    Intake(
            ValidateConfig config,
            Map<String, FeedRules> feeds,
            SensorBook sensors,
            Optional<TimeOrder> order,
            ImportProgress progress) {
        this.sensors = sensors;
        this.order = order;
        this.progress = progress;
        this.incidentDecoder = new IncidentDecoder(ZoneId.of(config.zone()));
        var nobody = Network.of(ZoneId.of(config.zone()), List.of(), List.of());
        this.validate = new ValidateStage(acceptingAll(config), feeds, new JsonDecoder(), nobody, 0);
    }

    /** Files place their sensors themselves, so that none is unknown. */
    private static ValidateConfig acceptingAll(ValidateConfig config) {
        return config.withUnknownSensors(ValidateConfig.UnknownSensors.REGISTER);
    }

    /** Goes through all files; those that say where sensors are come first. */
    void read(List<Input> inputs) throws IOException {
        long total = 0;
        for (Input input : inputs) {
            total += input.file().size();
        }
        progress.reading(total);
        var sites = SiteTable.read(inputs.stream()
                .filter(input -> input.format() == FileFormat.DATEX2)
                .map(Input::file)
                .toList());
        for (Input input : inputs) {
            if (input.format().isTable()) {
                readTable(input);
            }
        }
        for (Input input : inputs) {
            if (input.format() == FileFormat.INCIDENTS) {
                readIncidents(input);
            } else if (!input.format().isTable()) {
                readRecords(input, sites);
            }
        }
        progress.end();
    }

    private void readTable(Input input) throws IOException {
        var tally = new FileTally(input.file().name(), input.format().label());
        tallies.add(tally);
        if (input.format() == FileFormat.SENSORS_CSV) {
            tally.end(Map.of(), "a table of " + sensors.read(input.file()) + " sensors");
        } else {
            tally.end(Map.of(), "a table that is read with the loops beside it");
        }
        progress.fileEnded(input.file().size());
    }

    private void readRecords(Input input, SiteTable sites) throws IOException {
        var tally = new FileTally(input.file().name(), input.format().label());
        tallies.add(tally);
        try (var records = input.format().open(input.file(), sites)) {
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                take(record.get(), tally);
                progress.read(input.file().bytesRead());
            }
            tally.end(records.leftOut(), records.remark());
        }
        progress.fileEnded(input.file().size());
    }

    private void readIncidents(Input input) throws IOException {
        var tally = new FileTally(input.file().name(), input.format().label());
        tallies.add(tally);
        for (byte[] incident : IncidentFile.read(input.file())) {
            incidents.add(incident);
            switch (incidentDecoder.decode(incident)) {
                case Item.Read read -> tally.accept();
                case Item.Refused no -> tally.reject(no.reason(), no.detail());
            }
            progress.read(input.file().bytesRead());
        }
        progress.fileEnded(input.file().size());
    }

    private void take(FileRecord record, FileTally tally) throws IOException {
        var outputs = new ArrayList<Message>(1);
        validate.accept(new RawRecord("import", record.payload()), outputs::add);
        long end = time;
        switch (outputs.getFirst()) {
            case Reading reading -> {
                time = reading.interval().start().toEpochMilli();
                end = reading.interval().end().toEpochMilli();
                if (reading.corrections().isEmpty()) {
                    tally.accept();
                } else {
                    tally.correct();
                }
                sensors.add(reading.sensorId(), record.reading().place());
            }
            case DeadLetter letter -> tally.reject(letter.reason(), letter.detail());
            default -> throw new IllegalStateException("validate gave " + outputs.getFirst());
        }
        digest.update(record.payload());
        digest.update((byte) '\n');
        if (order.isPresent()) {
            order.get().add(new TimedRecord(time, end, record.key(), record.payload()));
        }
    }

    /** All incidents with their own bytes, those too that will be rejected. */
    List<byte[]> incidents() {
        return incidents;
    }

    /** What each file held. */
    List<FileTally> tallies() {
        return tallies;
    }

    /** All records, in the order of time. */
    ImportFeed.Content content() {
        var leftOut = new TreeMap<String, Long>();
        tallies.forEach(tally -> tally.leftOut().forEach((reason, count) -> leftOut.merge(reason, count, Long::sum)));
        // Tables and files of the same records are the same import.
        leftOut.forEach((reason, count) -> digest.update((reason + count).getBytes(UTF_8)));
        var fingerprint = HexFormat.of().formatHex(digest.digest(), 0, 8);
        return new ImportFeed.Content(order.orElseThrow(), fingerprint, leftOut);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
