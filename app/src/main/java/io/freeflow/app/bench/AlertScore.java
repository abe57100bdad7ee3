package io.freeflow.app.bench;

import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** What alerts were in how many days, against the truth. */
final class AlertScore {

    /** What opens so soon after the last one of its rule there is the same again. */
    static final Duration FLAPS_WITHIN = Duration.ofMinutes(15);

    private int days;
    private int visible;
    private final Map<String, OfRule> byRule = new LinkedHashMap<>();
    private final List<Double> minutesToAny = new ArrayList<>();

    /** The alerts of one rule. */
    static final class OfRule {
        int opened;
        int high;
        int judged;
        int right;
        int caused;
        int besideItsOwn;
        int besideAnother;
        int reopened;
        int windows;
        int causedWindows;
        final List<Double> minutesOpen = new ArrayList<>();
        final List<Double> minutesToFind = new ArrayList<>();

        private void add(OfRule other) {
            opened += other.opened;
            high += other.high;
            judged += other.judged;
            right += other.right;
            caused += other.caused;
            besideItsOwn += other.besideItsOwn;
            besideAnother += other.besideAnother;
            reopened += other.reopened;
            windows += other.windows;
            causedWindows += other.causedWindows;
            minutesOpen.addAll(other.minutesOpen);
            minutesToFind.addAll(other.minutesToFind);
        }
    }

    int days() {
        return days;
    }

    int visible() {
        return visible;
    }

    Map<String, OfRule> byRule() {
        return byRule;
    }

    OfRule of(String ruleId) {
        return Objects.requireNonNull(byRule.get(ruleId), ruleId);
    }

    /** From the beginning of each visible incident to the first alert of it, of whatever rule. */
    List<Double> minutesToAny() {
        return minutesToAny;
    }

    /**
     * Counts a day.
     *
     * @param lives all alerts, those of other days too, the first one first
     * @param end of what was looked at
     */
    void add(AlertTruth truth, List<AlertRule> rules, List<AlertLife> lives, Interval day, Instant end) {
        days++;
        for (AlertRule rule : rules) {
            var sums = byRule.computeIfAbsent(rule.id(), key -> new OfRule());
            lives.stream()
                    .filter(life -> life.ruleId().equals(rule.id()) && day.contains(life.openedAt()))
                    .forEach(life -> count(sums, truth, rule, life, lives, day, end));
        }
        for (Happening happening : truth.happenings()) {
            if (happening.visible()) {
                visible++;
                byRule.forEach((id, sums) -> minutesToFind(
                                truth, happening, lives, life -> life.ruleId().equals(id))
                        .ifPresent(sums.minutesToFind::add));
                minutesToFind(truth, happening, lives, life -> true).ifPresent(minutesToAny::add);
            }
        }
    }

    private static void count(
            OfRule sums,
            AlertTruth truth,
            AlertRule rule,
            AlertLife life,
            List<AlertLife> lives,
            Interval day,
            Instant end) {
        sums.opened++;
        sums.high += life.worst().compareTo(Severity.HIGH) >= 0 ? 1 : 0;
        truth.isRight(rule.when(), life.place(), life.openedAt()).ifPresent(right -> {
            sums.judged++;
            sums.right += right ? 1 : 0;
        });
        sums.caused += truth.isCaused(life.place(), AlertTruth.windowBefore(life.openedAt())) ? 1 : 0;
        var standing = lives.stream()
                .filter(other -> isBefore(other, life, lives)
                        && other.standsAt(life.openedAt())
                        && AlertLife.overlap(other.placeAt(life.openedAt()), life.place()))
                .toList();
        boolean ownStands = standing.stream().anyMatch(other -> other.ruleId().equals(life.ruleId()));
        boolean anotherStands =
                standing.stream().anyMatch(other -> !other.ruleId().equals(life.ruleId()));
        sums.besideItsOwn += ownStands ? 1 : 0;
        sums.besideAnother += anotherStands ? 1 : 0;
        sums.reopened += lives.stream().anyMatch(other -> reopens(life, other)) ? 1 : 0;
        var until = life.resolvedAt().orElse(end);
        sums.minutesOpen.add(minutes(life.openedAt(), until));
        var window = AlertTruth.windowBefore(life.openedAt());
        while (window.isBefore(until) && day.contains(window)) {
            sums.windows++;
            sums.causedWindows += truth.isCaused(life.placeAt(window.plus(FiveMinutes.LENGTH)), window) ? 1 : 0;
            window = window.plus(FiveMinutes.LENGTH);
        }
    }

    /** Of two that open at once, the first in the list was there before. */
    private static boolean isBefore(AlertLife other, AlertLife life, List<AlertLife> lives) {
        return other.openedAt().isBefore(life.openedAt())
                || (other.openedAt().equals(life.openedAt()) && lives.indexOf(other) < lives.indexOf(life));
    }

    private static boolean reopens(AlertLife life, AlertLife other) {
        return other.ruleId().equals(life.ruleId())
                && other.resolvedAt()
                        .filter(over -> !over.isAfter(life.openedAt())
                                && !over.plus(FLAPS_WITHIN).isBefore(life.openedAt()))
                        .isPresent()
                && AlertLife.overlap(other.states().getLast().place(), life.place());
    }

    private static Optional<Double> minutesToFind(
            AlertTruth truth, Happening happening, List<AlertLife> lives, Predicate<AlertLife> wanted) {
        return lives.stream()
                .filter(wanted)
                .filter(life -> truth.isOf(life.place(), life.openedAt(), happening))
                .min(Comparator.comparing(AlertLife::openedAt))
                .map(life -> minutes(happening.incident().interval().start(), life.openedAt()));
    }

    private static double minutes(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / 60.0;
    }

    /** Adds the days of another. */
    AlertScore plus(AlertScore other) {
        var sum = new AlertScore();
        for (AlertScore one : List.of(this, other)) {
            sum.days += one.days;
            sum.visible += one.visible;
            sum.minutesToAny.addAll(one.minutesToAny);
            one.byRule.forEach((id, sums) ->
                    sum.byRule.computeIfAbsent(id, key -> new OfRule()).add(sums));
        }
        return sum;
    }

    static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
    }

    /** Of an even number, the upper of the two in the middle. */
    static double median(List<Double> values) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }
}
