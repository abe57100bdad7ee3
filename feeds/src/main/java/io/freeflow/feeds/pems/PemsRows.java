package io.freeflow.feeds.pems;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.csv.CsvRecords;
import io.freeflow.feeds.formats.F1Writer;
import io.freeflow.feeds.records.FileRecord;
import io.freeflow.feeds.records.FileRecords;
import io.freeflow.feeds.records.InputFile;
import io.freeflow.feeds.records.Tally;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a PeMS file without a header, each a station's record or left out for a reason. */
public final class PemsRows implements FileRecords {

    private final InputFile file;
    private final Layout layout;
    private final CloseableIterator<CsvRecord> rows;
    private final F1Writer writer = new F1Writer();
    private final Tally leftOut = new Tally();

    /** What a row means. */
    sealed interface Row {
        record Station(RawReading reading) implements Row {}

        record LeftOut(String reason) implements Row {}
    }

    /** One layout of rows. */
    interface Layout {
        Row read(List<String> cells);
    }

    private PemsRows(InputFile file, Layout layout) throws IOException {
        this.file = file;
        this.layout = layout;
        this.rows = CsvRecords.rows(file);
    }

    /** A Station 5-Minute file of the clearinghouse. */
    public static PemsRows fiveMinutes(InputFile file) throws IOException {
        return new PemsRows(file, FiveMinuteRow::read);
    }

    /** Whether these are cells of a Station 5-Minute file. */
    public static boolean isFiveMinutes(List<String> cells) {
        return FiveMinuteRow.fits(cells);
    }

    /** Rows of the PeMS CSV traffic format. */
    public static PemsRows traffic(InputFile file) throws IOException {
        return new PemsRows(file, TrafficRow::read);
    }

    /** Whether these are cells of the PeMS CSV traffic format. */
    public static boolean isTraffic(List<String> cells) {
        return TrafficRow.fits(cells);
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        try {
            while (rows.hasNext()) {
                switch (layout.read(rows.next().getFields())) {
                    case Row.Station(RawReading reading) -> {
                        return Optional.of(FileRecord.of(reading, writer));
                    }
                    case Row.LeftOut(String reason) -> leftOut.add(reason);
                }
            }
            return Optional.empty();
        } catch (CsvParseException e) {
            throw new IOException(file.path() + " is not CSV: " + e.getMessage(), e);
        }
    }

    @Override
    public Map<String, Long> leftOut() {
        return leftOut.toMap();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
