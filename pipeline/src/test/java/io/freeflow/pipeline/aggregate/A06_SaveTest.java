package io.freeflow.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Network;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.pipeline.health.HealthConfig;
import io.freeflow.testkit.Networks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** State is saved in granules, and only those that changed. 1330588800 is 2012-03-01 08:00. */
class A06_SaveTest {

    private final TreeMap<String, byte[]> saved = new TreeMap<>();

    @Test
    void saveHandsOnOnlyWhatChanged() {
        var road = Drawing.road();
        assertThat(road.save()).isEmpty();

        road.draw("08:00  A  52");
        assertThat(road.save()).containsExactly("counts", "window/1330588800/new/00000000");
        assertThat(road.save()).isEmpty();

        road.draw("08:00  B  52");
        assertThat(road.save()).containsExactly("counts", "window/1330588800/new/00000001");

        road.draw("08:00  A  52  duplicate");
        assertThat(road.save()).containsExactly("counts");

        road.draw("08:05  mark");
        assertThat(road.save())
                .containsExactly(
                        "counts",
                        "marks",
                        "clock",
                        "-window/1330588800/new/00000000",
                        "-window/1330588800/new/00000001",
                        "window/1330588800/0/1",
                        "window/1330588800/revisions");

        road.draw("08:05  mark");
        assertThat(road.save()).containsExactly("counts");
    }

    @Test
    void aDroppedWindowIsDeleted() {
        var road = Drawing.road(
                new AggregateConfig(
                        Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofDays(1), Duration.ZERO),
                1);
        road.draw("""
                08:05  mark
                08:10  mark
                """).save();

        road.draw("08:15  mark");
        assertThat(road.save())
                .containsExactly(
                        "counts",
                        "marks",
                        "clock",
                        "window/1330589400/revisions",
                        "-window/1330589100/0/1",
                        "-window/1330589100/revisions");
    }

    @Test
    void anOpenWindowSavesAReadingInAsManyBytesWhateverTheSizeOfTheNetwork() {
        for (int sensors : List.of(1, 64, 640)) {
            var stage = stage(network(sensors), 1);
            IntStream.range(0, sensors).forEach(i -> stage.accept(reading("S" + i, 50), A06_SaveTest::nothing));
            save(stage);

            saved.clear();
            stage.accept(reading("S0", 51), A06_SaveTest::nothing);
            save(stage);

            assertThat(windowBytes()).as(sensors + " sensors").isBetween(1, 64);
        }
    }

    @Test
    void aLateReadingOfALargeNetworkSavesOneBucketAndTheRevision() {
        var stage = stage(network(640), 1);
        IntStream.range(0, 640).forEach(i -> stage.accept(reading("S" + i, 50), A06_SaveTest::nothing));
        save(stage);
        stage.accept(new Mark("loops", 0, Drawing.time("08:05")), A06_SaveTest::nothing);
        save(stage);
        assertThat(saved.keySet())
                .filteredOn(granule -> granule.startsWith("window/"))
                .hasSize(11);

        saved.clear();
        stage.accept(reading("S7", 51), A06_SaveTest::nothing);
        save(stage);
        assertThat(saved.keySet())
                .filteredOn(granule -> granule.startsWith("window/"))
                .hasSize(2)
                .contains("window/1330588800/revisions");
    }

    private int windowBytes() {
        return saved.entrySet().stream()
                .filter(granule -> granule.getKey().startsWith("window/"))
                .mapToInt(granule -> granule.getValue().length)
                .sum();
    }

