package io.freeflow.pipeline.alert;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertFigures;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.queue.Queue;
import io.freeflow.core.queue.Queues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where conditions hold on one corridor. Arrays follow its stations; {@code NaN} is missing. */
final class Conditions {

    /** Fewer stations say nothing about a corridor's silence. */
    private static final int FEWEST_FOR_SILENCE = 4;

    private Conditions() {}

    /**
     * Queues of a closed window.
     *
     * @param lowMph the 5 % quantile of what was forecast for it
     */
    static List<Finding> queues(AlertCondition.Queue wanted, Lane lane, double[] mph, double[] lowMph) {
        var findings = new ArrayList<Finding>();
        for (Queue queue : Queues.find(lane.postmileMiles(), mph)) {
            int observed = 0;
            int surprising = 0;
            double slowest = Double.NaN;
            for (int station = queue.tail(); station <= queue.head(); station++) {
                if (Double.isNaN(mph[station])) {
                    continue;
                }
                observed++;
                if (mph[station] < lowMph[station]) {
                    surprising++;
                }
                slowest = Double.isNaN(slowest) ? mph[station] : Math.min(slowest, mph[station]);
            }
            double miles = Math.abs(lane.postmileMiles()[queue.tail()] - lane.postmileMiles()[queue.head()]);
            findings.add(new Finding(
                    queue.tail(),
                    queue.head(),
                    miles >= wanted.atLeastMiles() && surprising >= wanted.surprisingShare() * observed,
                    new AlertFigures(
                            slowest, lane.delayMinutes(queue.tail(), queue.head(), mph), Double.NaN, Double.NaN)));
        }
        return findings;
    }

    /**
     * Stretches that flow now and are forecast to queue.
     *
     * @param mph the newest closed window
     */
    static List<Finding> queuesAhead(AlertCondition.QueueAhead wanted, Lane lane, double[] mph, Outlook outlook) {
        double[] slow = outlook.slow(lane, Horizons.stepOf(wanted.horizonMinutes()));
        var likely = slow.clone();
        for (int station = 0; station < likely.length; station++) {
            if (mph[station] < Queues.BELOW_MPH) {
                likely[station] = 0;
            }
        }
        var findings = new ArrayList<Finding>();
        for (Queue queue : Queues.where(lane.postmileMiles(), likely, each -> each >= wanted.probability())) {
            double miles = Math.abs(lane.postmileMiles()[queue.tail()] - lane.postmileMiles()[queue.head()]);
            double least = Arrays.stream(likely, queue.tail(), queue.head() + 1)
                    .filter(each -> !Double.isNaN(each))
                    .min()
                    .orElse(Double.NaN);
            findings.add(new Finding(
                    queue.tail(),
                    queue.head(),
                    miles >= wanted.atLeastMiles(),
                    new AlertFigures(Double.NaN, Double.NaN, least, Double.NaN)));
        }
        return findings;
    }

    /** The whole corridor, if too many of its stations say nothing. */
    static List<Finding> silence(AlertCondition.Silence wanted, Lane lane, double[] mph) {
        double silent = Arrays.stream(mph).filter(Double::isNaN).count();
        if (mph.length < FEWEST_FOR_SILENCE || silent < wanted.share() * mph.length) {
            return List.of();
        }
        return List.of(new Finding(
                0,
                mph.length - 1,
                true,
                new AlertFigures(Double.NaN, Double.NaN, Double.NaN, 100 * silent / mph.length)));
    }
}
