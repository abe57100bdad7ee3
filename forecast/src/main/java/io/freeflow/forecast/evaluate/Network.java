package io.freeflow.forecast.evaluate;

import io.freeflow.forecast.network.NetworkModel;
import io.freeflow.forecast.time.Calendar;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A network that was trained and chosen elsewhere, on the train and validation parts. */
public final class Network implements Candidate {

    private final NetworkModel model;
    private int askedAt = -1;
    private NetworkModel.@Nullable Quantiles answer;

    public Network(NetworkModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return model.manifest().name() + " " + model.manifest().version() + " (ONNX)";
    }

    @Override
    public void fit(Matrix matrix, Split split) {
        answer = null; // it comes as it is
    }

    @Override
    public void predict(Matrix matrix, int lastRow, float[] out) {
        predict(matrix, lastRow, out, new float[out.length], new float[out.length]);
    }

    @Override
    public void predict(Matrix matrix, int lastRow, float[] out, float[] low, float[] high) {
        var said = ask(matrix, lastRow);
        for (int sensor = 0; sensor < matrix.sensors(); sensor++) {
            for (int step = 0; step < StandardEvaluation.OUT; step++) {
                int cell = sensor * StandardEvaluation.OUT + step;
                out[cell] = said.median()[step][sensor];
                low[cell] = said.low()[step][sensor];
                high[cell] = said.high()[step][sensor];
            }
        }
    }

    /** Once for each row, whoever wants to know. */
    private NetworkModel.Quantiles ask(Matrix matrix, int lastRow) {
        var known = answer;
        if (known == null || askedAt != lastRow) {
            int first = lastRow + 1 - NetworkModel.ROWS;
            var slots = Arrays.stream(matrix.times(), first, lastRow + 1)
                    .mapToInt(Calendar::slotOf)
                    .toArray();
            known = model.forecast(Arrays.copyOfRange(matrix.mph(), first, lastRow + 1), slots);
            answer = known;
            askedAt = lastRow;
        }
        return known;
    }
}
