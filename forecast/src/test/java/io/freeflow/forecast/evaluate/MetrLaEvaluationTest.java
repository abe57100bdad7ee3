package io.freeflow.forecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freeflow.core.forecast.Horizons;
import org.junit.jupiter.api.Test;

/** Whether our protocol is the literature's: the same baselines get the same errors as others measured. */
class MetrLaEvaluationTest {

    @Test
    void ourBaselinesGetTheErrorsThatOthersMeasured() {
        var file = MetrLa.find();
        assumeTrue(
                file.isPresent(),
                "METR-LA is not at hand: set FREEFLOW_SHARED to the folder that holds data/metr-la/speeds.csv.gz");
        var data = MetrLa.read(file.orElseThrow());

        var results = StandardEvaluation.run(new Matrix(data.times(), data.rows()), StandardEvaluation.baselines());

        System.out.println(StandardTable.of(results, Literature.metrLa()));
        var last = results.get(0);
        assertThat(mae(last, 15)).isCloseTo(3.498, within(0.05));
        assertThat(mae(last, 30)).isCloseTo(4.205, within(0.05));
        assertThat(mae(last, 60)).isCloseTo(5.378, within(0.05));
        assertThat(mae(results.get(1), 30)).isCloseTo(4.186, within(0.05));
        assertThat(mae(results.get(2), 60)).isLessThan(4.15);
    }

    private static double mae(StandardEvaluation.Result result, int minutes) {
        return result.steps().get(Horizons.stepOf(minutes)).mae();
    }
}
