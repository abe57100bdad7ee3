package io.freeflow.kafka;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A feed that shows each batch to a test before it hands it on. */
public record FeedTap(Feed feed, Instant liveFrom, Consumer<FeedBatch> tap) implements Feed {

    public static Feed.Opener on(Feed.Opener opener, Consumer<FeedBatch> tap) {
        return position -> {
            Feed feed = opener.open(position);
            return new FeedTap(feed, feed.liveFrom(), tap);
        };
    }

    public static Feed.Opener liveFrom(Instant instant, Feed.Opener opener) {
        return position -> new FeedTap(opener.open(position), instant, batch -> {});
    }

    @Override
    public FeedInfo info() {
        return feed.info();
    }

    @Override
    public Optional<FeedBatch> next() {
        Optional<FeedBatch> next = feed.next();
        next.ifPresent(tap);
        return next;
    }

    @Override
    public Optional<Double> progress(Instant completeUntil) {
        return feed.progress(completeUntil);
    }

    @Override
    public void close() {
        feed.close();
    }
}
