package io.freeflow.app.bench;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertRule;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rules of queues with other thresholds, one beside the other. */
final class AlertTuning {

    private AlertTuning() {}

    static void run(AlertTrial trial, List<Long> seeds, List<AlertRule> shipped, PrintWriter out) {
        var rules = new ArrayList<AlertRule>();
        for (AlertRule rule : shipped) {
            rules.add(rule);
            switch (rule.when()) {
                case AlertCondition.Queue queue
                when queue.surprisingShare() > 0 -> {
                    for (double miles : new double[] {0.3, 1, 2}) {
                        for (double share : new double[] {0.5, 0.75, 1}) {
                            for (int holds : new int[] {0, 5, 10}) {
                                rules.add(variant(
                                        rule, miles + " " + share, new AlertCondition.Queue(miles, share), holds));
                            }
                        }
                    }
                }
                case AlertCondition.Queue queue -> {
                    for (double miles : new double[] {4, 6, 8, 10}) {
                        rules.add(variant(rule, miles + " mi", new AlertCondition.Queue(miles, 0), 10));
                    }
                }
                case AlertCondition.QueueAhead ahead -> {
                    for (double probability : new double[] {0.6, 0.7, 0.8, 0.9}) {
                        for (int holds : new int[] {5, 10}) {
                            rules.add(variant(
                                    rule,
                                    "p " + probability,
                                    new AlertCondition.QueueAhead(
                                            ahead.horizonMinutes(), probability, ahead.atLeastMiles()),
                                    holds));
                        }
                    }
                }
                default -> {}
            }
        }
        AlertReport.print(trial.run(seeds, List.of(rules)).getFirst(), seeds, out);
    }

    /** A rule's id is a word, so that a variant's says what is other in one. */
    private static AlertRule variant(AlertRule rule, String what, AlertCondition when, int holdsMinutes) {
        return new AlertRule(
                (rule.id() + "-" + what + "-" + holdsMinutes).replaceAll("[^a-z0-9-]+", "-"),
                rule.name(),
                when,
                rule.severity(),
                Duration.ofMinutes(holdsMinutes),
                rule.clears(),
                rule.escalation(),
                rule.corridors(),
                rule.quiet(),
                rule.playbook());
    }
}
