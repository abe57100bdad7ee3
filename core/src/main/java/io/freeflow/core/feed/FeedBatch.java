package io.freeflow.core.feed;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a feed says for one tick of its clock.
 *
 * @param completeUntil the feed clock after this batch: everything before it has been sent
 * @param position where to go on after this batch, in the feed's own words
 * @param counts what to add to the feed's ledger: {@code slots}, {@code sent}, {@code missing.<reason>}
 */
public record FeedBatch(Instant completeUntil, String position, List<Item> records, Map<String, Long> counts) {
    public FeedBatch {
        records = List.copyOf(records);
        counts = Map.copyOf(counts);
    }

    /**
     * One raw record.
     *
     * @param key the sensor's id, which chooses the lane
     */
    public record Item(String key, byte[] payload) {}
}
