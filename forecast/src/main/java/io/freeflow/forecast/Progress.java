package io.freeflow.forecast;

import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import java.nio.ByteBuffer;
import java.time.Instant;

/** How far a region has come: its newest complete window and the newest feed clock among its inputs. */
final class Progress implements Saved {

    private long newest = Long.MIN_VALUE;
    private Instant clock = Instant.EPOCH;
    private boolean changed;

    long newest() {
        return newest;
    }

    void reach(long window) {
        newest = window;
        changed = true;
    }

    Instant clock() {
        return clock;
    }

    void hear(Instant knownAt) {
        if (knownAt.isAfter(clock)) {
            clock = knownAt;
            changed = true;
        }
    }

    @Override
    public String kind() {
        return "progress";
    }

    @Override
    public int headerBytes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void save(Granules granules) {
        if (changed) {
            changed = false;
            var bytes = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES);
            bytes.putLong(newest).putLong(clock.getEpochSecond()).putInt(clock.getNano());
            granules.put(kind(), "all", bytes.array());
        }
    }

    @Override
    public void restore(String key, byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        newest = in.getLong();
        clock = Instant.ofEpochSecond(in.getLong(), in.getInt());
    }

    @Override
    public void touch() {
        changed = true;
    }
}
