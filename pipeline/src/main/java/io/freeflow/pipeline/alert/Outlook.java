package io.freeflow.pipeline.alert;

import io.freeflow.core.alert.AlertOutlook;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.queue.Queue;
import io.freeflow.core.queue.Queues;
import io.freeflow.core.queue.Reach;
import io.freeflow.core.road.Forecast;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One forecast as alerts read it. */
final class Outlook {

    /** Far enough to act on, near enough to trust. */
    private static final int AHEAD_MINUTES = 30;

    private final Forecast forecast;
    private final Map<String, Integer> rows = new HashMap<>();

    Outlook(Forecast forecast) {
        this.forecast = forecast;
        for (int row = 0; row < forecast.sensorIds().size(); row++) {
            rows.put(forecast.sensorIds().get(row), row);
        }
    }

    /** How probable it is that each station of a corridor is in a queue; {@code NaN} where nothing is forecast. */
    double[] slow(Lane lane, int step) {
        var slow = new double[lane.stations().size()];
        for (int station = 0; station < slow.length; station++) {
            var row = rows.get(lane.stations().get(station).sensor().id());
            slow[station] =
                    row == null ? Double.NaN : forecast.speedsMph().probabilityBelow(row, step, Queues.BELOW_MPH);
        }
        return slow;
    }

    /** A quantile of a sensor's speed in mph; {@code NaN} where nothing is forecast. */
    float mph(String sensorId, int step, int quantile) {
        var row = rows.get(sensorId);
        return row == null ? Float.NaN : (float) forecast.speedsMph().mph(row, step, quantile);
    }

    /** What becomes of a queue; empty where nothing is forecast. */
    Optional<AlertOutlook> of(Lane lane, AlertPlace place) {
        int tail = lane.find(place.tailSensorId()).orElseThrow();
        int head = lane.find(place.headSensorId()).orElseThrow();
        double[] slow = slow(lane, Horizons.stepOf(AHEAD_MINUTES));
        return switch (Queues.reach(new Queue(tail, head), lane.postmileMiles(), slow)) {
            case Reach.Queued queued ->
                Optional.of(new AlertOutlook(
                        AHEAD_MINUTES,
                        Math.abs(lane.postmileMiles()[queued.tail()] - place.headPostmileMiles()),
                        queued.probability()));
            case Reach.Dissolved dissolved -> Optional.of(new AlertOutlook(AHEAD_MINUTES, 0, dissolved.probability()));
            case Reach.Unknown unknown -> Optional.empty();
        };
    }
}
