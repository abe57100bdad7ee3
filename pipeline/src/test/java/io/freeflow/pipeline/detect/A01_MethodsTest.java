package io.freeflow.pipeline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Measurement;
import io.freeflow.pipeline.detect.DetectionSettings.California8;
import io.freeflow.pipeline.detect.DetectionSettings.Shortfall;
import io.freeflow.pipeline.detect.DetectionSettings.SlowSpeed;
import io.freeflow.pipeline.detect.DetectionSettings.Slowing;
import io.freeflow.pipeline.detect.Drawn.Picture;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each method says of drawn traffic. */
class A01_MethodsTest {

    private static final List<DetectionSettings> EACH =
            List.of(SlowSpeed.DEFAULT, California8.DEFAULT, Shortfall.DEFAULT, Slowing.DEFAULT);
    private static final List<DetectionSettings> ON_OCCUPANCY_OR_FLOW = List.of(California8.DEFAULT, Shortfall.DEFAULT);

    static Stream<Arguments> pictures() {
        Picture nothing = (station, minute) -> Drawn.free();
        Picture deadLoop =
                (station, minute) -> station == 3 && minute > 30 ? new Measurement(Double.NaN, 0, 0) : Drawn.free();
        Picture silentLine = (station, minute) -> minute > 30 ? Measurement.MISSING : Drawn.free();
        Picture deadInQueue = (station, minute) ->
                station == 3 && minute > 45 ? new Measurement(Double.NaN, 0, 0) : Drawn.recurrent(station, minute);
        Picture withoutDownstream =
                (station, minute) -> station == 3 ? Measurement.MISSING : Drawn.incident(station, minute);
        Picture standing = (station, minute) -> minute > 33 && minute < 60 && station == 2
                ? new Measurement(0, 0, 95)
                : Drawn.incident(station, minute);
        return Stream.of(
                        expect("nothing", nothing, EACH, ""),
                        expect("an incident", Drawn::incident, ON_OCCUPANCY_OR_FLOW, "C-D"),
                        expect("an incident", Drawn::incident, List.of(Slowing.DEFAULT), "C-D"),
                        expect("an incident", Drawn::incident, List.of(SlowSpeed.DEFAULT), "C-C"),
                        expect("a road that stands", standing, ON_OCCUPANCY_OR_FLOW, "C-D"),
                        expect("a wave", Drawn::wave, ON_OCCUPANCY_OR_FLOW, ""),
                        expect("a daily queue", Drawn::recurrent, ON_OCCUPANCY_OR_FLOW, ""),
                        expect("a daily queue", Drawn::recurrent, List.of(SlowSpeed.DEFAULT), "C-C"),
                        expect("a dead loop", deadLoop, EACH, ""),
                        expect("a dead loop before a queue", deadInQueue, List.of(Shortfall.DEFAULT), ""),
                        expect("a silent line", silentLine, EACH, ""),
                        expect("an incident, D missing", withoutDownstream, ON_OCCUPANCY_OR_FLOW, "C-E"),
                        expect("an incident, D missing", withoutDownstream, List.of(Slowing.DEFAULT), "C-E"))
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> expect(
            String name, Picture picture, List<DetectionSettings> methods, String section) {
        return methods.stream().map(settings -> Arguments.of(name, settings, picture, section));
    }

    @ParameterizedTest(name = "{0}: {1} says {3}")
    @MethodSource("pictures")
    void aMethodFindsWhatIsAnIncidentAndOnlyThat(
            String name, DetectionSettings settings, Picture picture, String section) {
        var detector = new RegionDetector(Drawn.road(0.6), "la", settings);

        var detections = Drawn.watch(detector, Drawn.MONDAY, Drawn.slots(picture, 120, 1));

        if (section.isEmpty()) {
            assertThat(detections).isEmpty();
        } else {
            assertThat(detections).hasSize(2);
            var confirmed = detections.getFirst();
            var cleared = detections.getLast();
            assertThat(confirmed.upstreamSensorId() + "-" + confirmed.downstreamSensorId())
                    .isEqualTo(section);
            assertThat(confirmed.corridorId()).isEqualTo("I-5-S");
            assertThat(confirmed.method()).isEqualTo(settings.method());
            assertThat(confirmed.cleared()).isEmpty();
            assertThat(minutes(confirmed.began())).isBetween(29L, 45L);
            assertThat(confirmed.began()).isBefore(confirmed.confirmed());
            assertThat(confirmed.evidence())
                    .isNotEmpty()
                    .allSatisfy(figure -> assertThat(figure.value()).isFinite());
            assertThat(cleared.confirmed()).isEqualTo(confirmed.confirmed());
            assertThat(cleared.cleared())
                    .hasValueSatisfying(instant -> assertThat(minutes(instant)).isGreaterThan(60));
        }
    }

    private static long minutes(java.time.Instant instant) {
        return Duration.between(Drawn.MONDAY, instant).toMinutes();
    }

    @Test
    void aShortfallIsFoundBeforeTheQueueReachesAStation() {
        var detector = new RegionDetector(Drawn.road(0.6), "la", Shortfall.DEFAULT);
        Picture farQueue = (station, minute) -> station < 3 ? Drawn.free() : Drawn.incident(station, minute);

        var detections = Drawn.watch(detector, Drawn.MONDAY, Drawn.slots(farQueue, 45, 1));

        assertThat(detections).singleElement().satisfies(found -> {
            assertThat(found.upstreamSensorId()).isEqualTo("C");
            assertThat(minutes(found.confirmed())).isLessThan(42);
        });
    }

    @Test
    void whatIsSlowEveryDayIsNoAnomaly() {
        var detector = new RegionDetector(Drawn.road(0.6), "la", Slowing.DEFAULT);
        Picture queueThenIncident = (station, minute) ->
                minute < 120 ? Drawn.recurrent(station, minute) : Drawn.incident(station, minute - 120);

        for (int day = 0; day < 4; day++) {
            Drawn.watch(detector, Drawn.MONDAY.plus(Duration.ofDays(day)), Drawn.slots(Drawn::recurrent, 240, day));
        }
        var friday = Drawn.MONDAY.plus(Duration.ofDays(4));
        var detections = Drawn.watch(detector, friday, Drawn.slots(queueThenIncident, 240, 4));

        assertThat(detections).hasSize(2).allSatisfy(one -> {
            assertThat(one.upstreamSensorId()).isEqualTo("C");
            assertThat(Duration.between(friday, one.confirmed()).toMinutes()).isBetween(150L, 165L);
        });
    }

    @ParameterizedTest
    @MethodSource("sectionMethods")
    void aSectionIsSilentWhereTheNextStationIsTooFar(DetectionSettings settings) {
        var detector = new RegionDetector(Drawn.road(Stretch.SECTION_MILES + 0.1), "la", settings);

        assertThat(Drawn.watch(detector, Drawn.MONDAY, Drawn.slots(Drawn::incident, 120, 1)))
                .isEmpty();
    }

    static Stream<DetectionSettings> sectionMethods() {
        return Stream.of(California8.DEFAULT, Shortfall.DEFAULT, Slowing.DEFAULT);
    }

    @Test
    void fiveMinutesOfSpeedsAreEnoughForAnAnomaly() {
        var detector = new RegionDetector(Drawn.road(0.6), "la", Slowing.DEFAULT);
        var until = Drawn.MONDAY;
        var found = new java.util.ArrayList<Detection>();
        for (int minute = 5; minute <= 60; minute += 5) {
            until = until.plus(Duration.ofMinutes(5));
            var readings = new java.util.HashMap<String, Measurement>();
            for (int station = 0; station < Drawn.STATIONS; station++) {
                readings.put(
                        Drawn.id(station),
                        Measurement.ofSpeed(Drawn.incident(station, minute).speedMph()));
            }
            found.addAll(detector.accept(until, readings));
        }

        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(minutes(one.confirmed())).isBetween(35L, 50L));
    }
}
