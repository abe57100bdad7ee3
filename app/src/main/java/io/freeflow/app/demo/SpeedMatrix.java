package io.freeflow.app.demo;

import io.freeflow.feeds.metrla.MetrLaMatrix;
import io.freeflow.forecast.evaluate.Matrix;
import java.time.LocalDateTime;

/** A file of speeds as evaluations take it. */
public final class SpeedMatrix {

    private SpeedMatrix() {}

    /** The same rows and sensors; the rows are not copied. */
    public static Matrix of(MetrLaMatrix file) {
        var times = new LocalDateTime[file.rows()];
        var mph = new float[file.rows()][];
        for (int row = 0; row < times.length; row++) {
            times[row] = file.start(row);
            mph[row] = file.speeds(row);
        }
        return new Matrix(times, mph);
    }
}
