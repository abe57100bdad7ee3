package io.freeflow.app.bench.health;

import static java.util.stream.Collectors.toMap;

import io.freeflow.core.health.DayStatus;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.time.Interval;
import io.freeflow.pipeline.health.DayTests;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Days that were diagnosed, against what was broken in the hours that are looked at. A fault is long if it stands for a
 * quarter of them, 4 hours and 15 minutes: of one so long a day's verdict should tell.
 */
final class DayScore {

    private static final int LONG_SHARE = 4;

    private final Map<SensorFault.Kind, FaultDays> faults = new EnumMap<>(SensorFault.Kind.class);
    private final Map<DayStatus, Verdicts> verdicts = new EnumMap<>(DayStatus.class);
    private long days;
    private long sensorDays;
    private long longSensorDays;

    /** Sensor-days with one kind of fault. */
    static final class FaultDays {
        private int all;
        private int found;
        private int allShort;
        private int foundShort;
        private final Map<DayStatus, Integer> toldAs = new EnumMap<>(DayStatus.class);

        /** With a long fault. */
        int all() {
            return all;
        }

        /** Percent of them that were told as bad. */
        double found() {
            return 100.0 * found / all;
        }

        /** With none that is long. */
        int allShort() {
            return allShort;
        }

        double foundShort() {
            return 100.0 * foundShort / allShort;
        }

        /** As what those with a long fault were told, the most frequent first, with how often. */
        String toldAs() {
            return String.join(
                    ", ",
                    toldAs.entrySet().stream()
                            .sorted(Map.Entry.<DayStatus, Integer>comparingByValue()
                                    .reversed())
                            .limit(3)
                            .map(one -> one.getKey().wireName() + " " + one.getValue())
                            .toList());
        }

        private void add(FaultDays other) {
            all += other.all;
            found += other.found;
            allShort += other.allShort;
            foundShort += other.foundShort;
            other.toldAs.forEach((status, times) -> toldAs.merge(status, times, Integer::sum));
        }
    }

    /** Sensor-days of which one verdict was told. */
    static final class Verdicts {
        private int all;
        private int right;
        private int rightLong;

        int all() {
            return all;
        }

        /** Percent of them with any fault, however short. */
        double right() {
            return 100.0 * right / all;
        }

        /** Percent of them with a long fault. */
        double rightLong() {
            return 100.0 * rightLong / all;
        }

        private void add(Verdicts other) {
            all += other.all;
            right += other.right;
            rightLong += other.rightLong;
        }
    }

    /**
     * Adds a day of one city.
     *
     * @param sensors how many sensors, or lanes, it has
     * @param truth all faults, those of other days too
     * @param told all bad days, others too
     * @param places the sensors, or lanes, that a fault can show at
     */
    void add(
            LocalDate date,
            ZoneId zone,
            int sensors,
            List<SensorFault> truth,
            Collection<BadDay> told,
            Function<SensorFault, List<String>> places) {
        var hours = DayTests.hoursOf(date, zone);
        var longest = longest(hours, truth, places);
        var bad = told.stream().filter(day -> day.date().equals(date)).collect(toMap(BadDay::sensorId, BadDay::status));
        days++;
        sensorDays += sensors;
        longSensorDays += longest.values().stream()
                .filter(kinds -> kinds.values().stream().anyMatch(stood -> isLong(stood, hours)))
                .count();
        longest.forEach((place, kinds) -> kinds.forEach(
                (kind, stood) -> count(of(kind), isLong(stood, hours), bad.getOrDefault(place, DayStatus.GOOD))));
        bad.forEach((place, status) -> {
            var stood = longest.getOrDefault(place, Map.of()).values();
            var count = verdicts.computeIfAbsent(status, one -> new Verdicts());
            count.all++;
            count.right += stood.isEmpty() ? 0 : 1;
            count.rightLong += stood.stream().anyMatch(one -> isLong(one, hours)) ? 1 : 0;
        });
    }

    /** How long the longest fault of each kind stood at each place in some hours. */
    private static Map<String, Map<SensorFault.Kind, Duration>> longest(
            Interval hours, List<SensorFault> truth, Function<SensorFault, List<String>> places) {
        var longest = new HashMap<String, Map<SensorFault.Kind, Duration>>();
        for (SensorFault fault : truth) {
            var stood = overlap(fault.interval(), hours);
            if (stood.isPositive()) {
                for (String place : places.apply(fault)) {
                    longest.computeIfAbsent(place, id -> new EnumMap<>(SensorFault.Kind.class))
                            .merge(fault.kind(), stood, (one, other) -> one.compareTo(other) > 0 ? one : other);
                }
            }
        }
        return longest;
    }

    private static Duration overlap(Interval one, Interval other) {
        var start = one.start().isAfter(other.start()) ? one.start() : other.start();
        var end = one.end().isBefore(other.end()) ? one.end() : other.end();
        return Duration.between(start, end);
    }

    private static boolean isLong(Duration stood, Interval hours) {
        return stood.multipliedBy(LONG_SHARE).compareTo(hours.length()) >= 0;
    }

    private static void count(FaultDays count, boolean isLong, DayStatus status) {
        int found = status == DayStatus.GOOD ? 0 : 1;
        if (!isLong) {
            count.allShort++;
            count.foundShort += found;
            return;
        }
        count.all++;
        count.found += found;
        if (found > 0) {
            count.toldAs.merge(status, 1, Integer::sum);
        }
    }

    private FaultDays of(SensorFault.Kind kind) {
        return faults.computeIfAbsent(kind, one -> new FaultDays());
    }

    DayScore plus(DayScore other) {
        var sum = new DayScore();
        for (DayScore one : List.of(this, other)) {
            sum.days += one.days;
            sum.sensorDays += one.sensorDays;
            sum.longSensorDays += one.longSensorDays;
            one.faults.forEach((kind, count) -> sum.of(kind).add(count));
            one.verdicts.forEach((status, count) ->
                    sum.verdicts.computeIfAbsent(status, key -> new Verdicts()).add(count));
        }
        return sum;
    }

    /** Days of one sensor, or lane. */
    long sensorDays() {
        return sensorDays;
    }

    /** Percent of sensor-days with a long fault: a verdict by chance would be right so often. */
    double longPercent() {
        return 100.0 * longSensorDays / sensorDays;
    }

    Map<SensorFault.Kind, FaultDays> faults() {
        return faults;
    }

    Map<DayStatus, Verdicts> verdicts() {
        return verdicts;
    }

    /** Sensor-days without any fault of which a verdict was told, a day, in the whole city. */
    double falseADay(DayStatus status) {
        var count = verdicts.get(status);
        return count == null ? 0 : (double) (count.all - count.right) / days;
    }
}
