package io.freeflow.forecast.evaluate;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.forecast.evaluate.BacktestScores.Regime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The scores of a backtest as tables for people and for programs. */
public final class Leaderboard {

    private static final List<Integer> MINUTES = List.of(15, 30, 60);
    private static final int[] ALL = IntStream.range(0, StandardEvaluation.OUT).toArray();

    private final List<BacktestScores> scores;
    private final BacktestScores reference;

    /**
     * Tables of these scores.
     *
     * @param reference the model that the others are compared with; one of the scores
     */
    public Leaderboard(List<BacktestScores> scores, String reference) {
        this.scores = scores.stream()
                .sorted(Comparator.comparingDouble(
                        (BacktestScores each) -> each.of(ALL).mae()))
                .toList();
        this.reference = scores.stream()
                .filter(each -> each.model().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    /** Markdown. */
    public String tables() {
        return errors() + "\n" + differences() + "\n" + regimes() + "\n" + intervals();
    }

    private String errors() {
        var table = new MarkdownTable("model", "15 min", "30 min", "60 min", "mean of 12", "cells");
        for (BacktestScores each : scores) {
            var row = new ArrayList<>(List.of(each.model()));
            MINUTES.forEach(minutes -> row.add(cell(each.of(Horizons.stepOf(minutes)))));
            row.add(cell(each.of(ALL)));
            row.add(Long.toString(each.of(ALL).cells()));
            table.add(row);
        }
        return "MAE mph / RMSE mph / MAPE %\n\n" + table;
    }

    private static String cell(CellSums sums) {
        return String.format(Locale.ROOT, "%.3f / %.3f / %.2f", sums.mae(), sums.rmse(), sums.mapePercent());
    }

    private String differences() {
        var table = new MarkdownTable("model", "15 min", "30 min", "60 min", "mean of 12");
        for (BacktestScores each : scores) {
            if (each != reference) {
                var row = new ArrayList<>(List.of(each.model()));
                MINUTES.forEach(minutes -> row.add(difference(each, Horizons.stepOf(minutes))));
                row.add(difference(each, ALL));
                table.add(row);
            }
        }
        return "MAE mph against " + reference.model()
                + " on the same cells, with the 95 % interval from 2,000 draws of whole days\n\n" + table;
    }

    private String difference(BacktestScores each, int... steps) {
        var interval = Backtest.difference(each, reference, steps);
        return String.format(Locale.ROOT, "%+.3f (%+.3f to %+.3f)", interval[0], interval[1], interval[2]);
    }

    private String regimes() {
        var table = new MarkdownTable(
                "model", "minutes", "free flow", "onset", "congested", "recovery", "cells, in the same order");
        for (BacktestScores each : scores) {
            for (int minutes : MINUTES) {
                int step = Horizons.stepOf(minutes);
                var row = new ArrayList<>(List.of(each.model(), Integer.toString(minutes)));
                var cells = new ArrayList<String>();
                for (Regime regime : Regime.values()) {
                    var sums = each.ofRegime(regime, step);
                    row.add(number("%.3f", sums.mae()));
                    cells.add(Long.toString(sums.cells()));
                }
                row.add(String.join(" / ", cells));
                table.add(row);
            }
        }
        return "MAE mph by regime, congested below 45 mph, from the last speed to the target's. Onset and recovery are"
                + " known only afterwards\n\n" + table;
    }

    private String intervals() {
        var table = new MarkdownTable(
                "model", "minutes", "in 90 %", "width mph", "Winkler mph", "pinball mph", "least of a sensor, %");
        for (BacktestScores each : scores) {
            for (int minutes : MINUTES) {
                int step = Horizons.stepOf(minutes);
                var sums = each.of(step);
                if (!Double.isNaN(sums.width())) {
                    table.add(List.of(
                            each.model(),
                            Integer.toString(minutes),
                            number("%.1f", sums.coveragePercent()),
                            number("%.2f", sums.width()),
                            number("%.2f", sums.winkler()),
                            number("%.3f", sums.pinball()),
                            number("%.1f", least(each, step))));
                }
            }
        }
        return "90 % intervals, same cells\n\n" + table;
    }

    private static double least(BacktestScores scores, int step) {
        return IntStream.range(0, scores.sensors())
                .mapToObj(sensor -> scores.ofSensor(sensor, step))
                .filter(sums -> sums.cells() > 0)
                .mapToDouble(CellSums::coveragePercent)
                .min()
                .orElse(Double.NaN);
    }

    /**
     * Comma-separated, a header first: every model by all, regime, hour and sensor, at each of the twelve steps.
     *
     * @param sensorIds in the matrix's order
     */
    public String csv(List<String> sensorIds) {
        var lines = new StringBuilder("model,slice,value,minutes,cells,mae_mph,rmse_mph,mape_percent,bias_mph,"
                + "coverage_percent,width_mph,winkler_mph,pinball_mph\n");
        for (BacktestScores each : scores) {
            for (int step : ALL) {
                line(lines, each, "all", "", step, each.of(step));
                for (Regime regime : Regime.values()) {
                    line(lines, each, "regime", regime.toString(), step, each.ofRegime(regime, step));
                }
                for (int hour = 0; hour < 24; hour++) {
                    line(lines, each, "hour", Integer.toString(hour), step, each.ofHour(hour, step));
                }
                for (int sensor = 0; sensor < sensorIds.size(); sensor++) {
                    line(lines, each, "sensor", sensorIds.get(sensor), step, each.ofSensor(sensor, step));
                }
            }
        }
        return lines.toString();
    }

    private static void line(
            StringBuilder lines, BacktestScores scores, String slice, String value, int step, CellSums sums) {
        lines.append(scores.model()).append(',').append(slice).append(',').append(value);
        lines.append(',').append(5 * step + 5).append(',').append(sums.cells());
        for (double figure : new double[] {
            sums.mae(),
            sums.rmse(),
            sums.mapePercent(),
            sums.bias(),
            sums.coveragePercent(),
            sums.width(),
            sums.winkler(),
            sums.pinball()
        }) {
            lines.append(',').append(number("%.4f", figure));
        }
        lines.append('\n');
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }
}
