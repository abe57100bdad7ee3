package io.freeflow.core.feed;

/**
 * Who a feed is.
 *
 * @param name stands in every reading; lower case, digits and dashes
 * @param label what people see
 */
public record FeedInfo(String name, Kind kind, String label) {

    /** Where a feed's data come from. */
    public enum Kind {
        SIMULATED,
        REPLAY,
        EXTERNAL
    }
}
