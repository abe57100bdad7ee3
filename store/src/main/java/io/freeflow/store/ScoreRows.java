package io.freeflow.store;

import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.core.road.ScoreSheet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** How good forecasts were, one row for each region, model and local day. */
final class ScoreRows {

    private static final String UPSERT = """
            insert into scores (region, model, day, n, absolute, squared, percent, percent_cells, error, covered, width)
            values (:region, :model, :day, :n, :absolute, :squared, :percent, :percentCells, :error, :covered, :width)
            on conflict (region, model, day) do update set n = excluded.n, absolute = excluded.absolute,
                squared = excluded.squared, percent = excluded.percent, percent_cells = excluded.percent_cells,
                error = excluded.error, covered = excluded.covered, width = excluded.width""";

    private ScoreRows() {}

    static void write(Handle handle, Collection<ScoreSheet> sheets) {
        if (sheets.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(UPSERT);
        sheets.stream()
                .sorted(Comparator.comparing(ScoreSheet::region)
                        .thenComparing(ScoreSheet::model)
                        .thenComparing(ScoreSheet::day))
                .forEach(sheet -> batch.bind("region", Text.clean(sheet.region()))
                        .bind("model", Text.clean(sheet.model()))
                        .bind("day", sheet.day())
                        .bindArray("n", Long.class, each(sheet, ScoreSums::n))
                        .bindArray("absolute", Double.class, each(sheet, ScoreSums::absolute))
                        .bindArray("squared", Double.class, each(sheet, ScoreSums::squared))
                        .bindArray("percent", Double.class, each(sheet, ScoreSums::percent))
                        .bindArray("percentCells", Long.class, each(sheet, ScoreSums::percentCells))
                        .bindArray("error", Double.class, each(sheet, ScoreSums::error))
                        .bindArray("covered", Long.class, each(sheet, ScoreSums::covered))
                        .bindArray("width", Double.class, each(sheet, ScoreSums::width))
                        .add());
        batch.execute();
    }

    static List<ScoreSheet> list(Handle handle) {
        return handle.createQuery("select * from scores order by region, model, day")
                .map((row, context) -> new ScoreSheet(
                        row.getString("region"),
                        row.getString("model"),
                        row.getObject("day", LocalDate.class),
                        steps(row)))
                .list();
    }

    private static <T> List<T> each(ScoreSheet sheet, Function<ScoreSums, T> value) {
        return sheet.steps().stream().map(value).toList();
    }

    private static List<ScoreSums> steps(ResultSet row) throws SQLException {
        var n = (Long[]) row.getArray("n").getArray();
        var absolute = (Double[]) row.getArray("absolute").getArray();
        var squared = (Double[]) row.getArray("squared").getArray();
        var percent = (Double[]) row.getArray("percent").getArray();
        var percentCells = (Long[]) row.getArray("percent_cells").getArray();
        var error = (Double[]) row.getArray("error").getArray();
        var covered = (Long[]) row.getArray("covered").getArray();
        var width = (Double[]) row.getArray("width").getArray();
        var steps = new ArrayList<ScoreSums>(n.length);
        for (int i = 0; i < n.length; i++) {
            steps.add(new ScoreSums(
                    n[i], absolute[i], squared[i], percent[i], percentCells[i], error[i], covered[i], width[i]));
        }
        return steps;
    }
}
