package io.freeflow.pipeline.alert;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertFigures;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.incident.IncidentPlace.OnCorridor;
import io.freeflow.core.queue.Queue;
import io.freeflow.core.queue.Queues;
import io.freeflow.core.road.Incident;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

    /**
     * Reported incidents, each as far back as the queue behind it; those that share stations are one.
     *
     * @param incidents on this corridor now
     */
    static List<Finding> reported(AlertCondition.Reported wanted, Lane lane, double[] mph, List<Incident> incidents) {
        var queues = Queues.find(lane.postmileMiles(), mph);
        var findings = new ArrayList<Finding>();
        for (Incident incident : incidents) {
            if ((wanted.types().isEmpty() || wanted.types().contains(incident.type()))
                    && incident.place() instanceof OnCorridor on) {
                findings.add(behind(
                        lane,
                        mph,
                        queues,
                        lane.lastBefore(on.fromPostmileMiles(), on.toPostmileMiles()),
                        lane.firstBehind(on.fromPostmileMiles(), on.toPostmileMiles()),
                        ""));
            }
        }
        findings.sort(Comparator.comparingInt(Finding::tail));
        var apart = new ArrayList<Finding>();
        for (Finding finding : findings) {
            if (!apart.isEmpty() && finding.tail() <= apart.getLast().head()) {
                var last = apart.removeLast();
                apart.add(behind(lane, mph, queues, last.tail(), Math.max(last.head(), finding.head()), ""));
            } else {
                apart.add(finding);
            }
        }
        return apart;
    }

    /** What is wrong between two stations, as far back as the queue behind it. */
    static Finding behind(Lane lane, double[] mph, List<Queue> queues, int upstream, int downstream, String why) {
        int tail = queues.stream()
                .filter(queue -> queue.tail() <= downstream && queue.head() >= upstream - 1)
                .mapToInt(Queue::tail)
                .min()
                .orElse(upstream);
        tail = Math.min(tail, upstream);
        double slowest = Double.NaN;
        for (int station = tail; station <= downstream; station++) {
            if (!Double.isNaN(mph[station])) {
                slowest = Double.isNaN(slowest) ? mph[station] : Math.min(slowest, mph[station]);
            }
        }
        return new Finding(
                tail,
                downstream,
                true,
                new AlertFigures(slowest, lane.delayMinutes(tail, downstream, mph), Double.NaN, Double.NaN),
                why);
    }

    /**
     * The whole corridor, if too many of its stations say nothing.
     *
     * @param heard {@code NaN} where a station said nothing
     */
    static List<Finding> silence(AlertCondition.Silence wanted, double[] heard) {
        double silent = Arrays.stream(heard).filter(Double::isNaN).count();
        if (heard.length < FEWEST_FOR_SILENCE || silent < wanted.share() * heard.length) {
            return List.of();
        }
        return List.of(new Finding(
                0,
                heard.length - 1,
                true,
                new AlertFigures(Double.NaN, Double.NaN, Double.NaN, 100 * silent / heard.length)));
    }
}
