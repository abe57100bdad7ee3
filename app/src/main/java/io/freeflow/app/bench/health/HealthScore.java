package io.freeflow.app.bench.health;

import io.freeflow.core.health.Suspicion;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Faults that were found, and suspicions that were right. */
final class HealthScore {

    /** What is found so soon after a fault's end is of the fault: the window has to close. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(10);

    private final Map<SensorFault.Kind, Faults> faults = new EnumMap<>(SensorFault.Kind.class);
    private final Map<Suspicion, Tally> suspicions = new EnumMap<>(Suspicion.class);
    private int days;

    private static final class Faults {
        int all;
        final List<Double> minutes = new ArrayList<>();
        final Map<Suspicion, Integer> namedAs = new EnumMap<>(Suspicion.class);
    }

    private static final class Tally {
        int right;
        int all;
    }

    /**
     * Adds days of one city.
     *
     * @param counted the time that counts
     * @param truth all faults, those before it too
     * @param places the sensors, or lanes, that a fault can show at
     */
    void add(
            Interval counted,
            int daysCounted,
            List<SensorFault> truth,
            List<Spell> spells,
            Function<SensorFault, List<String>> places) {
        days += daysCounted;
        var spellsAt = new HashMap<String, List<Spell>>();
        spells.forEach(spell -> spellsAt.computeIfAbsent(spell.sensorId(), id -> new ArrayList<>())
                .add(spell));
        var faultsAt = new HashMap<String, List<SensorFault>>();
        for (SensorFault fault : truth) {
            for (String place : places.apply(fault)) {
                faultsAt.computeIfAbsent(place, id -> new ArrayList<>()).add(fault);
            }
            if (counted.contains(fault.interval().start())) {
                look(fault, places.apply(fault), spellsAt);
            }
        }
        for (Spell spell : spells) {
            if (counted.contains(spell.found())) {
                judge(spell, faultsAt.getOrDefault(spell.sensorId(), List.of()));
            }
        }
    }

    private void look(SensorFault fault, List<String> places, Map<String, List<Spell>> spellsAt) {
        if (places.isEmpty()) {
            return;
        }
        var count = faults.computeIfAbsent(fault.kind(), kind -> new Faults());
        count.all++;
        places.stream()
                .flatMap(place -> spellsAt.getOrDefault(place, List.of()).stream())
                .filter(spell -> spell.until().isAfter(fault.interval().start())
                        && spell.found().isBefore(fault.interval().end().plus(AFTERWARDS)))
                .min(Comparator.comparing(Spell::found))
                .ifPresent(spell -> {
                    var found = later(spell.found(), fault.interval().start());
                    count.minutes.add(
                            Duration.between(fault.interval().start(), found).toSeconds() / 60.0);
                    count.namedAs.merge(spell.suspicion(), 1, Integer::sum);
                });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void judge(Spell spell, List<SensorFault> there) {
        var tally = suspicions.computeIfAbsent(spell.suspicion(), one -> new Tally());
        tally.all++;
        boolean right = there.stream()
                .map(SensorFault::interval)
                .anyMatch(fault -> fault.start().isBefore(spell.found())
                        && fault.end().plus(AFTERWARDS).isAfter(spell.since()));
        tally.right += right ? 1 : 0;
    }

    HealthScore plus(HealthScore other) {
        var sum = new HealthScore();
        for (HealthScore one : List.of(this, other)) {
            sum.days += one.days;
            one.faults.forEach((kind, count) -> {
                var all = sum.faults.computeIfAbsent(kind, key -> new Faults());
                all.all += count.all;
                all.minutes.addAll(count.minutes);
                count.namedAs.forEach((suspicion, times) -> all.namedAs.merge(suspicion, times, Integer::sum));
            });
            one.suspicions.forEach((suspicion, tally) -> {
                var all = sum.suspicions.computeIfAbsent(suspicion, key -> new Tally());
                all.all += tally.all;
                all.right += tally.right;
            });
        }
        return sum;
    }

    int days() {
        return days;
    }

    List<SensorFault.Kind> kinds() {
        return List.copyOf(faults.keySet());
    }

    List<Suspicion> suspicions() {
        return List.copyOf(suspicions.keySet());
    }

    int faults(SensorFault.Kind kind) {
        var count = faults.get(kind);
        return count == null ? 0 : count.all;
    }

    /** Percent of the faults of a kind during which something stood against their sensor. */
    double found(SensorFault.Kind kind) {
        var count = faults.get(kind);
        return count == null ? Double.NaN : 100.0 * count.minutes.size() / count.all;
    }

    /** Of those that were found, from the fault's begin until the word. */
    double medianMinutes(SensorFault.Kind kind) {
        var count = faults.get(kind);
        if (count == null || count.minutes.isEmpty()) {
            return Double.NaN;
        }
        return count.minutes.stream().sorted().toList().get(count.minutes.size() / 2);
    }

    /** What was told first of faults of a kind, the most frequent first, with how often. */
    String namedAs(SensorFault.Kind kind) {
        var count = faults.get(kind);
        return count == null
                ? ""
                : String.join(
                        ", ",
                        count.namedAs.entrySet().stream()
                                .sorted(Map.Entry.<Suspicion, Integer>comparingByValue()
                                        .reversed())
                                .limit(3)
                                .map(one -> one.getKey().wireName() + " " + one.getValue())
                                .toList());
    }

    int told(Suspicion suspicion) {
        var tally = suspicions.get(suspicion);
        return tally == null ? 0 : tally.all;
    }

    /** Percent of a suspicion's words that were of some fault of their sensor. */
    double precision(Suspicion suspicion) {
        var tally = suspicions.get(suspicion);
        return tally == null ? Double.NaN : 100.0 * tally.right / tally.all;
    }

    /** Words of no fault, a day, in the whole city. */
    double falseADay(Suspicion suspicion) {
        var tally = suspicions.get(suspicion);
        return tally == null ? 0 : (double) (tally.all - tally.right) / days;
    }

    double falseADay() {
        return suspicions.keySet().stream().mapToDouble(this::falseADay).sum();
    }
}
