package io.freeflow.feeds.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.freeflow.feeds.formats.F1Writer;
import io.freeflow.feeds.records.FileRecord;
import io.freeflow.feeds.records.FileRecords;
import io.freeflow.feeds.records.InputFile;
import io.freeflow.feeds.records.Tally;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a CSV file with a header. A row without any measurement is left out as {@code empty}. */
public final class CsvRecords implements FileRecords {

    private final InputFile file;
    private final CloseableIterator<CsvRecord> rows;
    private final CsvColumns columns;
    private final F1Writer writer = new F1Writer();
    private final Tally leftOut = new Tally();

    public CsvRecords(InputFile file) throws IOException {
        this.file = file;
        this.rows = rows(file);
        try {
            this.columns = CsvColumns.of(rows.next().getFields());
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /** Whether these are the columns of a file of readings. */
    public static boolean fits(List<String> header) {
        try {
            var _ = CsvColumns.of(header);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The rows of a CSV file, header or not; closing it closes the file. */
    public static CloseableIterator<CsvRecord> rows(InputFile file) throws IOException {
        return CsvReader.builder()
                .detectBomHeader(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file.open())
                .iterator();
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        try {
            while (rows.hasNext()) {
                var reading = columns.read(rows.next());
                if (reading.hasMeasurement()) {
                    return Optional.of(FileRecord.of(reading, writer));
                }
                leftOut.add("empty");
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
