package io.freeflow.forecast.models;

import io.freeflow.core.forecast.Forecaster;
import io.freeflow.forecast.state.Saved;
import java.util.List;

/** A model that is told how wrong it was. */
public interface LiveModel extends Forecaster {

    /**
     * What it expected in its last forecast, before an interval was put around it. Errors are told against this.
     *
     * @return mph; {@code NaN} if it said nothing
     */
    float point(int sensor, int step);

    /**
     * Tells what happened.
     *
     * @param now the sensor's state when the forecast was made, see {@link StandardModels#now}
     * @param point as {@link #point} said then
     */
    void learn(int step, byte now, float point, float observed);

    /**
     * Tells how an interval did.
     *
     * @param low its 5 % quantile as it was published, in mph
     * @param high its 95 % quantile
     */
    default void learnInterval(int sensor, int step, float low, float high, float observed) {}

    /** Tells that everything about a window was told. */
    void endWindow();

    List<Saved> parts();

    /** The parts in which nothing goes by sensor: what it learnt that holds for other roads too. */
    default List<Saved> learnt() {
        return parts();
    }
}
