package io.freeflow.feeds.simulate.record;

import io.freeflow.core.feed.FeedBatch.Item;
import io.freeflow.feeds.simulate.Transmission;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The records as a feed sends them, faults of delivery included, one a line. */
final class JsonLines implements TickRecorder {

    private final Transmission transmission;
    private final OutputStream out;

    JsonLines(Transmission transmission, OutputStream out) {
        this.transmission = transmission;
        this.out = out;
    }

    @Override
    public void begin() {}

    @Override
    public long tick(Duration tick) throws IOException {
        return write(transmission.tick(tick));
    }

    @Override
    public long end() throws IOException {
        return write(transmission.rest());
    }

    private long write(List<Item> records) throws IOException {
        for (Item record : records) {
            out.write(record.payload());
            out.write('\n');
        }
        return records.size();
    }

    @Override
    public long missing() {
        var reports = transmission.reports();
        return IntStream.range(0, reports.stations()).filter(reports::isMissing).count();
    }

    @Override
    public List<Companion> companions() {
        return List.of();
    }
}
