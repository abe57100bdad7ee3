package io.freeflow.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.time.Interval;
import io.freeflow.pipeline.detect.Detection;
import io.freeflow.pipeline.detect.DetectionMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {

    private static final Instant START = Instant.parse("2026-09-14T15:00:00Z");
    private static final Position SOMEWHERE = new Position(34, -118);

    /** Stations at miles 10, 8, 6, 4 and 2 in the order of travel south, and one at mile 6 north. */
    private static final Network NETWORK = Network.of(
            ZoneOffset.UTC,
            List.of(
                    sensor("S10", Direction.S, 10),
                    sensor("S8", Direction.S, 8),
                    sensor("S6", Direction.S, 6),
                    sensor("S4", Direction.S, 4),
                    sensor("S2", Direction.S, 2),
                    sensor("N6", Direction.N, 6)),
            List.of());

    /** A crash southbound at mile 5.7, from 15:00 to 15:30. */
    private static final SimulatedIncident CRASH = new SimulatedIncident(
            SimulatedIncident.Kind.CRASH,
            "I-5",
            Direction.S,
            5.7,
            SOMEWHERE,
            Interval.startingAt(START, Duration.ofMinutes(30)),
            START.plus(Duration.ofMinutes(15)),
            2,
            4);

    private static Sensor sensor(String id, Direction direction, double postmile) {
        return new Sensor(
                id,
                id,
                SOMEWHERE,
                "la",
                new Placement.OnFreeway("I-5", direction, postmile, 4),
                OptionalDouble.empty());
    }

    private static Detection detection(String corridor, String upstream, int minute) {
        var confirmed = START.plus(Duration.ofMinutes(minute));
        return new Detection(
                DetectionMethod.CALIFORNIA_8,
                corridor,
                upstream,
                upstream,
                confirmed,
                confirmed,
                Optional.empty(),
                List.of());
    }

    private static Score score(boolean visible, Detection... detections) {
        var score = new Score();
        score.add(new RoadTruth(NETWORK), List.of(new Happening(CRASH, visible, false)), List.of(detections));
        return score;
    }

    @ParameterizedTest
    @CsvSource({
        "I-5-S, S6,  4, 100, 0", // just before it
        "I-5-S, S8,  4, 100, 0", // 2.3 miles before it
        "I-5-S, S10, 4,   0, 1", // 4.3 miles before it
        "I-5-S, S4,  4,   0, 1", // behind it
        "I-5-S, S6, -1,   0, 1", // too early
        "I-5-S, S6, 40, 100, 0", // its queue still stands
        "I-5-S, S6, 41,   0, 1", // too late
        "I-5-N, N6,  4,   0, 0" // onlookers: neither found nor false
    })
    void placeAndTimeDecideWhatADetectionIsOf(
            String corridor, String upstream, int minute, double found, double falseAlarms) {
        var score = score(true, detection(corridor, upstream, minute));

        assertThat(score.detectionRate()).isEqualTo(found);
        assertThat(score.falseAlarmsADay()).isEqualTo(falseAlarms);
    }

    @Test
    void theFirstDetectionOfAnIncidentCountsAndTheOthersAreNotFalse() {
        var score = score(true, detection("I-5-S", "S8", 9), detection("I-5-S", "S6", 3));

        assertThat(score.meanMinutes()).isEqualTo(3);
        assertThat(score.falseAlarmsADay()).isZero();
    }

    @Test
    void whatCannotBeSeenNeedNotBeFoundButMay() {
        var score = score(false, detection("I-5-S", "S6", 3));

        assertThat(score.visible()).isZero();
        assertThat(score.falseAlarmsADay()).isZero();
    }

    @Test
    void aCurveIsStraightBetweenItsPoints() {
        var strict = score(true);
        var loose = score(true, detection("I-5-S", "S6", 3), detection("I-5-S", "S2", 3), detection("I-5-S", "S10", 3));
        var curve = new Curve(List.of(loose, strict));

        assertThat(curve.at(0)).hasValue(0);
        assertThat(curve.at(0.5)).hasValue(25);
        assertThat(curve.at(2)).hasValue(100);
        assertThat(curve.at(50)).hasValue(100);
        assertThat(new Curve(List.of(loose)).at(1)).isEmpty();
    }
}
