package io.freeflow.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.WindowPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A road of 24 stations, half a mile apart. Now and then there is a crash at its end and a queue runs upstream at 12 mph,
 * two stations in five minutes; every third crash is a small one that soon ends.
 */
class NeighbourModelTest {

    private static final int STATIONS = 24;
    private static final int TAUGHT = 4500;
    private static final int IN_15_MINUTES = Horizons.stepOf(15);

    /** A stage that has seen weeks of such a road, as it was saved. */
    private static final Map<String, byte[]> TAUGHT_ROAD = new TreeMap<>();

    @BeforeAll
    static void teach() {
        save(taught(road(STATIONS), "neighbours"), TAUGHT_ROAD);
    }

    @Test
    void whereAQueueMayArriveItIsProbableBeforeItIsThere() {
        var stage = restored(road(STATIONS));
        var out = new Out();
        long number = TAUGHT;
        stage.accept(window(number++, 0), out);
        double before = out.below30(10, IN_15_MINUTES);

        for (int age = 1; age <= 4; age++) {
            stage.accept(window(number++, age), out);
        }

        // The tail is at station 16: station 10 is three miles upstream, and the queue takes 15 minutes for them.
        assertThat(before).isLessThan(0.05);
        assertThat(out.below30(10, IN_15_MINUTES)).isGreaterThan(0.3);
        assertThat(out.below30(10, 0)).as("in 5 minutes").isLessThan(0.2);
        assertThat(out.below30(2, IN_15_MINUTES)).as("seven miles upstream").isLessThan(0.1);
    }

    @Test
    void aQueueThatMayArriveOrNotMakesTheIntervalWide() {
        var stage = restored(road(STATIONS));
        var out = new Out();
        stage.accept(window(TAUGHT, 0), out);
        stage.accept(window(TAUGHT + 1, 1), out);
        stage.accept(window(TAUGHT + 2, 2), out);

        var grid = out.last().speedsMph();

        assertThat(grid.mph(16, IN_15_MINUTES, 0)).isLessThan(30);
        assertThat(grid.mph(16, IN_15_MINUTES, 6)).isGreaterThan(50);
        assertThat(grid.mph(2, IN_15_MINUTES, 0)).as("far upstream").isGreaterThan(50);
    }

    @Test
    void aDeadStationBetweenDoesNotHideTheQueue() {
        var stage = restored(road(STATIONS));
        var out = new Out();
        for (int age = 0; age <= 4; age++) {
            stage.accept(window(TAUGHT + age, age, 11, 12, 15), out);
        }

        assertThat(out.below30(10, IN_15_MINUTES)).isGreaterThan(0.2);
        assertThat(out.below30(11, IN_15_MINUTES)).as("itself dead").isNotNaN();
    }

    @Test
    void withoutNeighboursItIsNoWorseThanTheDampedProfile() {
        var alone = Network.of(
                Roads.ZONE,
                IntStream.range(0, STATIONS)
                        .mapToObj(station -> Roads.sensor(id(station), Roads.REGION))
                        .toList(),
                List.of());
        var out = new Out();

        var stage = stage(alone, "neighbours");
        run(stage, out);

        for (int step : List.of(0, 2, 5, 11)) {
            double damped =
                    out.sheet("profile-damped").orElseThrow().steps().get(step).mae();
            assertThat(out.sheet("neighbours").orElseThrow().steps().get(step).mae())
                    .as("step %d", step)
                    .isLessThanOrEqualTo(1.01 * damped);
        }
    }

    @Test
    void killedAmidAQueueItSaysTheSameAgain() {
        var expected = new Out();
        var unbroken = restored(road(STATIONS));
        for (int age = 0; age <= 20; age++) {
            unbroken.accept(window(TAUGHT + age, age), expected);
        }

        var actual = new Out();
        var saved = new TreeMap<>(TAUGHT_ROAD);
        for (int age = 0; age <= 20; age++) {
            var stage = stage(road(STATIONS), "neighbours");
            saved.forEach(stage::restore);
            stage.accept(window(TAUGHT + age, age), actual);
            save(stage, saved);
        }

        assertThat(actual.lines()).isEqualTo(expected.lines());
    }

    @Test
    void onANewRoadWithOtherStationsItKeepsWhatItLearnt() {
        var grown = Network.of(
                Roads.ZONE,
                IntStream.range(0, STATIONS)
                        .mapToObj(station -> sensor(station == 12 ? "new" : id(station), station))
                        .toList(),
                List.of());
        var stage = restored(grown);
        var out = new Out();
        for (int age = 0; age <= 4; age++) {
            stage.accept(window(TAUGHT + age, age), out);
        }

        assertThat(below30(out.last(), id(10), IN_15_MINUTES)).isGreaterThan(0.3);
        assertThat(out.last().speedsMph().isMissing(out.last().sensorIds().indexOf("new"), 0))
                .isTrue();
    }

    private static double below30(Forecast forecast, String id, int step) {
        return forecast.speedsMph().probabilityBelow(forecast.sensorIds().indexOf(id), step, 30);
    }

    private static ForecastStage taught(Network network, String model) {
        var stage = stage(network, model);
        run(stage, new Out());
        return stage;
    }

    private static void run(ForecastStage stage, Out out) {
        var random = new Random(12);
        int quiet = 0;
        int age = 0;
        int lasts = 0;
        for (int number = 0; number < TAUGHT; number++) {
            if (age == 0 && quiet++ > 10 + random.nextInt(30)) {
                age = 1;
                quiet = 0;
                lasts = random.nextInt(3) == 0 ? 2 : 10;
            } else if (age > 0) {
                age = age == lasts ? 0 : age + 1;
            }
            stage.accept(window(number, number > TAUGHT - 15 ? 0 : age), out);
        }
    }

    /** A window in which the queue is so many windows old; 0 is none. */
    private static WindowPart window(long number, int age, int... dead) {
        var random = new Random(number);
        var speeds = new ArrayList<Object>();
        for (int station = 0; station < STATIONS; station++) {
            boolean queued = station >= STATIONS - 2 * age;
            double mph = (queued ? 15 : 62) + random.nextGaussian();
            int here = station;
            speeds.addAll(List.of(id(station), Arrays.stream(dead).anyMatch(one -> one == here) ? Double.NaN : mph));
        }
        return Roads.whole(number, speeds.toArray());
    }

    private static ForecastStage restored(Network network) {
        var stage = stage(network, "neighbours");
        TAUGHT_ROAD.forEach(stage::restore);
        return stage;
    }

    private static ForecastStage stage(Network network, String model) {
        return new ForecastStage(network, new ForecastConfig(model, Duration.ofHours(1), 100), Map.of(), "0");
    }

    private static void save(ForecastStage stage, Map<String, byte[]> saved) {
        stage.save((granule, bytes) -> {
            if (bytes == null) {
                saved.remove(granule);
            } else {
                saved.put(granule, bytes);
            }
        });
    }

    private static Network road(int stations) {
        return Network.of(
                Roads.ZONE,
                IntStream.range(0, stations)
                        .mapToObj(station -> sensor(id(station), station))
                        .toList(),
                List.of());
    }

    private static Sensor sensor(String id, int station) {
        return new Sensor(
                id,
                id,
                new Position(34, -118),
                Roads.REGION,
                new Placement.OnFreeway("I-5", Direction.N, station / 2.0, 4),
                OptionalDouble.of(65));
    }

    private static String id(int station) {
        return "%02d".formatted(station);
    }
}
