package io.freeflow.feeds.loops;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.feeds.csv.CsvRecords;
import io.freeflow.feeds.records.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables that stand beside a file of loops: highways (id, direction, word, name), stations (id, highway, postmile, name,
 * before, behind, lanes, type, "latitude,longitude", length) and detectors (id, highway, postmile, name, type, lane, station).
 * A station has as many lanes as detectors. They are {@code NAME.stations.csv} and so on, or the only files in the folder whose names end so.
 */
final class LoopTables {

    private static final List<String> KINDS = List.of("detectors.csv", "stations.csv", "highways.csv");

    private final Map<String, String> stationOfDetector = new HashMap<>();
    private final Map<String, RawPlace> places = new HashMap<>();

    private LoopTables() {}

    /** Whether a file is one of these tables, by its name. */
    static boolean isTable(String name) {
        return KINDS.stream().anyMatch(name::endsWith);
    }

    /**
     * Reads the tables beside a file.
     *
     * @throws IOException if detectors or stations are not there
     */
    static LoopTables beside(InputFile loops) throws IOException {
        var tables = new LoopTables();
        var highways = new HashMap<String, CsvRecord>();
        var file = find(loops, "highways.csv");
        if (file.isPresent()) {
            rows(file.get(), row -> highways.put(cell(row, 0), row));
        }
        var lanes = new HashMap<String, Integer>();
        rows(need(loops, "detectors.csv"), row -> {
            tables.stationOfDetector.put(cell(row, 0), cell(row, 6));
            lanes.merge(cell(row, 6), 1, Integer::sum);
        });
        rows(need(loops, "stations.csv"), row -> {
            int detectors = lanes.getOrDefault(cell(row, 0), 0);
            tables.places.put(cell(row, 0), place(row, detectors, highways));
        });
        return tables;
    }

    /** The station of a detector; empty for one that no table knows. */
    Optional<String> findStation(String detector) {
        return Optional.ofNullable(stationOfDetector.get(detector)).filter(places::containsKey);
    }

    RawPlace place(String station) {
        return places.getOrDefault(station, RawPlace.NONE);
    }

    private static RawPlace place(CsvRecord row, int detectors, Map<String, CsvRecord> highways) {
        var position = cell(row, 8).split(",", 2);
        var highway = highways.get(cell(row, 1));
        return new RawPlace(
                text(position[0]),
                position.length < 2 ? null : text(position[1]),
                highway == null ? null : text(cell(highway, 3)),
                highway == null ? null : text(cell(highway, 1)),
                text(cell(row, 2)),
                detectors == 0 ? null : Integer.toString(detectors),
                text(cell(row, 3)));
    }

    private static String cell(CsvRecord row, int column) {
        return column < row.getFieldCount() ? row.getField(column).strip() : "";
    }

    private static @Nullable String text(String cell) {
        return cell.isBlank() ? null : cell.strip();
    }

    private static void rows(Path file, java.util.function.Consumer<CsvRecord> taker) throws IOException {
        try (var rows = CsvRecords.rows(new InputFile(file))) {
            rows.forEachRemaining(taker);
        }
    }

    private static Path need(InputFile loops, String kind) throws IOException {
        return find(loops, kind)
                .orElseThrow(() -> new IOException(loops.path() + " holds lane loops, which need the table "
                        + own(loops, kind) + ", or the only file ending in " + kind + ", beside it"));
    }

    private static Optional<Path> find(InputFile loops, String kind) throws IOException {
        var folder = Optional.ofNullable(loops.path().toAbsolutePath().getParent());
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        var own = folder.get().resolve(own(loops, kind));
        if (Files.exists(own)) {
            return Optional.of(own);
        }
        try (var files = Files.list(folder.get())) {
            var found = files.filter(file -> file.getFileName().toString().endsWith(kind))
                    .toList();
            return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        }
    }

    /** The name of a table that belongs to this file alone. */
    private static String own(InputFile loops, String kind) {
        var name = loops.name();
        return (name.endsWith(".csv") ? name.substring(0, name.length() - 4) : name) + "." + kind;
    }
}