    @Test
    void noGranuleOutgrowsARecordHoweverMuchComesBetweenTwoSaves() {
        var stage = stage(network(1), 1);
        IntStream.range(0, 50_000).forEach(i -> stage.accept(reading("X" + i, 50), A06_SaveTest::nothing));
        save(stage);

        assertThat(saved.values()).allMatch(bytes -> bytes.length < 100_000);
        var restored = stage(network(1), 1);
        saved.forEach(restored::restore);
        var out = new ArrayList<Message>();
        restored.accept(new Mark("loops", 0, Drawing.time("08:05")), out::add);
        assertThat(out)
                .filteredOn(message ->
                        message instanceof WindowPart part && !part.states().isEmpty())
                .singleElement()
                .isInstanceOfSatisfying(
                        WindowPart.class, part -> assertThat(part.states()).hasSize(50_000));
    }

    /** The order in which granules come is that of time: the newest revision of a reading counts. */
    @Test
    void aRevisedReadingIsRestoredAsItWasLast() {
        var stage = stage(network(1), 1);
        for (int mph = 1; mph <= 12; mph++) {
            stage.accept(reading("S0", mph), A06_SaveTest::nothing);
            save(stage);
        }

        var restored = stage(network(1), 1);
        saved.forEach(restored::restore);
        var out = new ArrayList<Message>();
        restored.accept(new Mark("loops", 0, Drawing.time("08:05")), out::add);

        assertThat(((WindowPart) out.getFirst())
                        .states()
                        .getFirst()
                        .measurement()
                        .speedMph())
                .isEqualTo(12);
    }

    @Test
    void aWindowOutlivesAChangeOfTheNetwork() {
        var before = stage(network(640), 1);
        IntStream.range(0, 640).forEach(i -> before.accept(reading("S" + i, 50), A06_SaveTest::nothing));
        save(before);

        var between = stage(network(128), 1);
        saved.forEach(between::restore);
        IntStream.range(0, 640).forEach(i -> between.accept(reading("S" + i, 51), A06_SaveTest::nothing));
        save(between);

        var after = stage(network(64), 1);
        saved.forEach(after::restore);
        var out = new ArrayList<Message>();
        after.accept(new Mark("loops", 0, Drawing.time("08:05")), out::add);

        assertThat(out).hasSize(2);
        assertThat(((WindowPart) out.getFirst()).states()).hasSize(64);
        assertThat(((WindowPart) out.getLast()).region()).isEqualTo("unplaced");
        assertThat(((WindowPart) out.getLast()).states())
                .hasSize(640 - 64)
                .allMatch(state -> state.measurement().speedMph() == 51);
    }

    @Test
    void allGranulesOfADroppedWindowAreDeletedWhateverTheNetworkIsNow() {
        var before = stage(network(640), 1);
        IntStream.range(0, 640).forEach(i -> before.accept(reading("S" + i, 50), A06_SaveTest::nothing));
        save(before);

        var after = stage(network(64), 1);
        saved.forEach(after::restore);
        after.accept(new Mark("loops", 0, Drawing.time("08:05")), A06_SaveTest::nothing);
        after.accept(new Mark("loops", 0, Drawing.time("2T08:05")), A06_SaveTest::nothing);
        save(after);

        assertThat(saved.keySet())
                .filteredOn(granule -> granule.startsWith("window/1330588800/"))
                .isEmpty();
    }

    private void save(AggregateStage stage) {
        stage.save((granule, bytes) -> {
            if (bytes == null) {
                saved.remove(granule);
            } else {
                saved.put(granule, bytes);
            }
        });
    }

    private static AggregateStage stage(Network network, int parts) {
        return new AggregateStage(Drawing.CONFIG, HealthConfig.OFF, network, 0, parts, 1);
    }

    private static Network network(int sensors) {
        var line = new StringBuilder("north I-5 N");
        IntStream.range(0, sensors).forEach(i -> line.append(" S").append(i));
        return Networks.draw(line.toString());
    }

    private static Reading reading(String sensorId, double mph) {
        Instant start = Drawing.time("08:00");
        return new Reading(
                "loops",
                sensorId,
                Interval.startingAt(start, FiveMinutes.LENGTH),
                Measurement.ofSpeed(mph),
                start.plus(Duration.ofMinutes(5)),
                List.of());
    }

    private static void nothing(Message message) {}
}
