package io.freeflow.forecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.forecast.network.NetworkModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the network in the repository scores on METR-LA's test part. A window takes a core a fifth of a second, so only
 * every 60th is scored here; {@code -Dfreeflow.every=1} scores all, in half an hour of a quiet core.
 */
class MetrLaNetworkTest {

    private static final int EVERY = Integer.getInteger("freeflow.every", 60);

    @Test
    void theNetworkScoresWhatItsCardSays() {
        var file = MetrLa.find();
        assumeTrue(
                file.isPresent(),
                "METR-LA is not at hand: set FREEFLOW_SHARED to the folder that holds data/metr-la/speeds.csv.gz");
        var data = MetrLa.read(file.orElseThrow());

        try (var model = NetworkModel.open(Path.of("models/metr-la/1"))) {
            assertThat(model.manifest().sensors()).isEqualTo(data.sensorIds());
            var candidates = new ArrayList<>(StandardEvaluation.baselines());
            candidates.add(new Network(model));
            var results = StandardEvaluation.run(new Matrix(data.times(), data.rows()), candidates, EVERY);

            System.out.println("Every " + EVERY + "th window of the test part");
            System.out.println(StandardTable.of(results, EVERY == 1 ? Literature.metrLa() : List.of()));
            System.out.println(StandardTable.intervals(results));
            var network = results.getLast();
            // The card's 2.79, 3.13 and 3.43, and what other windows may differ. 2.72 and 3.07 are the aim.
            assertThat(at(network, 15).mae()).isLessThanOrEqualTo(2.90);
            assertThat(at(network, 30).mae()).isLessThanOrEqualTo(3.25);
            assertThat(at(network, 60).mae()).isLessThanOrEqualTo(3.55);
            assertThat(network.all().coverage90Percent()).isBetween(87.0, 93.0);
        }
    }

    private static ScoreSums at(StandardEvaluation.Result result, int minutes) {
        return result.steps().get(Horizons.stepOf(minutes));
    }
}
