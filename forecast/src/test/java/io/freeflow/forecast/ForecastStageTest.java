package io.freeflow.forecast;

import static io.freeflow.forecast.Roads.imputed;
import static io.freeflow.forecast.Roads.network;
import static io.freeflow.forecast.Roads.part;
import static io.freeflow.forecast.Roads.whole;
import static io.freeflow.forecast.Roads.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.network.Network;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.window.ImputationMethod;
import io.freeflow.core.window.ImputedState;
import io.freeflow.forecast.models.StandardModels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastStageTest {

    private final Out out = new Out();

    @Test
    void aCompleteWindowTriggersOneForecastOfTheNextHour() {
        var stage = stage(network("A", "B"));

        stage.accept(whole(0, "A", 60, "B", 30), out);

        assertThat(out.forecasts()).hasSize(1);
        assertThat(out.last().sensorIds()).containsExactly("A", "B");
        assertThat(out.last().issuedAt()).isEqualTo(window(0).end());
        assertThat(out.last().dataCutoff()).isEqualTo(window(0).end());
        assertThat(out.last().model()).isEqualTo("neighbours");
        assertThat(out.median(0, 60)).isCloseTo(60, within(0.5));
        assertThat(out.median(1, 5)).isCloseTo(30, within(0.5));
        assertThat(stage.books().counts()).containsEntry("windows", 1L).containsEntry("issued", 1L);
    }

    @Test
    void nothingIsSaidBeforeAnythingWasObserved() {
        var stage = stage(network("A"));

        stage.accept(whole(0, "A", Double.NaN), out);
        stage.accept(whole(1), out);

        assertThat(out.forecasts()).isEmpty();
        assertThat(stage.books().counts())
                .isEqualTo(Map.of("received-parts", 2L, "windows", 2L, "withheld.no-history", 2L));
    }

    @Test
    void aRegionThatTheNetworkDoesNotKnowIsWithheld() {
        var stage = stage(Network.of(Roads.ZONE, List.of(Roads.sensor("A", "elsewhere")), List.of()));

        stage.accept(whole(0, "A", 60), out);

        assertThat(stage.books().counts())
                .isEqualTo(Map.of("received-parts", 1L, "windows", 1L, "withheld.unknown-region", 1L));
    }

    @Test
    void aWindowWaitsForAllItsParts() {
        var stage = stage(network("A", "B"));

        stage.accept(part(0, 0, 2, 0, "A", 60), out);
        stage.accept(part(1, 0, 2, 0, "A", 50), out);
        assertThat(out.forecasts()).isEmpty();
        stage.accept(part(0, 1, 2, 0, "B", 30), out);
        stage.accept(part(1, 1, 2, 0, "B", 20), out);

        assertThat(out.forecasts())
                .extracting(forecast -> forecast.issuedAt())
                .containsExactly(window(0).end(), window(1).end());
        assertThat(stage.books().counts()).containsEntry("windows", 2L);
    }

    @Test
    void aWindowThatLacksAPartForEverIsHistoryAndNoMore() {
        var stage = stage(network("A", "B"));

        stage.accept(part(0, 0, 2, 0, "A", 40), out);
        stage.accept(part(1, 0, 2, 0, "A", Double.NaN), out);
        stage.accept(part(1, 1, 2, 0, "B", 30), out);

        assertThat(out.forecasts()).hasSize(1);
        assertThat(stage.books().counts()).containsEntry("windows", 1L);
        assertThat(persistence(network("A", "B"), part(0, 0, 2, 0, "A", 40), part(1, 0, 2, 0), part(1, 1, 2, 0))
                        .median(0, 5))
                .isEqualTo(40);
    }

    @Test
    void aWindowThatNeverCameIsAHoleAndShiftsNothing() {
        var withHole = persistence(network("A"), whole(0, "A", 40), whole(11, "A", Double.NaN));
        assertThat(withHole.median(0, 5)).isEqualTo(40);

        var overnight = persistence(network("A"), whole(0, "A", 40), whole(12, "A", Double.NaN));
        assertThat(overnight.forecasts()).hasSize(1);
    }

    @Test
    void forecastsAreJudgedWhenTheirWindowIsKnown() {
        var stage = stage(network("A"));
        for (int number = 0; number < 30; number++) {
            stage.accept(whole(number, "A", number == 20 ? 40 : 60), out);
        }

        for (String model : StandardModels.NAMES) {
            assertThat(out.scored(model, 0)).isEqualTo(29);
            assertThat(out.scored(model, 11)).isEqualTo(18);
        }
        var hour = out.sheet("persistence").orElseThrow().steps().get(11);
        assertThat(hour.absolute()).isEqualTo(20);
        assertThat(hour.error()).isEqualTo(20);
        var five = out.sheet("persistence").orElseThrow().steps().getFirst();
        assertThat(five.absolute()).isEqualTo(40);
        assertThat(five.error()).isEqualTo(0);
        assertThat(five.percent()).isCloseTo(50 + 100 / 3.0, within(0.01));
    }

    @Test
    void imputedAndMissingTargetsNeverCount() {
        var stage = stage(network("A"));

        stage.accept(whole(0, "A", 60), out);
        stage.accept(imputed(1, "A", 55), out);
        stage.accept(whole(2, "A", Double.NaN), out);

        assertThat(out.sheet("persistence")).isEmpty();
        assertThat(out.forecasts()).hasSize(3);
    }

    @Test
    void aSensorWithoutASpeedIsImputedBesideTheWindowAndNothingElseChanges() {
        var stage = stage(network("A", "B"));
        stage.accept(whole(0, "A", 60, "B", 44), out);
        assertThat(out.imputations()).isEmpty();

        stage.accept(part(1, 0, 2, 0, "A", 60), out);
        assertThat(out.imputations()).as("a part is missing").isEmpty();
        stage.accept(part(1, 1, 2, 0, "B", Double.NaN), out);

        assertThat(out.imputations()).singleElement().satisfies(imputation -> {
            assertThat(imputation.interval()).isEqualTo(window(1));
            assertThat(imputation.knownAt()).isEqualTo(window(1).end());
            assertThat(imputation.states())
                    .containsExactly(new ImputedState(
                            "B",
                            44,
                            Double.NaN,
                            ImputationMethod.LAST_VALUE,
                            List.of(window(0).start().toString())));
        });
        assertThat(stage.books().counts()).containsEntry("imputations", 1L).containsEntry("imputed.last-value", 1L);
        assertThat(out.scored("persistence", 0)).as("only A has a target").isEqualTo(1);
    }

    @Test
    void aCellCountsOnlyIfEveryModelHadAValueForIt() {
        var stage = stage(network("A", "B"));
        stage.accept(whole(0, "A", 60, "B", 60), out);
        for (int number = 1; number <= 20; number++) {
            stage.accept(whole(number, "A", Double.NaN, "B", 60), out);
        }
        long before = out.scored("profile", 0);

        stage.accept(whole(21, "A", 60, "B", 60), out);

        assertThat(out.scored("profile", 0)).isEqualTo(before + 1);
        for (String model : StandardModels.NAMES) {
            assertThat(out.scored(model, 0)).isEqualTo(out.scored("profile", 0));
        }
    }

    @Test
    void aNewLocalDayBeginsANewSheet() {
        var stage = stage(network("A"));
        int midnight = 16 * 12;
        for (int number = midnight - 3; number < midnight + 2; number++) {
            stage.accept(whole(number, "A", 60), out);
        }

        assertThat(out.sheet("profile").orElseThrow().day()).hasToString("2026-03-03");
        assertThat(out.scored("profile", 0)).isEqualTo(2);
    }

    @Test
    void aRevisionChangesTheNextForecastAndIsNotJudgedAgain() {
        var revised = persistence(
                network("A"),
                whole(0, "A", 60),
                whole(1, "A", 60),
                part(1, 0, 1, 1, "A", 20),
                whole(2, "A", Double.NaN));

        assertThat(revised.median(0, 5)).isEqualTo(20);
        assertThat(revised.forecasts()).hasSize(3);
        assertThat(revised.last().dataCutoff()).isEqualTo(window(2).end());
        assertThat(revised.scored("persistence", 0)).isEqualTo(1);
        assertThat(revised.sheet("persistence").orElseThrow().steps().getFirst().absolute())
                .isEqualTo(0);
    }

    @Test
    void theVersionSaysThatTheProfileIsLearningUntilAWeekWasSeen() {
        var stage = stage(network("A"));
        for (int number = 0; number < 2016; number++) {
            stage.accept(whole(number, "A", 60), out);
        }

        assertThat(out.forecasts().get(2014).modelVersion()).isEqualTo("profile-learning");
        assertThat(out.last().modelVersion()).isEqualTo("profile-weeks-1");
    }

    @Test
    void anUnknownChampionIsRefused() {
        var config = new ForecastConfig("crystal-ball", Duration.ofMinutes(60), 100);
        var stage = new ForecastStage(network("A"), config, Map.of(), "0");

        assertThatThrownBy(() -> stage.accept(whole(0, "A", 60), out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("crystal-ball");
    }

    private static ForecastStage stage(Network network) {
        return new ForecastStage(network, ForecastConfig.DEFAULT, Map.of(), "0");
    }

    private static Out persistence(Network network, WindowPart... parts) {
        var out = new Out();
        var config = new ForecastConfig("persistence", Duration.ofMinutes(60), 100);
        var stage = new ForecastStage(network, config, Map.of(), "0");
        for (WindowPart part : parts) {
            stage.accept(part, out);
        }
        return out;
    }
}
