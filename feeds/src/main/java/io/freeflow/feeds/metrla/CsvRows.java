package io.freeflow.feeds.metrla;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Rows of comma-separated speeds under a header whose first column is the time. */
final class CsvRows implements SpeedRows {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Path path;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> sensorIds;

    private CsvRows(Path path, CloseableIterator<CsvRecord> records) {
        this.path = path;
        this.records = records;
        if (!records.hasNext()) {
            throw new IllegalArgumentException(path + " is empty");
        }
        var header = records.next().getFields();
        this.sensorIds = List.copyOf(header.subList(1, header.size()));
    }

    static CsvRows open(Path path, InputStream bytes) {
        var reader = new InputStreamReader(bytes, StandardCharsets.US_ASCII);
        var records = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(reader)
                .iterator();
        return new CsvRows(path, records);
    }

    @Override
    public List<String> sensorIds() {
        return sensorIds;
    }

    @Override
    public Optional<Row> next() {
        return records.hasNext() ? Optional.of(row(records.next())) : Optional.empty();
    }

    @Override
    public void skip(long rows) {
        for (long i = 0; i < rows && records.hasNext(); i++) {
            records.next();
        }
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + path, e);
        }
    }

    private Row row(CsvRecord record) {
        if (record.getFieldCount() != sensorIds.size() + 1) {
            throw new IllegalArgumentException(path + " line " + record.getStartingLineNumber() + " has "
                    + record.getFieldCount() + " fields, the header has " + (sensorIds.size() + 1));
        }
        try {
            var speeds = new double[sensorIds.size()];
            for (int i = 0; i < speeds.length; i++) {
                speeds[i] = Double.parseDouble(record.getField(i + 1));
            }
            return new Row(LocalDateTime.parse(record.getField(0), TIME), speeds);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException(path + " line " + record.getStartingLineNumber() + " is not a row", e);
        }
    }
}
