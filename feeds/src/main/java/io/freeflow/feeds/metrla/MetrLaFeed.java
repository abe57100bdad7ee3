package io.freeflow.feeds.metrla;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.feeds.formats.F1Writer;
import io.freeflow.feeds.formats.WallClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The replay of METR-LA, a batch for each row. A speed of 0 is missing, and so are the rows of the spring night's hour
 * that never was: those are batches without records that leave the feed clock where it is.
 */
public final class MetrLaFeed implements Feed {

    public static final FeedInfo INFO = new FeedInfo("metr-la", FeedInfo.Kind.REPLAY, "METR-LA 2012 replay");
    static final String ZERO_MEANS_MISSING = Counters.MISSING + "zero-means-missing";
    static final String NONEXISTENT_LOCAL_TIME = Counters.MISSING + "nonexistent-local-time";

    private static final WallClock CLOCK = new WallClock(MetrLaNetwork.ZONE);
    private static final int PERIOD_SECONDS = (int) FiveMinutes.LENGTH.toSeconds();

    private final SpeedFile file;
    private final SpeedRows rows;
    private final List<String> sensorIds;
    private final LocalDateTime first;
    private final F1Writer writer = new F1Writer();
    private Optional<SpeedRows.Row> upcoming;
    private long index;
    private long rowCount = -1;

    private MetrLaFeed(SpeedFile file, SpeedRows rows, long index) {
        this.file = file;
        this.rows = rows;
        this.sensorIds = rows.sensorIds();
        this.upcoming = rows.next();
        this.first = upcoming.orElseThrow(() -> new IllegalArgumentException(file.path() + " has no rows"))
                .start();
        if (index > 0) {
            rows.skip(index - 1);
            this.upcoming = rows.next();
        }
        this.index = index;
    }

    /** Opens feeds on a speed file: {@code .csv}, {@code .csv.gz} or {@code .h5}. */
    public static Opener opener(Path speeds) {
        return position ->
                open(new SpeedFile(speeds), position.map(MetrLaFeed::index).orElse(0L));
    }

    private static MetrLaFeed open(SpeedFile file, long index) {
        var rows = file.open();
        try {
            return new MetrLaFeed(file, rows, index);
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private static long index(String position) {
        if (!position.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("a position of METR-LA is the index of a row, was '" + position + "'");
        }
        return Long.parseLong(position);
    }

    @Override
    public FeedInfo info() {
        return INFO;
    }

    @Override
    public Optional<FeedBatch> next() {
        var row = upcoming;
        if (row.isEmpty()) {
            return Optional.empty();
        }
        upcoming = rows.next();
        index++;
        return row.map(this::batch);
    }

    private FeedBatch batch(SpeedRows.Row row) {
        Instant start = CLOCK.instantOf(row.start());
        long slots = sensorIds.size();
        if (!CLOCK.shows(row.start())) {
            return new FeedBatch(
                    start,
                    Long.toString(index),
                    List.of(),
                    Map.of(Counters.SLOTS, slots, Counters.SENT, 0L, NONEXISTENT_LOCAL_TIME, slots));
        }
        var records = records(start.toEpochMilli(), row.speeds());
        long sent = records.size();
        return new FeedBatch(
                start.plus(FiveMinutes.LENGTH),
                Long.toString(index),
                records,
                Map.of(Counters.SLOTS, slots, Counters.SENT, sent, ZERO_MEANS_MISSING, slots - sent));
    }

    private List<FeedBatch.Item> records(long startMillis, double[] speeds) {
        var records = new ArrayList<FeedBatch.Item>(speeds.length);
        for (int i = 0; i < speeds.length; i++) {
            if (!isMissing(speeds[i])) {
                var id = sensorIds.get(i);
                records.add(new FeedBatch.Item(
                        id, writer.write(id, startMillis, PERIOD_SECONDS, speeds[i], Double.NaN, Double.NaN)));
            }
        }
        return records;
    }

    static boolean isMissing(double speed) {
        return speed == 0 || Double.isNaN(speed);
    }

    @Override
    public Instant liveFrom() {
        return CLOCK.instantOf(first);
    }

    @Override
    public Optional<Double> progress(Instant completeUntil) {
        if (rowCount < 0) {
            rowCount = file.countRows();
        }
        long done = Duration.between(first, CLOCK.at(completeUntil)).dividedBy(FiveMinutes.LENGTH);
        return Optional.of(Math.clamp((double) done / rowCount, 0.0, 1.0));
    }

    @Override
    public void close() {
        rows.close();
    }
}
