package io.freeflow.core.alert;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When an alert opens, how bad it is, and what to do then.
 *
 * @param id a short word, unique among the rules
 * @param name what people call it
 * @param holds how long its condition must have held, event time; 0 opens at once
 * @param clears how long its condition must be gone before the alert resolves
 * @param escalation when it becomes worse
 * @param corridors ids such as {@code I-405-N}; empty for all
 * @param quiet when it opens nothing
 * @param playbook what to do, step by step
 */
public record AlertRule(
        String id,
        String name,
        AlertCondition when,
        Severity severity,
        Duration holds,
        Duration clears,
        Optional<Escalation> escalation,
        Set<String> corridors,
        Optional<QuietHours> quiet,
        List<String> playbook) {

    private static final Duration LONGEST = Duration.ofHours(24);

    /** An alert whose stretch is at least so long has this severity. */
    public record Escalation(double atMiles, Severity severity) {}

    public AlertRule {
        if (!id.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("a rule's id is 1 to 40 of a-z, 0-9 and -, was '" + id + "'");
        }
        requireTime("holds", holds);
        requireTime("clears", clears);
        corridors = Set.copyOf(corridors);
        playbook = List.copyOf(playbook);
    }

    /** Whether it looks at a corridor. */
    public boolean covers(String corridorId) {
        return corridors.isEmpty() || corridors.contains(corridorId);
    }

    /** How bad a stretch of this length is. */
    public Severity severityAt(double miles) {
        return escalation
                .filter(worse -> miles >= worse.atMiles())
                .map(Escalation::severity)
                .orElse(severity);
    }

    private static void requireTime(String name, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be 0 to " + LONGEST.toMinutes() + " minutes, was " + time.toMinutes());
        }
    }
}
