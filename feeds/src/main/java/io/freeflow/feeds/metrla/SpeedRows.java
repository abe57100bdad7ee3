package io.freeflow.feeds.metrla;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** The rows of a METR-LA speed file, read once from top to bottom. Not thread-safe. */
interface SpeedRows extends AutoCloseable {

    /** The sensors in the order of the columns. */
    List<String> sensorIds();

    /** The next row; empty at the end. */
    Optional<Row> next();

    /** Leaves out rows; ends quietly where the file does. */
    void skip(long rows);

    @Override
    void close();

    /**
     * What all sensors said for five minutes.
     *
     * @param start the wall clock in Los Angeles; in one night of the year it never showed that
     * @param speeds mph in the order of the columns; 0 is missing
     */
    record Row(LocalDateTime start, double[] speeds) {}
}
