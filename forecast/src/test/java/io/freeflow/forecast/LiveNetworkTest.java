package io.freeflow.forecast;

import static io.freeflow.forecast.Roads.part;
import static io.freeflow.forecast.Roads.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.road.WindowPart;
import io.freeflow.forecast.models.IntervalTracker;
import io.freeflow.forecast.network.ModelRef;
import io.freeflow.forecast.network.ModelRegistry;
import io.freeflow.forecast.network.NetworkModel;
import io.freeflow.forecast.network.Networks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The METR-LA network on the road: 206 of its sensors, and one that it does not know. */
class LiveNetworkTest {

    private static final Path METR_LA = Path.of("models/metr-la/1");
    private static final ModelRef REF = new ModelRef("metr-la", 1);
    private static final String STRANGER = "stranger";
    /** Monday 08:00 of {@link Roads}, in five minutes. */
    private static final int EIGHT_O_CLOCK = 96;

    private final Out out = new Out();
    private final List<String> sensors = new ArrayList<>();
    private ModelRegistry registry;

    @BeforeEach
    void promote(@TempDir Path folder) {
        registry = ModelRegistry.at(folder);
        sensors.addAll(registry.add(METR_LA, Instant.EPOCH).sensors());
        sensors.set(0, STRANGER);
        registry.promote(REF, Instant.EPOCH, "test");
    }

    @Test
    void itIsGivenTheLastHourInItsOwnOrder() {
        registry.rollBack(Instant.EPOCH, "test");
        var stage = stage(networks());
        for (int number = 0; number < 13; number++) {
            stage.accept(window(number), out);
        }
        registry.promote(REF, Instant.EPOCH, "test");
        stage.accept(window(13), out);

        var forecast = out.last();
        assertThat(forecast.model()).isEqualTo("metr-la-1");
        assertThat(forecast.modelVersion()).isEqualTo("sha256-c1d7749c55fc");
        try (var model = NetworkModel.open(METR_LA)) {
            var said = model.forecast(lastHour(), slots());
            for (int sensor = 1; sensor < sensors.size(); sensor++) {
                for (int step = 0; step < 12; step++) {
                    float median = said.median()[step][sensor];
                    assertThat(mph(out, sensor, step, QuantileGrid.P50)).isCloseTo(median, within(0.02f));
                    assertThat(mph(out, sensor, step, QuantileGrid.P05))
                            .isCloseTo(said.low()[step][sensor], within(0.02f));
                    assertThat(mph(out, sensor, step, QuantileGrid.P95))
                            .isCloseTo(said.high()[step][sensor], within(0.02f));
                    assertThat(mph(out, sensor, step, 2)).isBetween(mph(out, sensor, step, 1), median + 0.01f);
                }
            }
        }
    }

    @Test
    void itsIntervalsFollowWhatHappens() {
        var stage = stage(networks());
        for (int number = 0; number < 14; number++) {
            stage.accept(window(number), out);
        }

        double moved = 0;
        int place = out.last().sensorIds().indexOf(sensors.get(1));
        for (int number = 0; number < 13; number++) {
            double low = out.forecasts().get(number).speedsMph().mph(place, 0, QuantileGrid.P05);
            moved += IntervalTracker.RATE_MPH * (speed(number + 1, 1) < low ? 0.95 : -0.05);
        }
        try (var model = NetworkModel.open(METR_LA)) {
            float said = model.forecast(lastHour(), slots()).low()[0][1];
            assertThat(moved).isNotZero();
            assertThat(mph(out, 1, 0, QuantileGrid.P05)).isCloseTo((float) (said - moved), within(0.02f));
        }
    }

