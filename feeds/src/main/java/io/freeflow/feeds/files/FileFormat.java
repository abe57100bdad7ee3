package io.freeflow.feeds.files;

import de.siegmar.fastcsv.reader.CsvReader;
import io.freeflow.feeds.csv.CsvRecords;
import io.freeflow.feeds.datex.DatexRecords;
import io.freeflow.feeds.datex.SiteTable;
import io.freeflow.feeds.formats.Field;
import io.freeflow.feeds.incidents.IncidentFile;
import io.freeflow.feeds.loops.LoopRecords;
import io.freeflow.feeds.pems.PemsRows;
import io.freeflow.feeds.records.FileRecords;
import io.freeflow.feeds.records.InputFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a file may be. */
public enum FileFormat {
    JSON_LINES("jsonl", "a JSON object a line, in any format of raw records"),
    JSON_ARRAY("json-array", "one JSON array of such objects"),
    CSV("csv", "a header with a sensor, a timestamp and a speed, volume or occupancy"),
    PEMS_5MIN("pems-5min", "PeMS Station 5-Minute, without a header"),
    PEMS_CSV("pems-csv", "PeMS CSV traffic format: station, lanes, flow, speed and occupancy of each, time"),
    LOOPS_CSV("loops-csv", "lane loops: detector, minute, vehicles, mph, percent, status, flags"),
    DATEX2("datex2", "a DATEX II document with measured data or a table of sites"),
    INCIDENTS("incidents", "a WZDx 4 feed, or objects with an incident_type: one, an array, or one a line"),
    SENSORS_CSV("sensors-csv", "a header with sensor_id, latitude and longitude: places, no readings"),
    LOOPS_TABLE("loops-table", "highways.csv, stations.csv or detectors.csv, read with the loops beside it");

    private static final int HEAD = 1 << 16;

    private final String label;
    private final String description;

    FileFormat(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** Such as {@code pems-5min}. */
    public String label() {
        return label;
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(FileFormat::label).toList();
    }

    public static Optional<FileFormat> find(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label.equals(label))
                .findFirst();
    }

    /** Whether it says where sensors are and has no readings. */
    public boolean isTable() {
        return this == SENSORS_CSV || this == LOOPS_TABLE;
    }

    /**
     * What a file is, by its first bytes and its name.
     *
     * @throws IOException if it cannot be read, or is nothing that we know; the message then names what was looked for
     */
    public static FileFormat of(InputFile file) throws IOException {
        var head = head(file).strip();
        return switch (head.isEmpty() ? ' ' : head.charAt(0)) {
            case '{' -> IncidentFile.fits(head) ? INCIDENTS : JSON_LINES;
            case '[' -> IncidentFile.fits(head) ? INCIDENTS : JSON_ARRAY;
            case '<' -> {
                if (isDatex(head)) {
                    yield DATEX2;
                }
                throw unknown(file, "XML without measured data");
            }
            default -> ofCells(file, cells(head));
        };
    }

    private static FileFormat ofCells(InputFile file, List<String> cells) throws IOException {
        if (CsvRecords.fits(cells)) {
            return CSV;
        }
        if (PemsRows.isFiveMinutes(cells)) {
            return PEMS_5MIN;
        }
        if (PemsRows.isTraffic(cells)) {
            return PEMS_CSV;
        }
        if (LoopRecords.fits(cells)) {
            return LOOPS_CSV;
        }
        if (hasColumn(cells, Field.SENSOR_ID)
                && hasColumn(cells, Field.LATITUDE)
                && hasColumn(cells, Field.LONGITUDE)) {
            return SENSORS_CSV;
        }
        if (LoopRecords.isTable(file.name())) {
            return LOOPS_TABLE;
        }
        if (cells.size() > 2 && cells.getFirst().isEmpty()) {
            throw unknown(file, "a matrix with a column a sensor, which 'freeflow demo --feed metr-la' replays");
        }
        throw unknown(file, cells.isEmpty() ? "an empty file" : "'" + shorten(String.join(",", cells)) + "'");
    }

    /**
     * Opens the readings of a file.
     *
     * @param sites what the indices of DATEX II measurements mean
     */
    public FileRecords open(InputFile file, SiteTable sites) throws IOException {
        return switch (this) {
            case JSON_LINES -> new JsonLineRecords(file);
            case JSON_ARRAY -> new JsonArrayRecords(file);
            case CSV -> new CsvRecords(file);
            case PEMS_5MIN -> PemsRows.fiveMinutes(file);
            case PEMS_CSV -> PemsRows.traffic(file);
            case LOOPS_CSV -> new LoopRecords(file);
            case DATEX2 -> new DatexRecords(file, sites);
            case INCIDENTS, SENSORS_CSV, LOOPS_TABLE -> throw new IllegalStateException(label + " has no readings");
        };
    }

    private static boolean isDatex(String head) {
        return List.of("datex2.eu", "d2LogicalModel", "siteMeasurements", "measurementSiteTable").stream()
                .anyMatch(head::contains);
    }

    private static boolean hasColumn(List<String> cells, Field field) {
        return cells.stream()
                .anyMatch(cell -> Field.find(cell.strip())
                        .filter(alias -> alias.field() == field)
                        .isPresent());
    }

    private static List<String> cells(String head) {
        int end = head.indexOf('\n');
        try (var rows = CsvReader.builder().ofCsvRecord(end < 0 ? head : head.substring(0, end))) {
            return rows.stream().findFirst().map(row -> row.getFields()).orElse(List.of());
        } catch (IOException | RuntimeException notCsv) {
            return List.of();
        }
    }

    private static String head(InputFile file) throws IOException {
        try (var text = file.openText()) {
            var head = new char[HEAD];
            int length = Math.max(0, text.read(head));
            var found = new String(head, 0, length);
            return found.startsWith("\uFEFF") ? found.substring(1) : found;
        }
    }

    private static IOException unknown(InputFile file, String was) {
        return new IOException(file.path() + " must be one of\n"
                + Arrays.stream(values())
                        .map(format -> "  %-12s %s".formatted(format.label, format.description))
                        .collect(Collectors.joining("\n"))
                + "\nand begins with " + was + "; --format says what it is");
    }

    private static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
