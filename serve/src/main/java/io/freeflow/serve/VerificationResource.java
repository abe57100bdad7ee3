package io.freeflow.serve;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.core.road.ScoreSheet;
import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** {@code GET /api/v1/verification}: all days and regions, pooled over the cells. */
final class VerificationResource {

    private final TrafficStore store;

    VerificationResource(TrafficStore store) {
        this.store = store;
    }

    private record Score(String model, int step, ScoreSums sums) {}

    void get(Context ctx) {
        Parameters.of(ctx);
        var feed = Wire.leading(store.listFeeds());
        var scores = pool(store.listScores());
        Json.answer(
                ctx,
                json -> json.object("feed", inner -> Wire.feed(inner, feed))
                        .objects("scores", scores, VerificationResource::write));
    }

    private static List<Score> pool(List<ScoreSheet> sheets) {
        var byModel = new TreeMap<String, List<ScoreSums>>();
        for (ScoreSheet sheet : sheets) {
            var sums = byModel.computeIfAbsent(
                    sheet.model(), model -> new ArrayList<>(Collections.nCopies(Horizons.STEPS, ScoreSums.ZERO)));
            for (int step = 0; step < Math.min(Horizons.STEPS, sheet.steps().size()); step++) {
                sums.set(step, sums.get(step).plus(sheet.steps().get(step)));
            }
        }
        var scores = new ArrayList<Score>();
        byModel.forEach((model, sums) -> {
            for (int step = 0; step < sums.size(); step++) {
                scores.add(new Score(model, step, sums.get(step)));
            }
        });
        return scores;
    }

    private static void write(Json json, Score score) {
        var sums = score.sums();
        json.text("model", score.model())
                .number("horizon_minutes", Horizons.minutes(score.step()))
                .number("n", sums.n())
                .thousandths("mae_mph", sums.mae())
                .thousandths("rmse_mph", sums.rmse())
                .thousandths("mape_percent", sums.mapePercent())
                .thousandths("bias_mph", sums.bias())
                .thousandths("coverage90_percent", sums.coverage90Percent())
                .thousandths("width90_mph", sums.width90());
    }
}
