package io.freeflow.app.bench;

import io.freeflow.app.bench.QueueScores.Cells;
import io.freeflow.app.bench.QueueScores.Sums;
import io.freeflow.app.bench.QueueScores.Tails;
import io.freeflow.app.bench.QueueScores.Where;
import io.freeflow.forecast.evaluate.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Queue scores as Markdown. */
final class QueueTables {

    private QueueTables() {}

    static String of(QueueScores scores, List<String> models) {
        return String.join(
                "\n\n",
                "Slower than 30 mph or not, stations up to 4 miles upstream of a queue's head",
                cells(scores, models, Where.QUEUES),
                "The same upstream of the opening incident, until half an hour after it is cleared",
                cells(scores, models, Where.OPENING),
                "How far a queue reaches upstream of its head, all queues; dissolved is 0 miles",
                tails(scores, models, sums -> sums.tails),
                "The same, queues of the opening incident",
                tails(scores, models, sums -> sums.openingTails),
                "Speed, all stations",
                cells(scores, models, Where.ALL),
                "How often it came when so much was said, 30 minutes ahead, stations up to 4 miles upstream of a head",
                reliability(scores, models));
    }

    private static String cells(QueueScores scores, List<String> models, Where where) {
        var table =
                new MarkdownTable("model", "minutes", "cells", "slow %", "Brier", "MAE mph", "in 90 %", "width mph");
        each(scores, models, (model, minutes, sums) -> {
            Cells cells = sums.cells(where);
            table.add(List.of(
                    model,
                    minutes,
                    Long.toString(cells.n),
                    number("%.1f", 100.0 * cells.slow / cells.n),
                    number("%.4f", cells.brier / cells.n),
                    number("%.3f", cells.absolute / cells.n),
                    number("%.1f", 100.0 * cells.covered / cells.n),
                    number("%.1f", cells.width / cells.n)));
        });
        return table.toString();
    }

    private static String tails(QueueScores scores, List<String> models, Function<Sums, Tails> of) {
        var table = new MarkdownTable("model", "minutes", "queues", "mean miles", "MAE miles", "bias miles");
        each(scores, models, (model, minutes, sums) -> {
            Tails tails = of.apply(sums);
            table.add(List.of(
                    model,
                    minutes,
                    Long.toString(tails.n),
                    number("%.2f", tails.miles / tails.n),
                    number("%.3f", tails.absolute / tails.n),
                    number("%+.3f", tails.error / tails.n)));
        });
        return table.toString();
    }

    private static String reliability(QueueScores scores, List<String> models) {
        var table = new MarkdownTable("model", "said %", "cells", "mean said %", "came %");
        each(scores, models, (model, minutes, sums) -> {
            if (!minutes.equals("30")) {
                return;
            }
            Cells cells = sums.cells(Where.QUEUES);
            for (int bin = 0; bin < Cells.BINS; bin++) {
                table.add(List.of(
                        model,
                        "%d-%d".formatted(100 * bin / Cells.BINS, 100 * (bin + 1) / Cells.BINS),
                        Long.toString(cells.inBin[bin]),
                        number("%.1f", 100 * cells.saidInBin[bin] / cells.inBin[bin]),
                        number("%.1f", 100.0 * cells.slowInBin[bin] / cells.inBin[bin])));
            }
        });
        return table.toString();
    }

    /** Takes one row. */
    private interface Row {
        void add(String model, String minutes, Sums sums);
    }

    private static void each(QueueScores scores, List<String> models, Row row) {
        for (String model : models) {
            var sums = scores.of(model);
            for (int i = 0; i < sums.length; i++) {
                row.add(model, Integer.toString(QueueScores.MINUTES.get(i)), sums[i]);
            }
        }
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }
}
