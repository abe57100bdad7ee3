package io.freeflow.forecast.models;

import io.freeflow.core.forecast.History;

/** One expected speed for each sensor and step; its interval comes from how wrong it was so far. */
interface PointModel {

    String name();

    String version();

    /** Writes mph by [sensor][step]; {@code NaN} where it has nothing to say. */
    void points(History history, float[] out);
}
