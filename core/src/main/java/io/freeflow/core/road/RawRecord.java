package io.freeflow.core.road;

import java.util.Optional;

/**
 * Bytes as a source sent them.
 *
 * @param source the feed's name
 * @param lane the partition of traffic-raw it came through
 * @param offset its place in that partition; -1 before the log has it
 * @param replayOf the letter that it was when it came the first time, where it was put back on the log
 */
public record RawRecord(String source, int lane, long offset, byte[] payload, Optional<String> replayOf)
        implements Message {

    /** A record that is judged before the log has it. */
    public RawRecord(String source, byte[] payload) {
        this(source, 0, -1, payload, Optional.empty());
    }

    /** The id of the letter that it becomes if it is rejected: its own place, or that of its first coming. */
    public String letterId() {
        return replayOf.orElseGet(() -> lane + "-" + offset);
    }
}
