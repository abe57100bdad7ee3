package io.freeflow.forecast.models;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import io.freeflow.forecast.time.Calendar;
import java.nio.ByteBuffer;

/** One linear regression of the twelve steps for each situation, learnt as the windows come in. */
final class Regression implements Saved {

    /*
     * Normal equations (X'X + RIDGE I) b = X'y, one X'X for the twelve right-hand sides of a situation, solved by Cholesky.
     * The ridge draws every coefficient to 0, which is to say: to the model whose rest is being explained. Sums halve in
     * four weeks.
     */
    private static final double RIDGE = 100;

    private static final double KEEP = Math.pow(0.5, 1.0 / (4 * Calendar.SLOTS));

    private final String model;
    private final int situations;
    private final int inputs;
    private final double[][] squares;
    private final double[][] products;
    private final double[][] coefficients;
    private final double[] factor;
    private boolean stale = true;
    private boolean changed;

    Regression(String model, int situations, int inputs) {
        this.model = model;
        this.situations = situations;
        this.inputs = inputs;
        this.squares = new double[situations][inputs * inputs];
        this.products = new double[situations][Horizons.STEPS * inputs];
        this.coefficients = new double[situations][Horizons.STEPS * inputs];
        this.factor = new double[inputs * inputs];
    }

    /** Lets what was learnt before a window weigh a little less. */
    void fade() {
        for (int situation = 0; situation < situations; situation++) {
            scale(squares[situation]);
            scale(products[situation]);
        }
        stale = true;
        changed = true;
    }

    private static void scale(double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] *= KEEP;
        }
    }

    /** Takes in what came of a situation: one rest for each step. */
    void learn(int situation, float[] input, float[] rests) {
        var square = squares[situation];
        for (int row = 0; row < inputs; row++) {
            double value = input[row];
            if (value != 0) {
                for (int column = 0; column <= row; column++) {
                    square[row * inputs + column] += value * input[column];
                }
            }
        }
        var product = products[situation];
        for (int step = 0; step < Horizons.STEPS; step++) {
            double rest = rests[step];
            for (int i = 0; i < inputs; i++) {
                product[step * inputs + i] += rest * input[i];
            }
        }
    }

    /** What is to be expected of a step. */
    double rest(int situation, int step, float[] input) {
        if (stale) {
            solve();
        }
        var coefficient = coefficients[situation];
        double rest = 0;
        for (int i = 0; i < inputs; i++) {
            rest += coefficient[step * inputs + i] * input[i];
        }
        return rest;
    }

    private void solve() {
        stale = false;
        for (int situation = 0; situation < situations; situation++) {
            factor(squares[situation]);
            for (int step = 0; step < Horizons.STEPS; step++) {
                solve(products[situation], coefficients[situation], step * inputs);
            }
        }
    }

    /** Cholesky's lower triangle of the squares and the ridge. */
    private void factor(double[] square) {
        for (int row = 0; row < inputs; row++) {
            for (int column = 0; column <= row; column++) {
                double sum = square[row * inputs + column] + (row == column ? RIDGE : 0);
                for (int i = 0; i < column; i++) {
                    sum -= factor[row * inputs + i] * factor[column * inputs + i];
                }
                factor[row * inputs + column] = row == column ? Math.sqrt(sum) : sum / factor[column * inputs + column];
            }
        }
    }

    private void solve(double[] product, double[] out, int first) {
        for (int row = 0; row < inputs; row++) {
            double sum = product[first + row];
            for (int i = 0; i < row; i++) {
                sum -= factor[row * inputs + i] * out[first + i];
            }
            out[first + row] = sum / factor[row * inputs + row];
        }
        for (int row = inputs - 1; row >= 0; row--) {
            double sum = out[first + row];
            for (int i = row + 1; i < inputs; i++) {
                sum -= factor[i * inputs + row] * out[first + i];
            }
            out[first + row] = sum / factor[row * inputs + row];
        }
    }

    @Override
    public String kind() {
        return "regression-" + model;
    }

    @Override
    public int headerBytes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void save(Granules granules) {
        if (changed) {
            changed = false;
            var bytes = ByteBuffer.allocate(situations * inputs * (inputs + Horizons.STEPS) * Double.BYTES);
            for (int situation = 0; situation < situations; situation++) {
                bytes.asDoubleBuffer().put(squares[situation]).put(products[situation]);
                bytes.position(bytes.position() + inputs * (inputs + Horizons.STEPS) * Double.BYTES);
            }
            granules.put(kind(), "all", bytes.array());
        }
    }

    @Override
    public void restore(String key, byte[] bytes) {
        var in = ByteBuffer.wrap(bytes).asDoubleBuffer();
        for (int situation = 0; situation < situations; situation++) {
            in.get(squares[situation]).get(products[situation]);
        }
        stale = true;
    }

    @Override
    public void touch() {
        changed = true;
    }
}
