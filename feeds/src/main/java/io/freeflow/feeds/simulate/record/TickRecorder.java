package io.freeflow.feeds.simulate.record;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Writes a simulation in one format, tick by tick. Not thread-safe. */
interface TickRecorder {

    /** Writes what comes before the first tick. */
    void begin() throws IOException;

    /**
     * Lets a tick pass and writes what comes in it.
     *
     * @return the number of records written
     */
    long tick(Duration tick) throws IOException;

    /**
     * Writes what comes after the last tick.
     *
     * @return the number of records written
     */
    long end() throws IOException;

    /** Stations that the last tick has no report of. */
    long missing();

    /** What stands beside the recording: the network in the same layout. */
    List<Companion> companions();
}
