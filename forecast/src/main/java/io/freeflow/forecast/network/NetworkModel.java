package io.freeflow.forecast.network;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.forecast.time.Calendar;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A network in a model folder: model.onnx with its manifest.json. Its contract, with S sensors:
 *
 * <ul>
 *   <li>in {@code speed_mph} float32 [windows, 12, S], oldest row first, 0 = missing
 *   <li>in {@code time_of_day} int64 [windows, 12], five-minute slots of the local day, 0 to 287
 *   <li>in {@code day_of_week} int64 [windows, 12], Monday = 0
 *   <li>out {@code quantiles_mph} float32 [windows, 3, 12, S]: p05, p50, p95
 * </ul>
 *
 * <p>Scaling and what to do with missing speeds are the model's own affair. Safe for several threads.
 */
public final class NetworkModel implements AutoCloseable {

    /** Rows of five minutes that a forecast is made from, and that it is made for. */
    public static final int ROWS = Horizons.STEPS;

    private static final int QUANTILES = 3;
    private static final float MAX_MPH = 100;
    private static final String SPEED = "speed_mph";
    private static final String TIME = "time_of_day";
    private static final String DAY = "day_of_week";
    private static final String OUTPUT = "quantiles_mph";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Manifest manifest;
    private final OrtSession session;

    private NetworkModel(Manifest manifest, OrtSession session) {
        this.manifest = manifest;
        this.session = session;
    }

    /**
     * What is expected of the next twelve rows, in mph by [row][sensor]. Its arrays are not copied.
     *
     * @param low 5 % are below
     * @param high 5 % are above
     */
    public record Quantiles(float[][] low, float[][] median, float[][] high) {}

    /**
     * Loads the model of a folder, which works on one core.
     *
     * @throws IllegalArgumentException if the manifest is missing or unfit, the model is not the one that it was written
     *     for, or takes or gives other tensors than the contract says
     */
    public static NetworkModel open(Path folder) {
        var manifest = Manifest.read(folder);
        var bytes = manifest.model(folder);
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            var model =
                    new NetworkModel(manifest, OrtEnvironment.getEnvironment().createSession(bytes, options));
            model.checkContract();
            return model;
        } catch (OrtException e) {
            throw new IllegalArgumentException("ONNX Runtime cannot load the model of " + folder, e);
        }
    }

    private void checkContract() throws OrtException {
        long sensors = manifest.sensors().size();
        try {
            check(session.getInputInfo(), SPEED, OnnxJavaType.FLOAT, -1, ROWS, sensors);
            check(session.getInputInfo(), TIME, OnnxJavaType.INT64, -1, ROWS);
            check(session.getInputInfo(), DAY, OnnxJavaType.INT64, -1, ROWS);
            check(session.getOutputInfo(), OUTPUT, OnnxJavaType.FLOAT, -1, QUANTILES, ROWS, sensors);
        } catch (IllegalArgumentException e) {
            close();
            throw e;
        }
    }

    private void check(Map<String, NodeInfo> found, String name, OnnxJavaType type, long... shape) {
        var node = found.get(name);
        if (node == null || !(node.getInfo() instanceof TensorInfo info)) {
            throw new IllegalArgumentException("%s has no tensor %s, only %s".formatted(this, name, found.keySet()));
        }
        if (info.type != type || !Arrays.equals(info.getShape(), shape)) {
            throw new IllegalArgumentException("%s: %s must be %s %s, was %s %s"
                    .formatted(this, name, type, Arrays.toString(shape), info.type, Arrays.toString(info.getShape())));
        }
    }

    /**
     * Asks it once, for the hour after a silent one.
     *
     * @throws IllegalArgumentException if what it says is no speed
     */
    void tryOut() {
        int sensors = manifest.sensors().size();
        var said = forecast(new float[ROWS][sensors], new int[ROWS]);
        for (int row = 0; row < ROWS; row++) {
            for (int sensor = 0; sensor < sensors; sensor++) {
                float low = said.low()[row][sensor];
                float median = said.median()[row][sensor];
                float high = said.high()[row][sensor];
                if (!(low <= median && median <= high && low > -MAX_MPH && high < 2 * MAX_MPH)) {
                    throw new IllegalArgumentException(
                            "%s says %s, %s, %s mph as 5, 50 and 95 %% of sensor %s at %d minutes after a silent hour"
                                    .formatted(
                                            this,
                                            low,
                                            median,
                                            high,
                                            manifest.sensors().get(sensor),
                                            5 * row + 5));
                }
            }
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    /**
     * Forecasts the twelve rows after a window.
     *
     * @param mph [row][sensor], twelve rows, oldest first; 0 and {@code NaN} are missing
     * @param slots of each row in its local week, as {@link Calendar#slotOf} counts
     */
    public Quantiles forecast(float[][] mph, int[] slots) {
        int sensors = manifest.sensors().size();
        if (mph.length != ROWS || slots.length != ROWS) {
            throw new IllegalArgumentException(
                    this + " needs " + ROWS + " rows, was given " + mph.length + " and " + slots.length + " slots");
        }
        var speeds = FloatBuffer.allocate(ROWS * sensors);
        for (float[] row : mph) {
            if (row.length != sensors) {
                throw new IllegalArgumentException(this + " knows " + sensors + " sensors, was given " + row.length);
            }
            for (float speed : row) {
                speeds.put(speed > 0 ? speed : 0);
            }
        }
        var time = Arrays.stream(slots).mapToLong(slot -> slot % Calendar.SLOTS_A_DAY);
        var day = Arrays.stream(slots).mapToLong(slot -> slot / Calendar.SLOTS_A_DAY);
        var shape = new long[] {1, ROWS};
        try (var in1 = OnnxTensor.createTensor(environment, speeds.flip(), new long[] {1, ROWS, sensors});
                var in2 = OnnxTensor.createTensor(environment, LongBuffer.wrap(time.toArray()), shape);
                var in3 = OnnxTensor.createTensor(environment, LongBuffer.wrap(day.toArray()), shape);
                var result = session.run(Map.of(SPEED, in1, TIME, in2, DAY, in3))) {
            var quantiles = ((float[][][][]) result.get(0).getValue())[0];
            return new Quantiles(quantiles[0], quantiles[1], quantiles[2]);
        } catch (OrtException e) {
            throw new IllegalStateException(this + " failed", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("cannot close " + this, e);
        }
    }

    @Override
    public String toString() {
        return "model " + manifest.name() + " " + manifest.version();
    }
}
