package io.freeflow.forecast;

import static io.freeflow.forecast.Roads.network;
import static io.freeflow.forecast.Roads.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.forecast.History;
import io.freeflow.forecast.models.LiveModel;
import io.freeflow.forecast.models.StandardModels;
import io.freeflow.forecast.network.Networks;
import io.freeflow.forecast.state.Saved;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Models that break on purpose. */
class ForecastFailureTest {

    private final Out out = new Out();

    @Test
    void theProfileStandsInForABrokenChampionAndSaysSo() {
        var stage = stageWithBroken(Set.of("neighbours"));

        stage.accept(whole(0, "A", 60), out);

        assertThat(out.last().model()).isEqualTo("profile");
        assertThat(out.last().modelVersion()).isEqualTo("profile-learning, in place of neighbours");
        assertThat(stage.books().counts()).containsEntry("issued", 1L).containsEntry("failed.neighbours", 1L);
    }

    @Test
    void nothingIsIssuedWhenTheProfileBreaksToo() {
        var stage = stageWithBroken(Set.of("neighbours", "profile"));

        stage.accept(whole(0, "A", 60), out);

        assertThat(out.forecasts()).isEmpty();
        assertThat(stage.books().counts())
                .containsEntry("windows", 1L)
                .containsEntry("withheld.model-failed", 1L)
                .doesNotContainKey("issued");
    }

    @Test
    void aBrokenShadowDoesNotStopTheChampionAndNoCellIsScoredWithoutIt() {
        var stage = stageWithBroken(Set.of("persistence"));

        stage.accept(whole(0, "A", 60), out);
        stage.accept(whole(1, "A", 60), out);

        assertThat(out.forecasts())
                .extracting(forecast -> forecast.model())
                .containsExactly("neighbours", "neighbours");
        assertThat(out.sheet("neighbours")).isEmpty();
    }

    private static ForecastStage stageWithBroken(Set<String> broken) {
        return new ForecastStage(
                network("A"),
                ForecastConfig.DEFAULT,
                Map.of(),
                Networks.none(),
                "0",
                (knowledge, start, carry) -> StandardModels.of(knowledge, start, carry).stream()
                        .map(model -> broken.contains(model.name()) ? new Broken(model) : model)
                        .toList());
    }

    private record Broken(LiveModel whole) implements LiveModel {
        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public String version() {
            return whole.version();
        }

        @Override
        public void forecast(History history, Draft draft) {
            draft.set(0, 0, 0, 12);
            throw new IllegalStateException("broken on purpose");
        }

        @Override
        public float point(int sensor, int step) {
            return Float.NaN;
        }

        @Override
        public void learn(int step, byte now, float point, float observed) {}

        @Override
        public void endWindow() {}

        @Override
        public List<Saved> parts() {
            return List.of();
        }
    }
}
