package io.freeflow.feeds.csv;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

/**
 * A CSV file of readings and how to take it.
 *
 * @param readings a file, {@code .gz} or not, with a header under the names of {@link io.freeflow.feeds.formats.Field}, in the order of time
 * @param info who the feed is
 * @param zone the zone of timestamps that have none
 * @param period the length of an interval where the file has no period_seconds
 */
public record CsvSource(Path readings, FeedInfo info, ZoneId zone, Duration period) {

    public CsvSource {
        if (!period.isPositive()) {
            throw new IllegalArgumentException("the period must be above 0, was " + period);
        }
    }

    public Feed.Opener opener() {
        return position -> CsvFeed.open(this, position.map(CsvPosition::of).orElse(CsvPosition.START));
    }
}
