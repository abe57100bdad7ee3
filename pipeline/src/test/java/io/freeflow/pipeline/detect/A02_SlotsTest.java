package io.freeflow.pipeline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Measurement;
import io.freeflow.pipeline.detect.DetectionSettings.California8;
import io.freeflow.pipeline.detect.DetectionSettings.Shortfall;
import io.freeflow.pipeline.detect.DetectionSettings.SlowSpeed;
import io.freeflow.pipeline.detect.DetectionSettings.Slowing;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Slots that are late, missing or cut by a restart. */
class A02_SlotsTest {

    static Stream<DetectionSettings> methods() {
        return Stream.of(SlowSpeed.DEFAULT, California8.DEFAULT, Shortfall.DEFAULT, Slowing.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aKilledDetectorGoesOnAsIfNothingHadHappened(DetectionSettings settings) {
        for (long seed = 1; seed <= 5; seed++) {
            var slots = new ArrayList<>(Drawn.slots(Drawn::recurrent, 120, seed));
            slots.addAll(Drawn.slots(Drawn::incident, 120, seed));
            var random = new SplittableRandom(seed);
            var whole = new RegionDetector(Drawn.road(0.6), "la", settings);
            var killed = new RegionDetector(Drawn.road(0.6), "la", settings);
            Map<String, byte[]> saved = new TreeMap<>();
            var until = Drawn.MONDAY;
            var expected = new ArrayList<Detection>();
            var actual = new ArrayList<Detection>();

            for (Map<String, Measurement> slot : slots) {
                until = until.plus(Drawn.SLOT);
                expected.addAll(whole.accept(until, slot));
                actual.addAll(killed.accept(until, slot));
                killed.save(saved::put);
                if (random.nextDouble() < 0.1) {
                    killed = new RegionDetector(Drawn.road(0.6), "la", settings);
                    saved.forEach(killed::restore);
                }
            }

            assertThat(actual).as("seed %d", seed).isEqualTo(expected).isNotEmpty();
            Map<String, ByteBuffer> kept = new TreeMap<>();
            saved.forEach((granule, bytes) -> kept.put(granule, ByteBuffer.wrap(bytes)));
            assertThat(kept).as("seed %d", seed).isEqualTo(granules(whole));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aSlotThatIsNotNewerIsPassedOver(DetectionSettings settings) {
        var detector = new RegionDetector(Drawn.road(0.6), "la", settings);
        Drawn.watch(detector, Drawn.MONDAY, Drawn.slots(Drawn::incident, 20, 1));
        detector.save((granule, bytes) -> {});
        var before = granules(detector);

        var detections =
                Drawn.watch(detector, Drawn.MONDAY, List.of(Map.of("C", new Measurement(1, 100, 99)), Map.of()));

        assertThat(detections).isEmpty();
        assertThat(granules(detector)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aLongGapFindsNothingAndClearsWhatStood(DetectionSettings settings) {
        var detector = new RegionDetector(Drawn.road(0.6), "la", settings);
        var found = Drawn.watch(detector, Drawn.MONDAY, Drawn.slots(Drawn::incident, 50, 1));
        Instant later = Drawn.MONDAY.plus(Duration.ofHours(3));

        var afterwards = Drawn.watch(detector, later, Drawn.slots((station, minute) -> Drawn.free(), 10, 2));

        assertThat(found).hasSize(1);
        assertThat(afterwards).hasSize(1).first().satisfies(one -> {
            assertThat(one.cleared()).isPresent();
            assertThat(one.confirmed()).isEqualTo(found.getFirst().confirmed());
        });
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theStateOfAnotherNetworkIsPassedOver(DetectionSettings settings) {
        var other = new RegionDetector(Drawn.road(0.7), "la", settings);
        Drawn.watch(other, Drawn.MONDAY, Drawn.slots(Drawn::incident, 50, 1));
        var detector = new RegionDetector(Drawn.road(0.6), "la", settings);
        var fresh = granules(detector);

        other.save(detector::restore);

        assertThat(granules(detector)).isEqualTo(fresh);
    }

    private static Map<String, ByteBuffer> granules(RegionDetector detector) {
        Map<String, ByteBuffer> granules = new TreeMap<>();
        detector.save((granule, bytes) -> granules.put(granule, ByteBuffer.wrap(bytes)));
        return granules;
    }
}
