package io.freeflow.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a person wants of the demo. The port and the data folder are settings: {@code serve.port} and
 * {@code embedded.data-dir}.
 *
 * @param start whether to go on with what the data folder holds
 * @param seed of the simulator
 * @param network road map of the simulator; empty is Los Angeles
 * @param speedup feed seconds per wall second; empty as fast as possible
 * @param speeds measured speeds of the feed
 * @param sensors places of the feed's sensors
 * @param graph distances between the feed's sensors
 * @param duration wall time to run; empty until stopped
 */
public record DemoOptions(
        Start start,
        Feed feed,
        long seed,
        Optional<Path> network,
        OptionalDouble speedup,
        Optional<Path> speeds,
        Optional<Path> sensors,
        Optional<Path> graph,
        Optional<Duration> duration,
        Face face,
        LogFormat logs) {

    /** Where the readings come from. */
    public enum Feed {
        SIMULATE,
        METR_LA,
        CSV,
        NONE
    }

    public enum Start {
        RESUME,
        RESET
    }

    /** Whether somebody looks at the pages. */
    public enum Face {
        PAGES,
        HEADLESS
    }
}
