package io.freeflow.core.forecast;

import io.freeflow.core.network.Sensor;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What a forecaster may know when it speaks: the newest closed windows of a region's network, and the calendar they
 * stand in. Holds nothing that was learnt after its newest window closed, save revisions of the windows in it.
 */
public interface History {

    /** The region's sensors in the network's order. */
    List<Sensor> sensors();

    /** The zone of the road's wall clock. */
    ZoneId zone();

    /** End of the newest window. */
    Instant issuedAt();

    /** How many windows it reaches back, the newest included. */
    int windows();

    /**
     * Observed speed of one sensor in one window, never imputed.
     *
     * @param back windows before the newest: 0 is the newest, at most {@code windows() - 1}
     * @return mph; {@code NaN} if it was not observed
     */
    float mph(int sensor, int back);
}
