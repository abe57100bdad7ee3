package io.freeflow.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Network;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.window.ImputedState;
import io.freeflow.core.window.Quality;
import io.freeflow.core.window.TrafficState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stage that is killed anywhere goes on as if nothing had been. */
class ForecastRestartTest {

    private static final List<String> IDS = List.of("A", "B", "C", "D", "E");

    static LongStream seeds() {
        var only = Long.getLong("seed");
        return only != null ? LongStream.of(only) : new Random(1).longs(10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void killedAnywhereItSaysTheSameAgain(long seed) {
        var random = new Random(seed);
        var inputs = inputs(random);
        var unbroken = stage();
        var expected = new Out();
        inputs.forEach(input -> unbroken.accept(input, expected));

        var saved = new TreeMap<String, byte[]>();
        var stage = stage();
        var actual = new Out();
        for (WindowPart input : inputs) {
            stage.accept(input, actual);
            // Only what was saved together with the input counts, so a kill comes after a save.
            if (random.nextInt(8) == 0) {
                save(stage, saved);
                if (random.nextInt(3) == 0) {
                    stage = restored(saved);
                }
            }
        }
        save(stage, saved);

        assertThat(actual.lines()).as("seed %d", seed).isEqualTo(expected.lines());
        assertThat(stage.books()).as("seed %d", seed).isEqualTo(unbroken.books());
        var fresh = new TreeMap<String, byte[]>();
        save(unbroken, fresh);
        assertThat(text(saved)).as("seed %d", seed).isEqualTo(text(fresh));
        var books = stage.books().counts();
        long withheld = books.entrySet().stream()
                .filter(count -> count.getKey().startsWith("withheld."))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(books.getOrDefault("issued", 0L) + withheld)
                .as("seed %d", seed)
                .isEqualTo(books.get("windows"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatComesLaterDoesNotChangeWhatWasSaid(long seed) {
        var inputs = inputs(new Random(seed));
        int cut = inputs.size() / 2;
        var whole = new Out();
        var stage = stage();
        inputs.forEach(input -> stage.accept(input, whole));

        var half = new Out();
        var other = stage();
        inputs.subList(0, cut).forEach(input -> other.accept(input, half));

        assertThat(whole.lines()).as("seed %d", seed).startsWith(half.lines().toArray(String[]::new));
    }

    @Test
    void aSaveWithoutInputWritesNothing() {
        var stage = stage();
        inputs(new Random(7)).forEach(input -> stage.accept(input, message -> {}));
        save(stage, new TreeMap<>());

        var again = new TreeMap<String, byte[]>();
        save(stage, again);

        assertThat(again).isEmpty();
    }

    @Test
    void anotherNetworkKeepsWhatIsKnownOfItsSensors() {
        var stage = new ForecastStage(Roads.network("A", "B", "C"), ForecastConfig.DEFAULT, Map.of(), "0");
        for (int number = 0; number < 20; number++) {
            stage.accept(Roads.whole(number, "A", 20, "B", 40, "C", 60), message -> {});
        }
        var saved = new TreeMap<String, byte[]>();
        save(stage, saved);

        var grown = new ForecastStage(Roads.network("A2", "B", "C"), ForecastConfig.DEFAULT, Map.of(), "0");
        saved.forEach(grown::restore);
        var out = new Out();
        grown.accept(Roads.whole(20, "A2", Double.NaN, "B", Double.NaN, "C", Double.NaN), out);

        assertThat(out.last().sensorIds()).containsExactly("A2", "B", "C");
        assertThat(out.last().speedsMph().isMissing(0, 0)).isTrue();
        assertThat(out.median(1, 5)).isBetween(38.0, 42.0);
        assertThat(out.median(2, 5)).isBetween(58.0, 62.0);
        var all = new TreeMap<String, byte[]>();
        save(grown, all);
        assertThat(all.keySet())
                .containsAll(saved.keySet().stream()
                        .filter(granule -> !granule.startsWith("open/"))
                        .toList());
    }

    @Test
    void ofAWindowThatIsStillOpenItKnowsWhichSpeedsAreByGFactorAlsoInAnotherNetwork() {
        var before = new ForecastStage(Roads.network("A", "B"), ForecastConfig.DEFAULT, Map.of(), "0");
        before.accept(Roads.whole(0, "A", 60, "B", 44), message -> {});
        var single = new TrafficState("B", Measurement.ofSpeed(50), 0, Quality.IMPUTED);
        var end = Roads.window(1).end();
        before.accept(new WindowPart(Roads.REGION, Roads.window(1), 0, 2, 0, end, List.of(single)), message -> {});
        var saved = new TreeMap<String, byte[]>();
        save(before, saved);
        var grown = new ForecastStage(Roads.network("A", "A2", "B"), ForecastConfig.DEFAULT, Map.of(), "0");
        saved.forEach(grown::restore);
        var out = new Out();

        grown.accept(Roads.part(1, 1, 2, 0, "A", Double.NaN), out);

        assertThat(out.imputations())
                .singleElement()
                .satisfies(imputation -> assertThat(imputation.states())
                        .extracting(ImputedState::sensorId)
                        .containsExactly("A"));
    }

    private static ForecastStage stage() {
        var sensors = new ArrayList<>(
                IDS.stream().map(id -> Roads.sensor(id, "north/east")).toList());
        sensors.addAll(IDS.stream().map(id -> Roads.sensor("s" + id, "south")).toList());
        return new ForecastStage(Network.of(Roads.ZONE, sensors, List.of()), ForecastConfig.DEFAULT, Map.of(), "3");
    }

    private static ForecastStage restored(Map<String, byte[]> saved) {
        var stage = stage();
        saved.forEach(stage::restore);
        return stage;
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

    private static Map<String, String> text(Map<String, byte[]> saved) {
        var text = new TreeMap<String, String>();
        saved.forEach(
                (granule, bytes) -> text.put(granule, java.util.HexFormat.of().formatHex(bytes)));
        return text;
    }

    /** Two regions in two parts each, one part ahead of the other, with holes, jumps, revisions and bad sensors. */
    private static List<WindowPart> inputs(Random random) {
        var inputs = new ArrayList<WindowPart>();
        long number = random.nextInt(3000);
        var ahead = new ArrayList<WindowPart>();
        for (int i = 0; i < 60; i++) {
            number += random.nextInt(15) == 0 ? 1 + random.nextInt(200) : 1;
            for (String region : List.of("north/east", "south")) {
                inputs.add(part(random, region, number, 0, 0));
                ahead.add(part(random, region, number, 1, 0));
            }
            while (!ahead.isEmpty() && random.nextInt(3) > 0) {
                inputs.add(ahead.removeFirst());
            }
            if (random.nextInt(4) == 0) {
                inputs.add(part(random, "south", number - random.nextInt(5), 0, 1 + i));
            }
        }
        inputs.addAll(ahead);
        return inputs;
    }

    private static WindowPart part(Random random, String region, long number, int part, int revision) {
        var states = new ArrayList<TrafficState>();
        for (int i = part; i < IDS.size(); i += 2) {
            var id = region.equals("south") ? "s" + IDS.get(i) : IDS.get(i);
            var speed = Measurement.ofSpeed(random.nextInt(8) == 0 ? 0 : 20 + 60 * random.nextDouble());
            states.add(
                    switch (random.nextInt(6)) {
                        case 0 -> TrafficState.missing(id);
                        case 1 -> new TrafficState(id, speed, 0, Quality.IMPUTED);
                        default -> TrafficState.observed(id, speed, 1);
                    });
        }
        var interval = Roads.window(number);
        return new WindowPart(
                region, interval, part, 2, revision, interval.end().plusSeconds(random.nextInt(90)), states);
    }
}
