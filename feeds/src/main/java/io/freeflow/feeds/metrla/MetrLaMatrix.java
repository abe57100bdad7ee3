package io.freeflow.feeds.metrla;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * All of METR-LA in memory, by row, for evaluation. Rows are five minutes of the wall clock apart, the hour that never
 * was included, so backtests count rows and never ask for UTC. Immutable, save for the rows, which callers must not
 * change.
 */
public final class MetrLaMatrix {

    private final List<String> sensorIds;
    private final List<LocalDateTime> starts;
    private final List<float[]> speeds;

    private MetrLaMatrix(List<String> sensorIds, List<LocalDateTime> starts, List<float[]> speeds) {
        this.sensorIds = List.copyOf(sensorIds);
        this.starts = List.copyOf(starts);
        this.speeds = List.copyOf(speeds);
    }

    /** Reads a speed file: {@code .csv}, {@code .csv.gz} or {@code .h5}. */
    public static MetrLaMatrix read(Path file) {
        try (var rows = new SpeedFile(file).open()) {
            var starts = new ArrayList<LocalDateTime>();
            var speeds = new ArrayList<float[]>();
            for (var row = rows.next(); row.isPresent(); row = rows.next()) {
                starts.add(row.get().start());
                speeds.add(withoutZeros(row.get().speeds()));
            }
            return new MetrLaMatrix(rows.sensorIds(), starts, speeds);
        }
    }

    private static float[] withoutZeros(double[] speeds) {
        var row = new float[speeds.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = MetrLaFeed.isMissing(speeds[i]) ? Float.NaN : (float) speeds[i];
        }
        return row;
    }

    /** The sensors in the order of the columns. */
    public List<String> sensorIds() {
        return sensorIds;
    }

    public int rows() {
        return starts.size();
    }

    /** The wall clock in Los Angeles at the start of a row. */
    public LocalDateTime start(int row) {
        return starts.get(row);
    }

    /** Speeds of a row in mph in the order of the columns; {@code NaN} is missing. */
    public float[] speeds(int row) {
        return speeds.get(row);
    }
}
