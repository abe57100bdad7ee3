package io.freeflow.forecast.evaluate;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.forecast.evaluate.Literature.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results of the standard evaluation beside what the literature reports for the same data and protocol. */
public final class StandardTable {

    private static final String MEASURED = "measured here";
    private static final List<Integer> MINUTES = List.of(15, 30, 60);

    private StandardTable() {}

    /** A Markdown table, weakest at 60 minutes first. */
    public static String of(List<StandardEvaluation.Result> results, List<Literature.Row> literature) {
        var rows = new ArrayList<>(literature);
        results.forEach(result -> rows.add(row(result)));
        rows.sort((one, other) -> Double.compare(other.at60().mae(), one.at60().mae()));
        var table = new MarkdownTable("model", "15 min", "30 min", "60 min", "mean of 12", "source");
        for (Literature.Row row : rows) {
            table.add(List.of(
                    row.model(), cell(row.at15()), cell(row.at30()), cell(row.at60()), cell(row.mean()), row.source()));
        }
        return "Standard protocol, test part: MAE mph / RMSE mph / MAPE %\n\n" + table;
    }

    /** A Markdown table of the 90 % intervals of those that give any. */
    public static String intervals(List<StandardEvaluation.Result> results) {
        var table = new MarkdownTable("model", "minutes", "cells", "in 90 %", "width mph");
        for (StandardEvaluation.Result result : results) {
            for (int minutes : MINUTES) {
                var sums = result.steps().get(Horizons.stepOf(minutes));
                if (!Double.isNaN(sums.width90())) {
                    table.add(List.of(
                            result.model(),
                            Integer.toString(minutes),
                            Long.toString(sums.n()),
                            String.format(Locale.ROOT, "%.1f", sums.coverage90Percent()),
                            String.format(Locale.ROOT, "%.1f", sums.width90())));
                }
            }
        }
        return "90 % intervals, same cells\n\n" + table;
    }

    private static Literature.Row row(StandardEvaluation.Result result) {
        return new Literature.Row(
                result.model(), at(result, 15), at(result, 30), at(result, 60), errors(result.all()), MEASURED);
    }

    private static Errors at(StandardEvaluation.Result result, int minutes) {
        return errors(result.steps().get(Horizons.stepOf(minutes)));
    }

    private static Errors errors(ScoreSums sums) {
        return new Errors(sums.mae(), sums.rmse(), sums.mapePercent());
    }

    private static String cell(Errors errors) {
        if (Double.isNaN(errors.mae())) {
            return "";
        }
        return Double.isNaN(errors.rmse())
                ? String.format(Locale.ROOT, "%.3f", errors.mae())
                : String.format(Locale.ROOT, "%.3f / %.3f / %.2f", errors.mae(), errors.rmse(), errors.mape());
    }
}
