package io.freeflow.forecast.evaluate;

import io.freeflow.forecast.time.Calendar;

/**
 * The mean of the same five minutes of the week in the fit rows, or of them and some slots around. A slot without data
 * takes the sensor's mean.
 */
final class WeeklyMean implements Candidate {

    private final int around;
    private float[][] means = new float[0][];
    private int[] slots = new int[0];

    /**
     * A mean not yet fitted.
     *
     * @param around slots to either side that count like the slot itself; 0 is the literature's historical average
     */
    WeeklyMean(int around) {
        this.around = around;
    }

    @Override
    public String name() {
        return "typical week";
    }

    @Override
    public void fit(Matrix matrix, Split split) {
        int sensors = matrix.sensors();
        slots = new int[matrix.rows()];
        for (int row = 0; row < slots.length; row++) {
            slots[row] = Calendar.slotOf(matrix.times()[row]);
        }
        var sums = new double[Calendar.SLOTS][sensors];
        var counts = new int[Calendar.SLOTS][sensors];
        var overall = new double[sensors];
        var overallCounts = new int[sensors];
        for (int row = 0; row < split.fitRows(matrix.rows()); row++) {
            for (int sensor = 0; sensor < sensors; sensor++) {
                if (!matrix.isMissing(row, sensor)) {
                    sums[slots[row]][sensor] += matrix.mph()[row][sensor];
                    counts[slots[row]][sensor]++;
                    overall[sensor] += matrix.mph()[row][sensor];
                    overallCounts[sensor]++;
                }
            }
        }
        means = new float[Calendar.SLOTS][sensors];
        for (int slot = 0; slot < Calendar.SLOTS; slot++) {
            for (int sensor = 0; sensor < sensors; sensor++) {
                double sum = 0;
                int count = 0;
                for (int near = slot - around; near <= slot + around; near++) {
                    sum += sums[Math.floorMod(near, Calendar.SLOTS)][sensor];
                    count += counts[Math.floorMod(near, Calendar.SLOTS)][sensor];
                }
                means[slot][sensor] = (float) (count > 0 ? sum / count : overall[sensor] / overallCounts[sensor]);
            }
        }
    }

    float mph(int row, int sensor) {
        return means[slots[row]][sensor];
    }

    @Override
    public void predict(Matrix matrix, int lastRow, float[] out) {
        for (int sensor = 0; sensor < matrix.sensors(); sensor++) {
            for (int step = 0; step < StandardEvaluation.OUT; step++) {
                out[sensor * StandardEvaluation.OUT + step] = mph(lastRow + 1 + step, sensor);
            }
        }
    }
}
