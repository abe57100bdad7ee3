package io.freeflow.forecast.evaluate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one model scored in a {@link Backtest}, by step, and within each step by regime, hour, day and sensor. */
public final class BacktestScores {

    private static final int HOURS = 24;

    private final String model;
    private final Map<Regime, CellSums[]> byRegime = new EnumMap<>(Regime.class);
    private final CellSums[][] byHour = sums(HOURS);
    private final CellSums[][] bySensor;
    private final SortedMap<LocalDate, CellSums[]> byDay = new TreeMap<>();

    /** From the state at issue time to the state in the target's window. Onset and recovery are known only afterwards. */
    public enum Regime {
        FREE_FLOW,
        ONSET,
        CONGESTED,
        RECOVERY;

        static Regime of(boolean congestedNow, boolean congestedThen) {
            if (congestedNow) {
                return congestedThen ? CONGESTED : RECOVERY;
            }
            return congestedThen ? ONSET : FREE_FLOW;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    BacktestScores(String model, int sensors) {
        this.model = model;
        this.bySensor = sums(sensors);
        for (Regime regime : Regime.values()) {
            byRegime.put(regime, steps());
        }
    }

    private static CellSums[][] sums(int count) {
        var all = new CellSums[count][];
        Arrays.setAll(all, i -> steps());
        return all;
    }

    private static CellSums[] steps() {
        var all = new CellSums[StandardEvaluation.OUT];
        Arrays.setAll(all, step -> new CellSums());
        return all;
    }

    /** Where a cell counts. */
    List<CellSums> at(int step, int sensor, LocalDateTime time, Regime regime) {
        return List.of(
                byRegime.getOrDefault(regime, steps())[step],
                byHour[time.getHour()][step],
                bySensor[sensor][step],
                byDay.computeIfAbsent(time.toLocalDate(), day -> steps())[step]);
    }

    public String model() {
        return model;
    }

    /** Everything, pooled over some steps. */
    public CellSums of(int... steps) {
        return pool(byRegime.values(), steps);
    }

    public CellSums ofRegime(Regime regime, int... steps) {
        return pool(List.<CellSums[]>of(byRegime.getOrDefault(regime, steps())), steps);
    }

    public CellSums ofHour(int hour, int... steps) {
        return pool(List.<CellSums[]>of(byHour[hour]), steps);
    }

    public CellSums ofSensor(int sensor, int... steps) {
        return pool(List.<CellSums[]>of(bySensor[sensor]), steps);
    }

    int sensors() {
        return bySensor.length;
    }

    List<LocalDate> days() {
        return List.copyOf(byDay.keySet());
    }

    CellSums ofDay(LocalDate day, int step) {
        return byDay.getOrDefault(day, steps())[step];
    }

    private static CellSums pool(Collection<CellSums[]> rows, int... steps) {
        var pooled = new CellSums();
        for (CellSums[] row : rows) {
            for (int step : steps) {
                pooled.add(row[step]);
            }
        }
        return pooled;
    }
}
