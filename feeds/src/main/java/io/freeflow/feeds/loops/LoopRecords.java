package io.freeflow.feeds.loops;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.csv.CsvRecords;
import io.freeflow.feeds.formats.F1Writer;
import io.freeflow.feeds.records.FileRecord;
import io.freeflow.feeds.records.FileRecords;
import io.freeflow.feeds.records.InputFile;
import io.freeflow.feeds.records.LaneSum;
import io.freeflow.feeds.records.Tally;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The station records of a file of loops. Rows of one detector and minute follow in the order of time, so the second row of a
 * minute begins one period after it. A file whose minutes never go back is rolled up minute by minute; another is held whole,
 * up to {@value #MOST_HELD} station records. A row of a detector without a station is left out as {@code no-station}.
 */
public final class LoopRecords implements FileRecords {

    private static final int MOST_HELD = 2_000_000;
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final InputFile file;
    private final LoopTables tables;
    private final LoopScan scan;
    private final CloseableIterator<CsvRecord> rows;
    private final F1Writer writer = new F1Writer();
    private final Tally leftOut = new Tally();
    private final Map<String, Place> places = new HashMap<>();
    private final TreeMap<Slot, LaneSum> sums = new TreeMap<>();
    private final ArrayDeque<FileRecord> ready = new ArrayDeque<>();
    private @Nullable LocalDateTime newest;
    private double vehicles;
    private double vehiclesWithoutStation;
    private long lackingALane;

    /** A station in one period. */
    private record Slot(LocalDateTime start, String station) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int byStart = start.compareTo(other.start);
            return byStart != 0 ? byStart : station.compareTo(other.station);
        }
    }

    /** How many rows of a detector's minute were there. */
    private record Place(LocalDateTime minute, int rows) {}

    public LoopRecords(InputFile file) throws IOException {
        this.file = file;
        this.tables = LoopTables.beside(file);
        this.scan = LoopScan.of(file);
        this.rows = CsvRecords.rows(file);
    }

    /** Whether these are cells of a row of loops. */
    public static boolean fits(List<String> cells) {
        return LoopRow.find(cells).isPresent();
    }

    /** Whether a file is a table that stands beside loops, by its name. */
    public static boolean isTable(String name) {
        return LoopTables.isTable(name);
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        try {
            while (ready.isEmpty() && rows.hasNext()) {
                take(rows.next());
            }
        } catch (CsvParseException e) {
            throw new IOException(file.path() + " is not CSV: " + e.getMessage(), e);
        }
        if (ready.isEmpty()) {
            release(LocalDateTime.MAX);
        }
        return Optional.ofNullable(ready.poll());
    }

    private void take(CsvRecord cells) throws IOException {
        var found = LoopRow.find(cells.getFields());
        if (found.isEmpty()) {
            leftOut.add("cut-short");
            return;
        }
        var row = found.get();
        double counted = Double.isNaN(row.vehicles()) ? 0 : row.vehicles();
        vehicles += counted;
        var station = tables.findStation(row.detector());
        if (station.isEmpty()) {
            vehiclesWithoutStation += counted;
            leftOut.add("no-station");
            return;
        }
        if (scan.inOrder() && !row.minute().equals(newest)) {
            release(row.minute());
        }
        newest = row.minute();
        sums.computeIfAbsent(new Slot(start(row), station.get()), slot -> new LaneSum())
                .add(row.vehicles(), row.speedMph(), row.occupancyPercent());
        if (sums.size() > MOST_HELD) {
            throw new IOException(
                    file.path() + " is not in the order of time and too large to be held: it has more than " + MOST_HELD
                            + " station records; sort it by its second column");
        }
    }

    private LocalDateTime start(LoopRow row) {
        int before = places.merge(
                                row.detector(),
                                new Place(row.minute(), 1),
                                (known, one) -> known.minute().equals(row.minute())
                                        ? new Place(row.minute(), known.rows() + 1)
                                        : one)
                        .rows()
                - 1;
        return row.minute().plusSeconds((long) before * scan.periodSeconds());
    }

    private void release(LocalDateTime before) {
        while (!sums.isEmpty() && sums.firstKey().start().isBefore(before)) {
            var entry = sums.pollFirstEntry();
            var sum = entry.getValue();
            if (sum.isMissing()) {
                leftOut.add("empty");
            } else {
                lackingALane += sum.lacksALane() ? 1 : 0;
                ready.add(FileRecord.of(reading(entry.getKey(), sum), writer));
            }
        }
    }

    private RawReading reading(Slot slot, LaneSum sum) {
        return new RawReading(
                null,
                slot.station(),
                ISO.format(slot.start()),
                Integer.toString(scan.periodSeconds()),
                LaneSum.text(sum.speed()),
                LaneSum.text(sum.flow() * 3600 / scan.periodSeconds()),
                LaneSum.text(sum.occupancy()),
                tables.place(slot.station()));
    }

    @Override
    public Map<String, Long> leftOut() {
        return leftOut.toMap();
    }

    @Override
    public String remark() {
        return String.format(
                Locale.ROOT,
                "%,.0f vehicles, %,.0f of them from detectors without a station; %,d station records lack a lane",
                vehicles,
                vehiclesWithoutStation,
                lackingALane);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
