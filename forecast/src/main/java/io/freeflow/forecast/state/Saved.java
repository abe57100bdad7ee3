package io.freeflow.forecast.state;

/**
 * A piece of state that is written in granules of its own kind. A granule has a header and then the same number of bytes
 * for each sensor, or a header only.
 */
public interface Saved {

    /** The kind of its granules, no other piece of the same region has it. */
    String kind();

    /** Bytes before the first sensor; {@link Integer#MAX_VALUE} if nothing in it goes by sensor. */
    int headerBytes();

    /** Writes every granule that changed since the last call. */
    void save(Granules granules);

    /** Takes back a granule, its sensors in today's order. */
    void restore(String key, byte[] bytes);

    /** Makes the next {@link #save} write everything. */
    void touch();
}
