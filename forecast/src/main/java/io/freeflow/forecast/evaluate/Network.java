package io.freeflow.forecast.evaluate;

import io.freeflow.forecast.network.NetworkModel;
import io.freeflow.forecast.time.Calendar;
import java.util.Arrays;

/** A network that was trained and chosen elsewhere, on the train and validation parts. */
public final class Network implements Candidate {

    private final NetworkModel model;

    public Network(NetworkModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return model.manifest().name() + " " + model.manifest().version() + " (ONNX)";
    }

    @Override
    public void fit(Matrix matrix, Split split) {
        // It comes as it is.
    }

    @Override
    public void predict(Matrix matrix, int lastRow, float[] out) {
        predict(matrix, lastRow, out, new float[out.length], new float[out.length]);
    }

    @Override
    public void predict(Matrix matrix, int lastRow, float[] out, float[] low, float[] high) {
        int first = lastRow + 1 - NetworkModel.ROWS;
        var mph = Arrays.copyOfRange(matrix.mph(), first, lastRow + 1);
        var slots = Arrays.stream(matrix.times(), first, lastRow + 1)
                .mapToInt(Calendar::slotOf)
                .toArray();
        var said = model.forecast(mph, slots);
        for (int sensor = 0; sensor < matrix.sensors(); sensor++) {
            for (int step = 0; step < StandardEvaluation.OUT; step++) {
                int cell = sensor * StandardEvaluation.OUT + step;
                out[cell] = said.median()[step][sensor];
                low[cell] = said.low()[step][sensor];
                high[cell] = said.high()[step][sensor];
            }
        }
    }
}
