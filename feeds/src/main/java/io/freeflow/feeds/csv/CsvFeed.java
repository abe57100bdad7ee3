package io.freeflow.feeds.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.formats.F1Writer;
import io.freeflow.feeds.formats.WallClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The replay of a CSV file, a batch for each run of rows with one timestamp. Texts are sent as they stand; validate
 * judges them. A row without any measurement is missing. A row that goes back in time is sent, but the feed clock never
 * goes back, so it is late. A row whose time we cannot read travels with the batch before it.
 */
final class CsvFeed implements Feed {

    static final String EMPTY = Counters.MISSING + "empty";

    private final CsvSource source;
    private final WallClock clock;
    private final Instant first;
    private @Nullable Instant last;
    private final CloseableIterator<CsvRecord> rows;
    private final CsvColumns columns;
    private final F1Writer writer = new F1Writer();
    private @Nullable RawReading upcoming;
    private CsvPosition position;

    private CsvFeed(CsvSource source, CloseableIterator<CsvRecord> rows, CsvPosition position) {
        this.source = source;
        this.clock = new WallClock(source.zone());
        this.rows = rows;
        this.columns = CsvColumns.of(rows.next().getFields());
        this.position = position;
        this.first = findFirst().orElse(Instant.EPOCH);
        for (long row = 0; row < position.row() && rows.hasNext(); row++) {
            rows.next();
        }
        this.upcoming = read();
    }

    static CsvFeed open(CsvSource source, CsvPosition position) {
        var rows = rows(source);
        try {
            if (!rows.hasNext()) {
                throw new IllegalArgumentException(source.readings() + " is empty");
            }
            return new CsvFeed(source, rows, position);
        } catch (RuntimeException e) {
            close(rows);
            throw e;
        }
    }

    private static CloseableIterator<CsvRecord> rows(CsvSource source) {
        try {
            var reader = CsvReader.builder()
                    .detectBomHeader(true)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
            var file = source.readings();
            return file.toString().endsWith(".gz")
                    ? reader.ofCsvRecord(new GZIPInputStream(Files.newInputStream(file)))
                            .iterator()
                    : reader.ofCsvRecord(file).iterator();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source.readings(), e);
        }
    }

    private @Nullable RawReading read() {
        return rows.hasNext() ? columns.read(rows.next()) : null;
    }

    @Override
    public FeedInfo info() {
        return source.info();
    }

    @Override
    public Optional<FeedBatch> next() {
        if (upcoming == null) {
            return Optional.empty();
        }
        var records = new ArrayList<FeedBatch.Item>();
        Instant completeUntil = position.clock();
        Optional<WallClock.Moment> time = Optional.empty();
        long slots = 0;
        for (var row = upcoming; row != null; row = upcoming) {
            var rowTime = time(row);
            if (time.isPresent() && rowTime.isPresent() && !rowTime.equals(time)) {
                break;
            }
            time = time.or(() -> rowTime);
            completeUntil = later(completeUntil, end(rowTime, row));
            slots++;
            if (isMeasured(row)) {
                records.add(new FeedBatch.Item(Objects.requireNonNullElse(row.sensorId(), ""), writer.write(row)));
            }
            upcoming = read();
        }
        position = new CsvPosition(position.row() + slots, completeUntil);
        long sent = records.size();
        return Optional.of(new FeedBatch(
                completeUntil,
                position.toString(),
                records,
                Map.of(Counters.SLOTS, slots, Counters.SENT, sent, EMPTY, slots - sent)));
    }

    private Optional<WallClock.Moment> time(RawReading row) {
        return Optional.ofNullable(row.timestamp()).flatMap(clock::find);
    }

    private Instant end(Optional<WallClock.Moment> start, RawReading row) {
        return start.map(time -> time.shown() ? time.instant().plus(period(row)) : time.instant())
                .orElse(Instant.EPOCH);
    }

    private Duration period(RawReading row) {
        try {
            var text = row.periodSeconds();
            return text == null ? source.period() : Duration.ofSeconds((long) Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return source.period();
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static boolean isMeasured(RawReading row) {
        return row.speedMph() != null || row.flowVph() != null || row.occupancyPercent() != null;
    }

    @Override
    public Instant liveFrom() {
        return first;
    }

    @Override
    public Optional<Double> progress(Instant completeUntil) {
        var end = last == null ? findLast().orElse(first) : last;
        last = end;
        double whole = Duration.between(first, end).toMillis();
        double done = Duration.between(first, completeUntil).toMillis();
        return Optional.of(whole <= 0 ? 1.0 : Math.clamp(done / whole, 0.0, 1.0));
    }

    private Optional<Instant> findFirst() {
        try (var all = rows(source)) {
            all.next();
            while (all.hasNext()) {
                var time = time(columns.read(all.next()));
                if (time.isPresent()) {
                    return time.map(WallClock.Moment::instant);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source.readings(), e);
        }
    }

    private Optional<Instant> findLast() {
        try (var all = rows(source)) {
            all.next();
            Optional<Instant> newest = Optional.empty();
            while (all.hasNext()) {
                var row = columns.read(all.next());
                var end = end(time(row), row);
                newest = newest.filter(end::isBefore).or(() -> Optional.of(end));
            }
            return newest;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source.readings(), e);
        }
    }

    @Override
    public void close() {
        close(rows);
    }

    private static void close(CloseableIterator<CsvRecord> rows) {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a CSV file", e);
        }
    }
}
