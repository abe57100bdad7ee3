package io.freeflow.feeds.metrla;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Rows of {@code metr-la.h5}, a pandas data frame in PyTables' fixed format: {@code axis0} the sensors, {@code axis1}
 * the times as nanoseconds of the wall clock, {@code block0_values} the speeds. All values are held in memory.
 *
 * <p>Tested with a small file of that layout written by pandas; the real file was not at hand.
 */
final class HdfRows implements SpeedRows {

    private static final long NANOS = 1_000_000_000;

    private final List<String> sensorIds;
    private final long[] times;
    private final double[][] speeds;
    private int next;

    private HdfRows(List<String> sensorIds, long[] times, double[][] speeds) {
        this.sensorIds = sensorIds;
        this.times = times;
        this.speeds = speeds;
    }

    static HdfRows open(Path path) {
        try (var file = new HdfFile(path)) {
            var frame = findFrame(file)
                    .orElseThrow(() -> new IllegalArgumentException(
                            path + " has no group with axis0, axis1 and block0_values, as pandas writes them"));
            var rows = new HdfRows(ids(frame), (long[]) data(frame, "axis1"), matrix(data(frame, "block0_values")));
            rows.check(path);
            return rows;
        } catch (HdfException | ClassCastException e) {
            throw new IllegalArgumentException(path + " is not a pandas data frame of speeds", e);
        }
    }

    private void check(Path path) {
        if (speeds.length != times.length || (speeds.length > 0 && speeds[0].length != sensorIds.size())) {
            throw new IllegalArgumentException(path + ": the shapes of axis0, axis1 and block0_values do not agree");
        }
    }

    int size() {
        return times.length;
    }

    @Override
    public List<String> sensorIds() {
        return sensorIds;
    }

    @Override
    public Optional<Row> next() {
        if (next >= times.length) {
            return Optional.empty();
        }
        long nanos = times[next];
        var start = LocalDateTime.ofEpochSecond(
                Math.floorDiv(nanos, NANOS), (int) Math.floorMod(nanos, NANOS), ZoneOffset.UTC);
        return Optional.of(new Row(start, speeds[next++]));
    }

    @Override
    public void skip(long rows) {
        next = (int) Math.min(times.length, next + rows);
    }

    @Override
    public void close() {}

    private static Optional<Group> findFrame(Group group) {
        if (group.getChildren().containsKey("block0_values")) {
            return Optional.of(group);
        }
        for (Node child : group) {
            if (child instanceof Group inner) {
                var found = findFrame(inner);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Object data(Group frame, String name) {
        return ((Dataset) frame.getChild(name)).getData();
    }

    private static List<String> ids(Group frame) {
        return switch (data(frame, "axis0")) {
            case String[] texts -> List.of(texts);
            case long[] numbers ->
                Arrays.stream(numbers).mapToObj(Long::toString).toList();
            default -> throw new ClassCastException("axis0 is neither text nor whole numbers");
        };
    }

    private static double[][] matrix(Object values) {
        if (values instanceof float[][] floats) {
            return Arrays.stream(floats).map(HdfRows::widen).toArray(double[][]::new);
        }
        return (double[][]) values;
    }

    private static double[] widen(float[] row) {
        var wide = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            wide[i] = row[i];
        }
        return wide;
    }
}
