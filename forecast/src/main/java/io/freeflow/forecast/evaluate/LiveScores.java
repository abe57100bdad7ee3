package io.freeflow.forecast.evaluate;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.core.road.ScoreSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How good the forecasts were that really were issued. Not to be set beside {@link StandardTable}: the cells differ, and
 * live models had learnt only from what was before them.
 */
public final class LiveScores {

    private static final List<Integer> MINUTES = List.of(15, 30, 60);

    private LiveScores() {}

    /**
     * A Markdown table of sheets, pooled over their regions and days.
     *
     * @param baseline the model that skill is measured against: 1 is perfect, 0 no better than it
     */
    public static String table(List<ScoreSheet> sheets, String baseline) {
        var byModel = new TreeMap<String, List<ScoreSums>>();
        for (ScoreSheet sheet : sheets) {
            byModel.merge(sheet.model(), sheet.steps(), LiveScores::plus);
        }
        var table = new MarkdownTable(
                "model",
                "minutes",
                "cells",
                "MAE mph",
                "RMSE mph",
                "MAPE %",
                "bias mph",
                "in 90 %",
                "width mph",
                "skill vs " + baseline);
        byModel.forEach((model, steps) -> {
            for (int minutes : MINUTES) {
                int step = Horizons.stepOf(minutes);
                var reference = Optional.ofNullable(byModel.get(baseline)).map(all -> all.get(step));
                table.add(row(model, minutes, steps.get(step), reference));
            }
        });
        return "Live, as issued\n\n" + table;
    }

    private static List<String> row(String model, int minutes, ScoreSums sums, Optional<ScoreSums> reference) {
        // A skill on other cells would be a lie.
        var skill = reference
                .filter(same -> same.n() == sums.n() && sums.n() > 0)
                .map(same -> number("%.3f", 1 - sums.mae() / same.mae()))
                .orElse("");
        return List.of(
                model,
                Integer.toString(minutes),
                Long.toString(sums.n()),
                number("%.3f", sums.mae()),
                number("%.3f", sums.rmse()),
                number("%.2f", sums.mapePercent()),
                number("%.2f", sums.bias()),
                number("%.1f", sums.coverage90Percent()),
                number("%.1f", sums.width90()),
                skill);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }

    private static List<ScoreSums> plus(List<ScoreSums> one, List<ScoreSums> other) {
        var sums = new ArrayList<ScoreSums>();
        for (int step = 0; step < Horizons.STEPS; step++) {
            sums.add(one.get(step).plus(other.get(step)));
        }
        return sums;
    }
}