    @Test
    void aSensorThatItDoesNotKnowGetsTheProfile() {
        var ofProfile = new ForecastStage(
                Roads.network(sensors.toArray(String[]::new)),
                new ForecastConfig("profile", ForecastConfig.DEFAULT.carry(), 100),
                Map.of(),
                "0");
        var stage = stage(networks());
        var expected = new Out();
        for (int number = 0; number < 3; number++) {
            ofProfile.accept(window(number), expected);
            stage.accept(window(number), out);
        }

        for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
            assertThat(mph(out, 0, 5, quantile)).isEqualTo(mph(expected, 0, 5, quantile));
        }
    }

    @Test
    void aPromotionAndARollbackAreFollowedOnTheRoad() {
        registry.rollBack(Instant.EPOCH, "test");
        var stage = stage(networks());
        stage.accept(window(0), out);
        stage.accept(window(1), out);
        assertThat(out.last().model()).isEqualTo("neighbours");

        registry.promote(REF, Instant.EPOCH, "test");
        stage.accept(window(2), out);

        var fromTheStart = stage(networks());
        var expected = new Out();
        for (int number = 0; number < 3; number++) {
            fromTheStart.accept(window(number), expected);
        }
        for (int sensor = 1; sensor < sensors.size(); sensor++) {
            assertThat(mph(out, sensor, 11, QuantileGrid.P50))
                    .as("it has the windows before")
                    .isEqualTo(mph(expected, sensor, 11, QuantileGrid.P50));
        }

        registry.rollBack(Instant.EPOCH, "test");
        stage.accept(window(3), out);
        assertThat(out.last().model()).isEqualTo("neighbours");
        assertThat(out.sheet("persistence")).as("what was scored today").isPresent();
    }

    @Test
    void itIsScoredBesideTheOthersOnTheSameCells() {
        var stage = stage(networks());
        for (int number = 0; number < 5; number++) {
            stage.accept(window(number), out);
        }

        var network = out.sheet("metr-la-1").orElseThrow();
        var persistence = out.sheet("persistence").orElseThrow();
        assertThat(network.steps().getFirst().n())
                .isPositive()
                .isEqualTo(persistence.steps().getFirst().n());
    }

    @Test
    void aRestartFindsEverythingAgain() {
        var stage = stage(networks());
        var saved = new HashMap<String, byte[]>();
        for (int number = 0; number < 4; number++) {
            stage.accept(window(number), out);
        }
        stage.save(saved::put);
        var again = stage(networks());
        saved.forEach(again::restore);
        var after = new Out();

        stage.accept(window(4), out);
        again.accept(window(4), after);

        assertThat(after.last()).usingRecursiveComparison().isEqualTo(out.last());
        assertThat(after.sheet("metr-la-1")).isEqualTo(out.sheet("metr-la-1"));
    }

    @Test
    void whatIsToBeDeletedIsDeletedThoughTheNetworksChangeInBetween() {
        assertThat(savedAfterAWindowInTwoParts(true)).isEqualTo(savedAfterAWindowInTwoParts(false));
    }

    private Set<String> savedAfterAWindowInTwoParts(boolean change) {
        var stage = new ForecastStage(Roads.network("A", "B"), ForecastConfig.DEFAULT, Map.of(), networks(), "0");
        var saved = new HashMap<String, byte[]>();
        BiConsumer<String, byte @Nullable []> log = (granule, bytes) -> {
            if (bytes == null) {
                saved.remove(granule);
            } else {
                saved.put(granule, bytes);
            }
        };
        stage.accept(part(0, 0, 2, 0, "A", 60), out);
        stage.save(log);
        stage.accept(part(0, 1, 2, 0, "B", 50), out);
        if (change) {
            registry.rollBack(Instant.EPOCH, "test");
        }
        stage.accept(whole(1, "A", 60, "B", 50), out);
        stage.save(log);
        return saved.keySet();
    }

    @Test
    void aRegionThatItHardlyKnowsKeepsTheBuiltInChampion() {
        var stage = new ForecastStage(
                Roads.network("A", "B", sensors.get(1)), ForecastConfig.DEFAULT, Map.of(), networks(), "0");

        stage.accept(whole(0, "A", 60, "B", 61, sensors.get(1), 62), out);

        assertThat(out.last().model()).isEqualTo("neighbours");
    }

    private Networks networks() {
        return Networks.of(registry, problem -> {
            throw new AssertionError(problem);
        });
    }

    private ForecastStage stage(Networks networks) {
        return new ForecastStage(
                Roads.network(sensors.toArray(String[]::new)), ForecastConfig.DEFAULT, Map.of(), networks, "0");
    }

    private WindowPart window(int number) {
        var said = new Object[2 * sensors.size()];
        for (int sensor = 0; sensor < sensors.size(); sensor++) {
            said[2 * sensor] = sensors.get(sensor);
            said[2 * sensor + 1] = speed(number, sensor);
        }
        return whole(number, said);
    }

    /** Every 50th sensor says nothing in every third window. */
    private static double speed(int number, int sensor) {
        return sensor % 50 == 7 && number % 3 == 0 ? Double.NaN : 20 + (sensor * 7 + number * 3) % 45;
    }

    private float[][] lastHour() {
        var mph = new float[12][sensors.size()];
        for (int row = 0; row < 12; row++) {
            for (int sensor = 1; sensor < sensors.size(); sensor++) {
                double speed = speed(row + 2, sensor);
                mph[row][sensor] = Double.isNaN(speed) ? 0 : (float) speed;
            }
        }
        return mph;
    }

    private static int[] slots() {
        var slots = new int[12];
        Arrays.setAll(slots, row -> EIGHT_O_CLOCK + 2 + row);
        return slots;
    }

    /** Of the newest forecast, which has its sensors in the network's order. */
    private float mph(Out of, int sensor, int step, int quantile) {
        int place = of.last().sensorIds().indexOf(sensors.get(sensor));
        return (float) of.last().speedsMph().mph(place, step, quantile);
    }
}
