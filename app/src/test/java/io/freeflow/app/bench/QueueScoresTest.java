package io.freeflow.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.app.bench.QueueScores.Observed;
import io.freeflow.app.bench.QueueScores.Where;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Six stations of I-5 N a mile apart; the last two are slow now, and in 15 minutes the two before them are too. */
class QueueScoresTest {

    private static final Instant NOW = Instant.parse("2026-10-15T23:40:00Z");
    private static final SimulatedIncident CRASH = new SimulatedIncident(
            SimulatedIncident.Kind.CRASH,
            "I-5",
            Direction.N,
            3.5,
            new Position(34, -118),
            Interval.startingAt(NOW.minusSeconds(60), Duration.ofMinutes(45)),
            NOW,
            1,
            4);

    private final QueueScores scores = new QueueScores(Network.of(
            ZoneId.of("UTC"),
            IntStream.range(0, 6).mapToObj(QueueScoresTest::sensor).toList(),
            List.of()));
    private final Observed observed = new Observed(Map.of(
            NOW.minus(FiveMinutes.LENGTH), new double[] {60, 60, 60, 60, 10, 10},
            Horizons.window(NOW, 2).start(), new double[] {60, 60, 10, 10, 10, Double.NaN}));

    @Test
    void whoExpectsTheQueueScoresBetterThanWhoDoesNot() {
        scores.score(
                List.of(forecast("seer", 60, 60, 10, 10, 10, 10), forecast("still", 60, 60, 60, 60, 10, 10)),
                observed,
                CRASH);

        var seer = scores.of("seer")[0];
        var still = scores.of("still")[0];
        assertThat(seer.cells(Where.ALL).n)
                .as("what was not observed does not count")
                .isEqualTo(5);
        assertThat(seer.cells(Where.QUEUES).n)
                .as("within four miles of the head")
                .isEqualTo(4);
        assertThat(seer.cells(Where.QUEUES).brier).isCloseTo(0, within(1e-9));
        assertThat(still.cells(Where.QUEUES).brier).isCloseTo(2, within(1e-9));
        assertThat(still.cells(Where.OPENING).brier).isCloseTo(2, within(1e-9));
        assertThat(seer.cells(Where.OPENING).n).as("up to the crash").isEqualTo(4);
    }

    @Test
    void reachIsMeasuredFromTodaysHead() {
        scores.score(
                List.of(forecast("seer", 60, 60, 10, 10, 10, 10), forecast("still", 60, 60, 60, 60, 10, 10)),
                observed,
                CRASH);

        assertThat(scores.of("seer")[0].tails.absolute).isCloseTo(0, within(1e-9));
        assertThat(scores.of("still")[0].tails.error).isCloseTo(-2, within(1e-9));
        assertThat(scores.of("still")[0].tails.miles).isCloseTo(3, within(1e-9));
    }

    @Test
    void aCellThatOneModelLeavesOutCountsForNone() {
        scores.score(
                List.of(forecast("seer", 60, 60, 10, 10, 10, 10), forecast("silent", 60, 60, Double.NaN, 60, 10, 10)),
                observed,
                CRASH);

        assertThat(scores.of("seer")[0].cells(Where.ALL).n).isEqualTo(4);
        assertThat(scores.of("silent")[0].cells(Where.ALL).n).isEqualTo(4);
    }

    private static Forecast forecast(String model, double... mph) {
        var grid = QuantileGrid.missing(mph.length);
        for (int sensor = 0; sensor < mph.length; sensor++) {
            for (int step = 0; step < Horizons.STEPS; step++) {
                for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
                    grid.set(sensor, step, quantile, mph[sensor]);
                }
            }
        }
        return new Forecast(
                "north",
                NOW,
                NOW,
                NOW,
                model,
                "1",
                IntStream.range(0, mph.length).mapToObj(Integer::toString).toList(),
                grid);
    }

    private static Sensor sensor(int station) {
        return new Sensor(
                Integer.toString(station),
                "station",
                new Position(34, -118),
                "north",
                new Placement.OnFreeway("I-5", Direction.N, station, 4),
                OptionalDouble.empty());
    }
}
